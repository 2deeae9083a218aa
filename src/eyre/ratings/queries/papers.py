"""What does a panel read before it decides? Everything from the one proposal, as plain data that is sealed with its digest.

No single case and nobody's name behind a case is in it: the panel sees how many of how many. Shares stand in it as x of y;
what pages say in words is made from that.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from eyre.core.figures.words import say_per_cent
from eyre.core.journal.canonical import canonical, digest
from eyre.core.ratings import CannotRate, Score
from eyre.inspections.models import Inspection
from eyre.ratings.discretion_files import discretion_for
from eyre.ratings.exceptions import NotFrozenYet
from eyre.ratings.models import JudgementEvidence, Panel, PanelPapers
from eyre.ratings.words_of import say_word, word_of

from .consistency import inconsistencies
from .proposals import Judged, Nearness, Proposal, ProposedStandard, proposal_of
from .robustness import robustness_of

FORMAT = "eyre-panel-papers/1"


def papers_of(panel: Panel) -> tuple[PanelPapers, ...]:
    """Every version of a panel's papers, the latest first."""
    return tuple(PanelPapers.objects.filter(panel=panel).order_by("-version"))


def content_of(inspection: Inspection, proposal: Proposal) -> dict[str, Any]:
    """The papers as they would be prepared now."""
    held, rating = proposal.edition, proposal.rating
    rule = discretion_for(held.id)
    return {
        "format": FORMAT,
        "inspection": inspection.pk,
        "name": inspection.name_as_printed,
        "edition": {"id": held.id, "title": held.short_title, "digest": proposal.edition_digest},
        "freeze": {
            "number": proposal.freeze.number,
            "digest": proposal.freeze.digest,
            "cases": len(proposal.freeze.cases),
            "frozen_at": proposal.freeze.frozen_at.isoformat(),
        },
        "proposal": proposal.digest,
        "discretion": {"id": rule.id, "title": rule.title, "note": rule.note, "grounds": len(rule.grounds)},
        "overall": {
            "word": word_of(rating.overall.outcome),
            "said": say_word(held, word_of(rating.overall.outcome)),
            "score": _score(rating.overall.score),
            "steps": [step.text for step in rating.overall.steps],
        },
        "standards": [_standard(proposal, each) for each in proposal.standards],
        "waiting": list(proposal.waiting),
        "consistency": [
            {
                "kind": str(each.kind),
                "text": each.text,
                "refs": list(each.refs),
                "what_to_do": each.what_to_do,
            }
            for each in inconsistencies(proposal)
        ],
        "robustness": _robustness(inspection),
    }


def _score(score: Score | None) -> str:
    return str(score) if score else ""


def _standard(proposal: Proposal, each: ProposedStandard) -> dict[str, Any]:
    held = proposal.edition
    word = word_of(each.outcome)
    governing = each.rating.governing
    return {
        "ref": each.ref,
        "title": each.standard.title,
        "from_cases": each.from_cases,
        "word": word,
        "said": say_word(held, word),
        "governing": governing.ref if governing else "",
        "questions": list(_questions(proposal, each)),
        "steps": [step.text for step in each.rating.steps],
        "findings": [finding.text for finding in each.rating.findings],
        "borderline": each.is_borderline,
        "grounds": [
            {
                "code": one.ground.code,
                "words": one.ground.words,
                "status": str(one.ground.status),
                "ways": sorted(str(way) for way in one.ways),
                "because": one.because,
            }
            for one in each.held
        ],
        "judgement": _judgement(each.judgement),
    }


def _questions(proposal: Proposal, each: ProposedStandard) -> Iterator[dict[str, Any]]:
    near: Mapping[str, Nearness] = {one.ref: one for one in each.nearness}
    texts = {question.ref: question.text for question in each.standard.key_questions}
    for question in each.rating.key_questions:
        found = near.get(question.ref)
        yield {
            "ref": question.ref,
            "text": texts.get(question.ref, ""),
            "x": question.count.x,
            "of": question.count.of,
            "not_relevant": question.tally.not_relevant,
            "said": say_word(proposal.edition, question.band) if question.band else "",
            "governs": question.governs,
            "to_fall": found.distance.to_fall if found else None,
            "to_rise": found.distance.to_rise if found else None,
            "above": say_per_cent(found.distance.above) if found and found.distance.above is not None else "",
            "below": say_per_cent(found.distance.below) if found and found.distance.below is not None else "",
        }


def _judgement(judged: Judged | None) -> dict[str, Any] | None:
    if judged is None:
        return None
    relied = JudgementEvidence.objects.filter(judgement=judged.id).select_related("evidence__item")
    return {
        "version": judged.version,
        "state": str(judged.state),
        "outcome": judged.outcome,
        "reasoning": judged.reasoning,
        "written_by": judged.written_by,
        "read_by": judged.read_by,
        "evidence": [
            {"ref": str(one.evidence.item), "title": one.evidence.title, "version": one.evidence.version}
            for one in relied.order_by("evidence__item__number", "pk")
        ],
    }


def _robustness(inspection: Inspection) -> dict[str, Any] | None:
    """How secure the ratings are in words, and the digest of what they were computed as; None where nobody computed it."""
    kept = robustness_of(inspection)
    if kept is None or not kept.is_current:
        return None
    return {
        "digest": kept.digest,
        "words": kept.words,
        "standards": {each.ref: each.words for each in kept.standards},
    }


def sealed(content: Mapping[str, Any]) -> tuple[str, str]:
    """The canonical text of papers, and its digest."""
    text = canonical(content)
    return text, digest(text)


def read(papers: PanelPapers) -> dict[str, Any]:
    """The papers as they were sealed."""
    told: dict[str, Any] = json.loads(papers.content)
    return told


def changed_since(papers: PanelPapers, inspection: Inspection) -> tuple[str, ...]:
    """What is no longer as the panel read it, in words; nothing where the papers are as they would be prepared now."""
    try:
        now = content_of(inspection, proposal_of(inspection))
    except (NotFrozenYet, CannotRate) as why:
        return (str(why),)
    if sealed(now)[1] == papers.digest:
        return ()
    return tuple(_changes(read(papers), now))


def _changes(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    if then["freeze"]["digest"] != now["freeze"]["digest"]:
        yield f"The answers were frozen anew (freeze {now['freeze']['number']})."
    before = {each["ref"]: each for each in then["standards"]}
    for each in now["standards"]:
        old = before.get(each["ref"], {})
        if old.get("word") != each["word"]:
            yield f"{each['ref']} {each['title']}: {old.get('said', 'nothing')} then, {each['said']} now."
        elif old.get("judgement") != each["judgement"]:
            yield f"{each['ref']} {each['title']}: its judgement was changed."
        elif old != each:
            yield f"{each['ref']} {each['title']}: its figures changed."
    if then["overall"] != now["overall"]:
        yield f"Overall: {then['overall']['said']} then, {now['overall']['said']} now."
    if then["consistency"] != now["consistency"]:
        yield "What was found not to fit together is not the same."
    if then["robustness"] != now["robustness"]:
        yield "How secure the ratings are was computed since."
