"""Does every entry of the navigation lead somewhere?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Error, register

from .context import address


@register()
def check_navigation(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[Error]:
    """eyre.platform.E001: an entry of `EYRE_NAVIGATION` or `EYRE_FOOTER` names a URL that no area offers."""
    entries = (*settings.EYRE_NAVIGATION, *getattr(settings, "EYRE_FOOTER", ()))
    return [
        Error(
            f"The navigation entry {text!r} names the URL {name!r}, which does not exist.",
            hint="Correct the name in EYRE_NAVIGATION or EYRE_FOOTER, or add the URL.",
            id="eyre.platform.E001",
        )
        for text, name, _ in entries
        if address(name) is None
    ]
