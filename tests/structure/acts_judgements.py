"""The actions on judgements, on an inspection whose answers are frozen."""

from typing import Any

from acts import act

from eyre.platform.audit import Actor
from eyre.ratings.actions import judgements
from eyre.ratings.models import Judgement, JudgementComment
from judged_made import author, evidence, frozen, reader, whole
from published_data import NOON

OTHER = Actor.of_command("eyre load")


def submitted() -> Judgement:
    one = frozen()
    written = whole(one, evidence(one))
    told: dict[str, Any] = {"inspection": one, "standard": "P1.1", "written": written, "seen": (0, 0)}
    return judgements.submit_judgement(**told, person=author(), by=OTHER, at=NOON)


def commented() -> JudgementComment:
    told: dict[str, Any] = {"inspection": frozen(), "standard": "P1.1", "text": "Words kept out of the log."}
    return judgements.comment_on_judgement(**told, person=author(), by=OTHER, at=NOON)


@act(judgements.save_judgement)
def _() -> dict[str, Any]:
    one = frozen()
    written = whole(one, evidence(one))
    return {"inspection": one, "standard": "P1.1", "written": written, "seen": (0, 0), "person": author()}


@act(judgements.submit_judgement)
def _() -> dict[str, Any]:
    one = frozen()
    written = whole(one, evidence(one))
    return {"inspection": one, "standard": "P1.1", "written": written, "seen": (0, 0), "person": author()}


@act(judgements.read_judgement)
def _() -> dict[str, Any]:
    told = {"agrees": False, "words": "The interviews say otherwise.", "reader": reader()}
    return {"judgement": submitted(), **told}


@act(judgements.comment_on_judgement)
def _() -> dict[str, Any]:
    return {"inspection": frozen(), "standard": "P1.1", "text": "Is that so?", "person": author()}


@act(judgements.resolve_comment)
def _() -> dict[str, Any]:
    return {"comment": commented(), "how": "It is named in the reasoning now."}


@act(judgements.judge_fact)
def _() -> dict[str, Any]:
    one = frozen(edition="cqc-adult-social-care-2022")
    told = {"fact": "breach_of_regulations", "is_true": True, "reasoning": "Regulation 12."}
    return {"inspection": one, **told, "person": author()}
