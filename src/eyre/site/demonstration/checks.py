"""Do the settings contradict the demonstration?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import Error, Tags, register

from .circumstances import circumstances
from .refusals import refusals


@register(Tags.security)
def check_demonstration(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[Error]:
    """eyre.demonstration.<code>: the one-click door stands beside settings of a production."""
    return [
        Error(one.words, hint=one.way_out, id=f"eyre.demonstration.{one.code}")
        for one in refusals(circumstances())
    ]
