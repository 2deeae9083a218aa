"""How are our own files served? Under names that carry a hash of their content, modules of modules too."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # has no types
    """Rewrites `import … from './other.js'` as well, so that a module finds the very bytes it was tested with."""

    support_js_module_import_aggregation = True
