"""Filling the database with everything that ships: editions, providers, inspections, ratings, answers, findings.

One transaction: nothing is half loaded. Loading again changes only what changed in the data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

import eyre.cases
from eyre.cases.actions import store_answers
from eyre.cases.exceptions import AnswersDoNotFit
from eyre.cases.files import read_answers
from eyre.cases.queries import inspections_with_answers
from eyre.core.cases import AnswerMatrix, InspectionAnswers
from eyre.frameworks.actions import mark_in_use, publish_edition
from eyre.frameworks.exceptions import EditionInUse
from eyre.frameworks.models import StoredEdition
from eyre.frameworks.queries import editions
from eyre.frameworks.reading import shipped_editions
from eyre.inspections.actions import record_load, record_published
from eyre.inspections.models import Inspection, Source
from eyre.inspections.published import Published, read_published
from eyre.inspections.sources import read_sources
from eyre.platform.audit import Actor
from eyre.platform.rows import Changes
from eyre.providers.actions import record_register
from eyre.providers.history import Register
from eyre.providers.register import read_register
from eyre.ratings.actions import compute_rating, record_findings, record_published_ratings
from eyre.ratings.findings import cite, find_disagreements, read_noted, read_statements, sources_of
from eyre.ratings.models import DataFinding
from eyre.ratings.published import PublishedRatings, read_published_ratings
from eyre.recommendations.actions import record_recommendations
from eyre.recommendations.models import Recommendation
from eyre.recommendations.published import read_recommendations

ANSWERS = Path(eyre.cases.__file__).parent / "data" / "north-west-2023" / "answers.csv"
BY = Actor.of_command("eyre load")
RECONSTRUCTED_NOTE = (
    "Reconstructed by Eyre, not the inspectorate’s data: every single answer is invented. Only the sums fit what "
    "HM Inspectorate of Probation published in its letter to the North West region of 27 July 2023."
)


@dataclass(frozen=True)
class Loaded:
    """What is there now, what the load changed, kind by kind, and what it refused to change."""

    held: Mapping[str, int]
    changes: Mapping[str, Changes]
    refused: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The numbers by kind, and the refusals."""
        changes = {name: change.as_dict() for name, change in self.changes.items()}
        return {"held": dict(self.held), "changes": changes, "refused": list(self.refused)}

    def __str__(self) -> str:
        total = sum(self.changes.values(), Changes())
        told = ", ".join(f"{n} {name}" for name, n in self.held.items())
        change = f"{total.created} rows new, {total.updated} changed, {total.deleted} gone"
        return "\n".join([f"Loaded {told}: {change if total else 'nothing changed'}.", *self.refused])


def load_published_data(*, by: Actor = BY, at: datetime | None = None) -> Loaded:
    """Make the database hold the published data that ship with this version of Eyre.

    An edition in use whose shipped text changed stays as it is stored, and the answer says so.

    Raises:
        DataMistakes: with every mistake of the data files; nothing is loaded.
        EditionFileInvalid: when a shipped edition cannot be read.
    """
    moment = at or timezone.now()
    with transaction.atomic():
        changes, editions_refused = _publish_editions(by, moment)
        facts = _read_facts()
        told = {
            "editions": changes,
            "providers": record_register(register=facts.register, by=by, at=moment),
            "inspections": record_published(
                published=facts.published, sources=facts.sources, by=by, at=moment
            ),
            "published ratings": record_published_ratings(published=facts.ratings, by=by, at=moment),
            "recommendations": record_recommendations(
                recommendations=facts.recommendations, by=by, at=moment
            ),
            "findings": record_findings(findings=facts.findings, by=by, at=moment),
        }
        mark_in_use(ids={i.edition_id for i in facts.published.inspections}, by=by, at=moment)
        told["answers"], answers_refused = _load_reconstructed(by, moment)
        record_load(changes=told, by=by, at=moment)
    held = facts.held() | {"sets of reconstructed answers": told["answers"].total}
    return Loaded(held, told, (*editions_refused, *answers_refused))


@dataclass(frozen=True)
class _Facts:
    """Everything that ships, read and checked, before anything is written."""

    register: Register
    published: Published
    ratings: PublishedRatings
    recommendations: list[Recommendation]
    findings: list[DataFinding]
    sources: list[Source]

    def held(self) -> dict[str, int]:
        """How many there are of each kind."""
        return {
            "providers": len(self.register.bodies),
            "inspections": len(self.published.inspections),
            "ratings of standards": len(self.ratings.ratings),
            "published counts": len(self.published.counts),
            "recommendations": len(self.recommendations),
            "findings about the data": len(self.findings),
        }


def _read_facts() -> _Facts:
    register = read_register()
    stored = {row.id: row.digest for row in StoredEdition.objects.defer("text")}
    published = read_published(register, stored.keys())
    known = editions({i.edition_id: stored[i.edition_id] for i in published.inspections})
    edition_of = {i.id: known[i.edition_id] for i in published.inspections}
    by_id = {inspection.id: inspection for inspection in published.inspections}
    ratings = read_published_ratings(edition_of)
    recommendations = read_recommendations(by_id)
    found = find_disagreements(
        register=register,
        published=published,
        ratings=ratings,
        edition_of=edition_of,
        statements=read_statements(),
    )
    findings = [*found, *read_noted(by_id)]
    named = published.references | ratings.references | {r.source_id for r in recommendations}
    sources = read_sources(named | sources_of(findings))
    cite(findings, {source.reference: source for source in sources})
    return _Facts(register, published, ratings, recommendations, findings, sources)


def _publish_editions(by: Actor, at: datetime) -> tuple[Changes, tuple[str, ...]]:
    held = dict(StoredEdition.objects.values_list("id", "digest"))
    created = updated = unchanged = 0
    refused = []
    for edition_id, path in shipped_editions().items():
        try:
            row = publish_edition(text=path.read_text("utf-8"), by=by, at=at)
        except EditionInUse as why:
            refused.append(f"{why}. The stored text stays.")
            unchanged += 1
            continue
        created += edition_id not in held
        updated += edition_id in held and held[edition_id] != row.digest
        unchanged += held.get(edition_id) == row.digest
    return Changes(created, updated, 0, unchanged), tuple(refused)


def _load_reconstructed(by: Actor, at: datetime) -> tuple[Changes, tuple[str, ...]]:
    created = updated = unchanged = 0
    refused, held = [], inspections_with_answers()
    for answers in _reconstructed():
        inspection = Inspection.objects.select_related("edition").get(id=answers.inspection)
        try:
            stored = store_answers(
                inspection=inspection,
                matrix=_without_label(answers.matrix),
                is_reconstructed=True,
                note=RECONSTRUCTED_NOTE,
                by=by,
                at=at,
            )
        except AnswersDoNotFit as why:
            refused.append(f"The reconstructed answers of {inspection.id} were left out: {why}.")
            continue
        computed = compute_rating(inspection=inspection, by=by, at=at)
        created += inspection.id not in held
        updated += inspection.id in held and (stored or computed)
        unchanged += not (stored or computed)
    return Changes(created, updated, 0, unchanged), tuple(refused)


def _without_label(matrix: AnswerMatrix) -> AnswerMatrix:
    """The matrix without the column that says in every row of the file that it is reconstructed: the row says it."""
    return replace(matrix, groups={n: labels for n, labels in matrix.groups.items() if n != "source"})


def _reconstructed() -> tuple[InspectionAnswers, ...]:
    """The reconstructed answers that ship, by inspection."""
    return read_answers(ANSWERS).answers
