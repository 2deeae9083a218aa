"""The door for a web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eyre.site.settings")
application = get_wsgi_application()

from eyre.site.safety import refuse_unsafe  # noqa: E402 - needs the settings, which the line above made ready

refuse_unsafe()
