"""What has every edition in common, whatever it holds? It is read field by field, and every part says how it is known."""

from .fields import CONCEPT, SLUG, Fields
from .mistakes import EditionInvalid, Mistake, Path, Step, path_in_words, shadowed
from .provenance import Provenance, Status, read_provenance

__all__ = [
    "CONCEPT",
    "SLUG",
    "EditionInvalid",
    "Fields",
    "Mistake",
    "Path",
    "Provenance",
    "Status",
    "Step",
    "path_in_words",
    "read_provenance",
    "shadowed",
]
