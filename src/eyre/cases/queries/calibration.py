"""Which calibration sessions are there for somebody, what did they answer, and what did everybody answer, unnamed?"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import Count as Counted
from django.db.models import QuerySet

from eyre.cases.exceptions import CalibrationNotFound
from eyre.cases.forms import form_for_edition, load_form, shipped_forms
from eyre.cases.models import CalibrationAnswer, CalibrationSession, Vignette
from eyre.core.assessment import AskedQuestion
from eyre.core.cases.calibration import Spread, alike_in_all, spread, unclear_in
from eyre.core.cases.wording import Unclear
from eyre.core.figures import Count, Undefined
from eyre.inspections.models import TeamMember
from eyre.people.models import Person
from eyre.people.roles import Inspector, LeadInspector, LocalAssessor

Row = TypeVar("Row")
EXAMINE = (LeadInspector.code, Inspector.code, LocalAssessor.code)


def vignettes() -> QuerySet[Vignette]:
    """Every vignette."""
    return Vignette.objects.select_related("written_by")


def vignette_of(one: CalibrationSession, number: int) -> Vignette:
    """One vignette of a session. Raises CalibrationNotFound, for those of other sessions too: who is asked there later has
    not read it before."""
    return _found(one.vignettes.filter(pk=number).first())


def _found(row: Row | None) -> Row:
    if row is None:
        raise CalibrationNotFound("There is none of this number.")
    return row


def asked_on(one: Vignette) -> tuple[AskedQuestion, ...]:
    """The questions of a vignette, as its form words them."""
    by_ref = load_form(one.form).questions_by_ref
    return tuple(by_ref[ref] for ref in one.questions)


def offered() -> list[tuple[str, str]]:
    """What a vignette may be written on: the kinds of case of each written form, as (“form/kind”, words)."""
    forms = [form_for_edition(edition) for edition in shipped_forms()]
    return [(f"{form.id}/{kind.id}", f"{form.title}: {kind.title}") for form in forms for kind in form.kinds]


def questions_of(form_id: str, kind: str) -> list[AskedQuestion]:
    """The key questions that a form puts to cases of a kind. Raises FormNotFound."""
    return [question for section in load_form(form_id).sections_for(kind) for question in section.questions]


def examiners() -> QuerySet[Person]:
    """Those who can be asked: people with an account who examine cases in some inspection, or did."""
    held = TeamMember.objects.filter(role__in=EXAMINE)
    return Person.objects.filter(pk__in=held.values("person"), is_active=True).order_by("name", "pk")


def sessions() -> QuerySet[CalibrationSession]:
    """Every session, the latest first, with how many were asked (`asked`) and how many answered (`came`)."""
    return CalibrationSession.objects.annotate(asked=Counted("invited", distinct=True)).select_related(
        "opened_by"
    )


def sessions_of(person: UUID) -> QuerySet[CalibrationSession]:
    """The sessions in which somebody was asked, the latest first."""
    return CalibrationSession.objects.filter(invited=person)


def session(number: int) -> CalibrationSession:
    """One session. Raises CalibrationNotFound."""
    return _found(CalibrationSession.objects.filter(pk=number).first())


def session_for(number: int, person: UUID) -> CalibrationSession:
    """One session in which somebody was asked. Raises CalibrationNotFound, for others too."""
    return _found(sessions_of(person).filter(pk=number).first())


def answered_by(one: CalibrationSession, person: UUID) -> dict[int, dict[str, tuple[str, str]]]:
    """What somebody answered in a session: for each vignette and question, the answer and their reasons."""
    found: dict[int, dict[str, tuple[str, str]]] = defaultdict(dict)
    rows = CalibrationAnswer.objects.filter(session=one, person=person)
    for vignette_, question, answer, words in rows.values_list("vignette", "question", "answer", "words"):
        found[vignette_][question] = (answer, words)
    return found


def waiting(person: UUID) -> list[tuple[CalibrationSession, int]]:
    """The open sessions in which somebody has not answered everything, with how many questions are left; three queries."""
    found = list(sessions_of(person).filter(closed_at=None).prefetch_related("vignettes"))
    given = dict(
        CalibrationAnswer.objects.filter(session__in=found, person=person)
        .values("session")
        .annotate(many=Counted("pk"))
        .values_list("session", "many")
    )
    left = [
        (each, sum(len(one.questions) for one in each.vignettes.all()) - given.get(each.pk, 0))
        for each in found
    ]
    return [(each, many) for each, many in left if many]


@dataclass(frozen=True, slots=True)
class Told:
    """One question of one vignette: its words, what everybody answered, and what the reader did (“” for nothing)."""

    vignette: Vignette
    question: AskedQuestion
    spread: Spread
    mine: str
    words: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a session came to. `people` is how many answered anything; the words of others are never in it."""

    people: int
    told: tuple[Told, ...]
    alike: Count | Undefined
    unclear: tuple[Unclear, ...]


def outcome(one: CalibrationSession, reader: UUID | None = None) -> Outcome:
    """What everybody answered, unnamed, beside what the reader answered; four queries."""
    rows = list(
        CalibrationAnswer.objects.filter(session=one).values_list("vignette", "question", "person", "answer")
    )
    given: dict[tuple[int, str], list[str]] = defaultdict(list)
    for vignette_, question, _, answer in rows:
        given[vignette_, question].append(answer)
    mine = answered_by(one, reader) if reader else {}
    asked = [(each, question) for each in one.vignettes.all() for question in asked_on(each)]
    spreads = [spread(_ref(each, question), given[each.pk, question.ref]) for each, question in asked]
    unclear = {each.told.ref: each.words for each in unclear_in(spreads)}
    told = tuple(
        Told(
            each,
            question,
            found,
            mine.get(each.pk, {}).get(question.ref, ("", ""))[0],
            unclear.get(found.ref, ""),
        )
        for (each, question), found in zip(asked, spreads, strict=True)
    )
    people = len({person for _, _, person, _ in rows})
    return Outcome(
        people, told, alike_in_all(spreads), tuple(each for each in unclear_in(spreads) if each.words)
    )


def _ref(each: Vignette, question: AskedQuestion) -> str:
    return f"{each.title}, {question.ref}"
