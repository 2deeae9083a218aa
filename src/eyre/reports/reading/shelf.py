"""The editions whose ratings tables a published document may hold."""

from __future__ import annotations

from functools import cache

from eyre.core.frameworks import Edition
from eyre.frameworks.reading import load_edition, shipped_editions


@cache
def shipped() -> tuple[Edition, ...]:
    """The editions that ship and rate numbered standards."""
    editions = tuple(load_edition(id) for id in shipped_editions())
    return tuple(
        edition
        for edition in editions
        if edition.inspectorate == "HM Inspectorate of Probation" and _is_printed(edition)
    )


def _is_printed(edition: Edition) -> bool:
    """Reviews of serious further offences rate the quality of a review; they print no table of a body."""
    return "sfo" not in edition.id
