"""Westmarch is being judged: a register of evidence, judgements at every step on their way, comments, one that came back.

`judge_all` brings another inspection with frozen answers to the end of that way.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from eyre.core.planning import Stage
from eyre.evidence.actions import add_evidence, change_evidence, withdraw_evidence
from eyre.evidence.models import EvidenceItem
from eyre.evidence.told import Speaks, Told
from eyre.frameworks.queries import edition
from eyre.inspections.models import Inspection
from eyre.ratings.actions.judgements import (
    comment_on_judgement,
    read_judgement,
    resolve_comment,
    save_judgement,
    submit_judgement,
)
from eyre.ratings.models import Judgement, JudgementComment
from eyre.ratings.queries.judgements import proposed, rule_outcome
from eyre.ratings.written import Written

from .scene import Scene

LEAD, QUALITY = "lead-inspector", "quality-lead"
OWEN, PRIYA = "inspector", "second-inspector"
STRENGTH, WEAKNESS, NEUTRAL = "strength", "weakness", "neutral"


@dataclass(frozen=True, slots=True)
class Heard:
    """One piece of evidence of the story: who put it in, how many days ago it was heard, what it says and speaks to."""

    who: str
    days: int
    kind: str
    title: str
    source: str
    text: str
    speaks: tuple[Speaks, ...] = ()
    file: tuple[str, bytes] | None = None


PLAN = b"""Westmarch delivery plan

