"""The door for a web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eyre.site.settings")
application = get_wsgi_application()

# They need the settings, which the line above made ready
from eyre.site.demonstration.circumstances import circumstances, refuse_contradictions  # noqa: E402
from eyre.site.safety import refuse_unsafe  # noqa: E402

refuse_unsafe()
refuse_contradictions(circumstances())
