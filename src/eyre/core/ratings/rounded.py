"""Would rounding first have given another band? Then whoever reads the rating is told so."""

from __future__ import annotations

from eyre.core.figures import Undefined
from eyre.core.frameworks import Edition

from .results import Finding, FindingKind


def rounding_findings(
    edition: Edition,
    exact: str,
    band: str,
    rounded: int | Undefined,
    rounded_band: str | Undefined | None,
    *,
    ref: str = "",
) -> tuple[Finding, ...]:
    """A finding where the rounded share lies in another band; `exact` says what the share is ("7/27 is 25.93 per cent")."""
    if rounded_band is None or isinstance(rounded_band, Undefined) or rounded_band == band:
        return ()
    text = (
        f"{exact}. Compared as it is, {edition.band(band).label}; rounded first to {rounded} per cent, it would be "
        f"{edition.band(rounded_band).label}."
    )
    return (Finding(FindingKind.ROUNDING_WOULD_DIFFER, ref, text),)