1. Every person is seen within five working days of sentence.
2. Each office reviews its assessments of risk once a month.
3. Unpaid work: no backlog by December.
"""
VACANCIES = b"office,posts,vacant\nNorth,24,3\nSouth,19,6\nCourt,7,2\n"
HEARD = (
    Heard(
        LEAD,
        16,
        "interview",
        "Interview with the head of service",
        "The head of service",
        "The plan of the year has three aims. Each office reports on them every month, and she reads each report herself.",
        (Speaks("P1.1", "P1.1.1", STRENGTH),),
    ),
    Heard(
        OWEN,
        15,
        "meeting",
        "Focus group of eleven practitioners",
        "Practitioners of both offices",
        "Nine of eleven say that they have more cases than they can do well. They know the plan; some have not seen it used.",
        (
            Speaks("P1.2", "P1.2.1", WEAKNESS),
            Speaks("P1.1", "P1.1.1", WEAKNESS),
            Speaks("P1.1", "P1.1.3", NEUTRAL),
        ),
    ),
    Heard(
        LEAD,
        20,
        "document",
        "Delivery plan",
        "Sent in advance by the provider",
        "",
        (Speaks("P1.1", "P1.1.1", STRENGTH),),
        ("Delivery plan.txt", PLAN),
    ),
    Heard(
        PRIYA,
        19,
        "data",
        "Vacancies by office",
        "Management information, September",
        "Eleven of fifty posts are vacant, six of them in the south office.",
        (Speaks("P1.2", "P1.2.1", WEAKNESS),),
        ("Vacancies.csv", VACANCIES),
    ),
    Heard(
        PRIYA,
        14,
        "survey",
        "Survey of practitioners",
        "Thirty-one of forty-four answered",
        "Twenty-five of thirty-one have supervision every month and find it useful.",
        (Speaks("P1.2", "P1.2.3", STRENGTH),),
    ),
    Heard(
        OWEN,
        13,
        "interview",
        "Interview with the manager of unpaid work",
        "The manager of unpaid work",
        "The backlog fell from 410 to 260 people in six months. Placements on Sundays began in August.",
        (Speaks("P1.3", "", STRENGTH),),
    ),
    Heard(
        LEAD,
        13,
        "data",
        "Backlog of unpaid work",
        "Management information, October",
        "260 people wait longer than six months to begin; in the region it is 190.",
        (Speaks("P1.3", "", WEAKNESS),),
    ),
    Heard(
        PRIYA,
        12,
        "observation",
        "A morning at the duty desk",
        "The court of Westmarch",
        "Nine people came. Seven left with an appointment within five days.",
        (Speaks("P1.3", "P1.3.1", STRENGTH),),
    ),
    Heard(
        OWEN,
        12,
        "document",
        "Register of risks to delivery",
        "Sent in advance by the provider",
        "Vacancies stand in it since March; no action is dated later than May.",
        (Speaks("P1.1", "P1.1.2", WEAKNESS),),
    ),
    Heard(
        OWEN,
        10,
        "cases",
        "What the cases say about delivery",
        "Twenty cases assessed",
        "In nine of nineteen cases delivery kept others safe. Reviews were on time in most, and led to little.",
        (Speaks("P2.4", "", NEUTRAL), Speaks("P2.3", "", WEAKNESS)),
    ),
    Heard(
        PRIYA,
        10,
        "interview",
        "Interview about another unit",
        "A manager of Eastmere",
        "Taken down under the wrong inspection.",
    ),
)
NOT_OURS = "It is about another service, and was taken down here by mistake."


def judged(scene: Scene) -> None:
    """The register of Westmarch, and its judgements as they stand."""
    westmarch = Inspection.objects.get(pk=scene.westmarch.pk)
    if westmarch.stage != Stage.JUDGEMENT:
        return  # it did not come so far: its dates are somebody's play
    items = [_heard(scene, westmarch, each) for each in HEARD]
    withdraw_evidence(item=items[-1], reason=NOT_OURS, by=scene.actor(PRIYA), at=_ago(scene, 9))
    _leadership(scene, westmarch)
    _changed(scene, items[1])
    _staffing(scene, westmarch)
    _services(scene, westmarch)
    _cases(scene, westmarch)


def _heard(scene: Scene, inspection: Inspection, heard: Heard) -> EvidenceItem:
    day = localdate(scene.at) - timedelta(days=heard.days)
    name, content = heard.file or ("", None)
    return add_evidence(
        inspection=inspection,
        told=Told(heard.kind, heard.title, heard.source, day, heard.text),
        speaks=heard.speaks,
        content=io.BytesIO(content) if content is not None else None,
        name=name,
        person=scene.people[heard.who],
        by=scene.actor(heard.who),
        at=_ago(scene, heard.days - 1),
    )


def _ago(scene: Scene, days: int) -> datetime:
    return scene.at - timedelta(days=days)


def _leadership(scene: Scene, inspection: Inspection) -> None:
    """Judged Good over weak casework, and returned by the quality lead for that."""
    questions = {
        "P1.1.1": (
            "good",
            "The plan is clear and is reported on each month (E1, E3). Practitioners know it; E2 says less.",
        ),
        "P1.1.2": ("requires_improvement", "Risks are known and not acted on: no action since May (E9)."),
        "P1.1.3": ("good", "Staff understand the model; two offices work to it."),
    }
    words = "Leaders know what they want and follow it every month. They act late on vacancies."
    made = _submitted(scene, inspection, "P1.1", Written("good", words, questions, (1, 2, 3, 9)), 6)
    _comment(
        scene,
        inspection,
        "P1.1",
        OWEN,
        "E2 speaks against the first key question more than this says. Nine of eleven is most of them.",
        5,
    )
    why = (
        "Three of four standards about cases are weak, and the reasoning does not say what leaders knew of that or did. "
        "I would not sign Good without it."
    )
    _read(scene, made, QUALITY, why, 4)


def _changed(scene: Scene, item: EvidenceItem) -> None:
    """The note of the focus group was put right after a judgement relied on it."""
    latest = item.versions.latest("version")
    text = f"{latest.text} Two of them came to the service this year."
    told = Told(latest.kind, latest.title, latest.source, latest.held_on, text)
    change_evidence(
        item=item,
        told=told,
        seen=1,
        person=scene.people[OWEN],
        by=scene.actor(OWEN),
        at=_ago(scene, 3),
    )


def _staffing(scene: Scene, inspection: Inspection) -> None:
    """Submitted, and waits for somebody to read it; a comment on it is resolved."""
    about = _comment(scene, inspection, "P1.2", PRIYA, "Please name the vacancies of the south office.", 4)
    told = "They stand under the first key question now (E4)."
    resolve_comment(comment=about, how=told, by=scene.actor(LEAD), at=_ago(scene, 3))
    questions = {
        each.ref: ("requires_improvement", "Seen in part of the service only.")
        for each in edition(inspection.edition_id).standard("P1.2").key_questions
    } | {
        "P1.2.1": (
            "inadequate",
            "Eleven of fifty posts are vacant, six of them in the south office (E4, E2).",
        ),
        "P1.2.3": ("good", "Supervision is regular and useful (E5)."),
    }
    words = "There are too few people, most of all in the south. Those who are there are well led."
    _submitted(scene, inspection, "P1.2", Written("requires_improvement", words, questions, (2, 4, 5)), 2)


def _services(scene: Scene, inspection: Inspection) -> None:
    """A draft: one matter is a strength and a weakness, and the reasoning does not weigh them yet."""
    words = "The backlog of unpaid work falls, and is longer than elsewhere."
    _saved(scene, inspection, "P1.3", Written("requires_improvement", words, {}, (6, 8)), 2)


def _cases(scene: Scene, inspection: Inspection) -> None:
    """What the rule gives is confirmed for three of four, two of them read; the last is a draft."""
    now = proposed(inspection).proposal
    assert now is not None, "Westmarch is frozen before it is judged"
    for ref, reader in (("P2.1", PRIYA), ("P2.2", OWEN), ("P2.3", "")):
        written = Written(rule_outcome(now.standard(ref)))
        made = _submitted(scene, inspection, ref, written, 5)
        if reader:
            _read(scene, made, reader, "", 3)
    words = "Outstanding beside three that are weak: to be looked at before it is confirmed (E10)."
    _saved(scene, inspection, "P2.4", Written("", words, {}, (10,)), 1)


def judge_all(scene: Scene, inspection: Inspection, bands: Mapping[str, str] | None = None) -> None:
    """Judge every standard of an inspection with frozen answers, and have each judgement read and agreed to.

    `bands` says how a standard is judged that is not rated from cases; the others come out as requiring improvement.
    """
    held = edition(inspection.edition_id)
    for standard in held.standards:
        if standard in held.case_standards:
            continue
        band = (bands or {}).get(standard.ref, "requires_improvement")
        direction = STRENGTH if band in {"good", "outstanding"} else WEAKNESS
        speaks = (Speaks(standard.ref, "", direction),)
        words = f"What was said about {standard.title.lower()}, taken down on the day."
        heard = Heard(
            LEAD, 12, "interview", f"Interviews on {standard.title.lower()}", "Managers", words, speaks
        )
        item = _heard(scene, inspection, heard)
        questions = {each.ref: (band, f"As {item} says.") for each in standard.key_questions}
        written = Written(band, f"The interviews bear it out ({item}).", questions, (item.number,))
        _read(scene, _submitted(scene, inspection, standard.ref, written, 6), QUALITY, "", 5)
    now = proposed(inspection).proposal
    assert now is not None, "only what is frozen is judged"
    for standard in held.case_standards:
        written = Written(rule_outcome(now.standard(standard.ref)))
        _read(scene, _submitted(scene, inspection, standard.ref, written, 6), PRIYA, "", 5)


def _saved(scene: Scene, inspection: Inspection, ref: str, written: Written, days: int) -> Judgement:
    return save_judgement(
        inspection=inspection,
        standard=ref,
        written=written,
        seen=(0, 0),
        person=scene.people[LEAD],
        by=scene.actor(LEAD),
        at=_ago(scene, days),
    )


def _submitted(scene: Scene, inspection: Inspection, ref: str, written: Written, days: int) -> Judgement:
    return submit_judgement(
        inspection=inspection,
        standard=ref,
        written=written,
        seen=(0, 0),
        person=scene.people[LEAD],
        by=scene.actor(LEAD),
        at=_ago(scene, days),
    )


def _read(scene: Scene, judgement: Judgement, who: str, why_not: str, days: int) -> None:
    read_judgement(
        judgement=judgement,
        agrees=not why_not,
        words=why_not,
        reader=scene.people[who],
        by=scene.actor(who),
        at=_ago(scene, days),
    )


def _comment(
    scene: Scene, inspection: Inspection, ref: str, who: str, text: str, days: int
) -> JudgementComment:
    return comment_on_judgement(
        inspection=inspection,
        standard=ref,
        text=text,
        person=scene.people[who],
        by=scene.actor(who),
        at=_ago(scene, days),
    )
