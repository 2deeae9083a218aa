"""Is there single sign-on, and where does it lead?"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings


def origin_of_issuer() -> str:
    """Scheme and host of the organisation's sign-in; "" where there is none."""
    parts = urlsplit(settings.EYRE_OIDC_ISSUER)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
