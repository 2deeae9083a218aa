"""What is kept of signed ratings so that anybody can count them again, and do they still come out the same?

A record is sealed once, with the second signature, and never made again: what is published stands as it was decided. To
verify it, everything is counted again from what the record names, with today's code, and every difference is said.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from importlib.metadata import version
from typing import Any

from eyre.cases.frozen import digest_of, matrix_of
from eyre.cases.models import Freeze
from eyre.core.cases import Tally
from eyre.core.frameworks import Edition
from eyre.core.journal.canonical import canonical, digest
from eyre.core.ratings import (
    CannotRate,
    InspectionRating,
    Outcome,
    Rated,
    StandardRating,
    Undetermined,
    rate_inspection,
    rate_overall,
)
from eyre.core.ratings.discretion import Discretion, check_departure
from eyre.core.ratings.discretion_rules import build_discretion
from eyre.core.ratings.panel import SIGNERS
from eyre.frameworks.exceptions import EditionNotFound
from eyre.frameworks.queries import editions, stored_edition
from eyre.ratings.discretion_files import discretion_for
from eyre.ratings.models import Panel, RatingRecord
from eyre.ratings.queries.panels import signatures, signed_digest, sittings, what_is_signed
from eyre.ratings.queries.papers import papers_of
from eyre.ratings.queries.proposals import Proposal
from eyre.ratings.records import outcome_from_json, outcome_to_json
from eyre.ratings.words_of import outcome_of, say_word, word_of

FORMAT = "eyre-rating-record/1"
Json = dict[str, Any]


def record_content(panel: Panel, proposal: Proposal, at: datetime) -> Json:
    """Everything that the ratings of a signed panel were made from, enough to make them again."""
    signed = what_is_signed(panel)
    finals = {row["standard"]: outcome_of(row["final"], row["reasoning"]) for row in _rows(signed)}
    overall = rate_overall(proposal.edition, finals, proposal.facts)
    whole = signed["overall"]
    assert isinstance(whole, dict), "the overall rating is settled before anybody signs"
    return {
        "format": FORMAT,
        "inspection": {
            "id": panel.inspection_id,
            "name": panel.inspection.name_as_printed,
            "provider": panel.inspection.provider.name,
        },
        "edition": {"id": proposal.edition.id, "digest": proposal.edition_digest},
        "freeze": {
            "number": proposal.freeze.number,
            "digest": proposal.freeze.digest,
            "journal_digest": proposal.freeze.journal_digest,
            "cases": len(proposal.freeze.cases),
        },
        "tallies": {ref: _tally(tally) for ref, tally in sorted(proposal.answers.tallies().items())},
        "reached": {rated.ref: _reached(rated) for rated in proposal.rating.standards},
        "given": {ref: outcome_to_json(outcome) for ref, outcome in sorted(proposal.given.items())},
        "facts": sorted(proposal.facts),
        "discretion": rule_to_json(discretion_for(proposal.edition.id)),
        "papers": {"version": papers_of(panel)[0].version, "digest": papers_of(panel)[0].digest},
        "decided": signed,
        "people": {each.candidate.person: each.candidate.name for each in sittings(panel)},
        "ratings": {ref: word_of(outcome) for ref, outcome in sorted(finals.items())},
        "overall": {"word": whole["final"], "score": str(overall.score) if overall.score else ""},
        "signed_digest": signed_digest(panel),
        "signatures": [
            {
                "person": str(s.person_id),
                "name": s.person.name,
                "digest": s.digest,
                "at": s.signed_at.isoformat(),
            }
            for s in signatures(panel)
        ],
        "versions": {"eyre": version("eyre")},
        "sealed_at": at.isoformat(),
    }


def _reached(rated: StandardRating) -> Json:
    """How a standard came to what was proposed, in words, as they were when it was signed."""
    governing = rated.governing
    return {"governing": governing.ref if governing else "", "steps": [step.text for step in rated.steps]}


def _rows(signed: Mapping[str, Any]) -> list[Json]:
    return list(signed["decisions"])


def _tally(tally: Tally) -> list[int]:
    return [tally.yes, tally.no, tally.not_relevant, tally.not_answered]


def rule_to_json(rule: Discretion) -> Json:
    """The grounds of discretion as the format `eyre-discretion/1` has them."""
    grounds = []
    for ground in rule.grounds:
        told: Json = {
            "code": ground.code,
            "kind": str(ground.kind),
            "words": ground.words,
            "most": ground.most,
        }
        told |= {"within": str(ground.within)} if ground.within is not None else {}
        told |= {"at_most": ground.at_most} if ground.at_most is not None else {}
        grounds.append(told | {"towards": ground.towards, "status": str(ground.status), "note": ground.note})
    told = {
        "schema": "eyre-discretion/1",
        "id": rule.id,
        "title": rule.title,
        "editions": list(rule.editions),
    }
    return {key: value for key, value in (told | {"note": rule.note, "grounds": grounds}).items() if value}


def content_of_record(record: RatingRecord) -> Json:
    """The record as it was sealed."""
    told: Json = json.loads(record.content)
    return told


# Verifying


def differences(record: RatingRecord) -> tuple[str, ...]:
    """Everything in which a record differs from what it names, and from what is counted from that today, in words."""
    if digest(record.content) != record.digest:
        return ("The record is not what was sealed: its text has another digest.",)
    told = content_of_record(record)
    edition, said = _edition(told)
    found = [*said, *_of_freeze(told, record.panel.inspection_id), *_of_rows(told, record.panel)]
    return (*found, *(() if edition is None else _of_ratings(told, edition)))


def _edition(told: Json) -> tuple[Edition | None, tuple[str, ...]]:
    name, sealed = told["edition"]["id"], told["edition"]["digest"]
    try:
        stored = stored_edition(name)
    except EditionNotFound:
        return None, (f"The edition {name} is not stored here, so nothing can be counted again.",)
    edition = editions({name: stored.digest})[name]
    if stored.digest != sealed:
        return edition, (f"The edition {name} is another text today: {stored.digest}, sealed was {sealed}.",)
    return edition, ()


def _of_freeze(told: Json, inspection: str) -> Iterator[str]:
    number, sealed = told["freeze"]["number"], told["freeze"]["digest"]
    freeze = Freeze.objects.filter(inspection=inspection, number=number).first()
    if freeze is None:
        yield f"Freeze {number} is not here: the tallies in the record are counted from."
        return
    if freeze.digest != sealed:
        yield f"Freeze {number} has another digest: {freeze.digest}, sealed was {sealed}."
    matrix = matrix_of(freeze)
    if digest_of(matrix) != sealed:
        yield f"The answers of freeze {number} are not those that were sealed."
    counted = {ref: _tally(tally) for ref, tally in matrix.tallies().items()}
    for ref in sorted(counted.keys() | told["tallies"].keys()):
        if counted.get(ref) != told["tallies"].get(ref):
            yield f"{ref}: {_say(counted.get(ref))} in the answers, {_say(told['tallies'].get(ref))} in the record."


def _say(tally: list[int] | None) -> str:
    return "nothing" if tally is None else f"{tally[0]} of {tally[0] + tally[1]}"


def _of_rows(told: Json, panel: Panel) -> Iterator[str]:
    """The rows of the panel, which the database keeps, against the record of them."""
    if what_is_signed(panel) != told["decided"]:
        yield "What the panel decided, as it stands in the database, is not what the record says."
    if signed_digest(panel) != told["signed_digest"]:
        yield "What was signed, as it stands in the database, has another digest."
    people = {each["person"] for each in told["signatures"]}
    if len(people) < SIGNERS:
        yield "The record was not signed by two people."
    if any(each["digest"] != told["signed_digest"] for each in told["signatures"]):
        yield "A signature stands under something else than what the record says."
    if digest(canonical(told["decided"])) != told["signed_digest"]:
        yield "The decisions in the record are not those that were signed."


def _of_ratings(told: Json, edition: Edition) -> Iterator[str]:
    try:
        rating = again(told, edition)
    except CannotRate as why:
        yield f"Today’s rule does not rate this: {why}"
        return
    grounds = build_discretion(told["discretion"])
    finals: dict[str, Outcome] = {}
    for row in _rows(told["decided"]):
        finals[row["standard"]] = outcome_of(row["final"], row["reasoning"])
        yield from _of_decision(edition, grounds, rating, row)
    overall = rate_overall(edition, finals, frozenset(told["facts"]))
    word, score = told["overall"]["word"], str(overall.score) if overall.score else ""
    if isinstance(overall.outcome, Rated) and overall.outcome.band != word:
        yield (
            f"Overall: {say_word(edition, overall.outcome.band)} follows from the decisions today; "
            f"{say_word(edition, word)} was sealed."
        )
    if not isinstance(overall.outcome, Rated | Undetermined):
        yield "Overall: no rating follows from the decisions today."
    if score != told["overall"]["score"]:
        yield f"Overall: the score is {score or 'none'} today; {told['overall']['score'] or 'none'} was sealed."


def again(told: Json, edition: Edition) -> InspectionRating:
    """The ratings as the rule gives them today, from the tallies and outcomes in the record. Raises CannotRate."""
    return rate_inspection(
        edition,
        tallies={ref: Tally(*tally) for ref, tally in told["tallies"].items()},
        given={ref: outcome_from_json(outcome) for ref, outcome in told["given"].items()},
        facts=frozenset(told["facts"]),
    )


def _of_decision(edition: Edition, grounds: Discretion, rating: InspectionRating, row: Json) -> Iterator[str]:
    ref = row["standard"]
    standard = rating.standard(ref)
    now = word_of(standard.outcome)
    if now != row["proposed"]:
        yield f"{ref}: the rule gives {say_word(edition, now)} today; {say_word(edition, row['proposed'])} was sealed."
        return
    final = outcome_of(row["final"], row["reasoning"])
    told = {"ground": row["ground"], "reasoning": row["reasoning"]}
    for words in check_departure(edition, grounds, standard, final, **told):
        yield f"{ref}: the departure would be refused today. {words}"
