"""How many facts were not read where they were published? Said once, not for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..models import DataFinding, PublishedOverall


def find_how_known(overalls: Iterable[PublishedOverall]) -> Iterator[DataFinding]:
    """How many facts were not read where they were published, said once and not for each."""
    scraped = sum("scraped" in overall.score_basis for overall in overalls)
    if scraped:
        yield DataFinding(
            key="scores_from_a_data_set",
            kind="scores_from_a_data_set",
            severity="note",
            place="scores",
            text=f"{scraped} scores were converted from the per cents of a data set that a program read out of the "
            "reports; they were not read in the reports themselves.",
            sides=[{"says": f"{scraped} scores", "source": "data-to-insight-youth-2025"}],
        )
    entailed = [overall.inspection_id for overall in overalls if overall.basis.startswith("entailed")]
    if entailed:
        yield DataFinding(
            key="overall_ratings_entailed",
            kind="overall_ratings_entailed",
            severity="note",
            place="overall ratings",
            text=f"{len(entailed)} overall ratings were not read, but follow from how many of each the inspectorate "
            f"counted: {', '.join(entailed)}.",
        )
