"""Sharing out cases, planning interviews, and what is said of inspectors.

The inspection is of an edition that asks nothing about such cases, so that no assessment is opened beside the act.
"""

from datetime import UTC, date, datetime, timedelta

from acts import act

from eyre.cases import actions as cases
from eyre.cases.models import Acquaintance, CaseInterview
from eyre.cases.queries.interviews import plan_of_interviews
from eyre.cases.queries.proposals import propose
from eyre.inspections.models import Inspection
from eyre.platform.audit import Actor
from sampled import AT, BY, Sampled, sampled

LATER = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def shared(*, is_given: bool = True) -> Sampled:
    """The sample of Cumbria, in the hands of its inspectors unless told."""
    one = sampled(inspection=Inspection.objects.get(pk="pdu-2023-cumbria"), kind="nothing-is-asked-of-it")
    if is_given:
        cases.apply_allocation(inspection=one.inspection, digest=propose(one.inspection).digest, by=BY, at=AT)
    return one


def planned() -> CaseInterview:
    """An interview with a time."""
    one = shared()
    found = plan_of_interviews(one.inspection, today=AT.date())
    cases.plan_interviews(inspection=one.inspection, pattern=found.pattern, digest=found.digest, by=BY, at=AT)
    return CaseInterview.objects.select_related("inspection").order_by("starts", "pk").first()  # type: ignore[return-value]


@act(cases.apply_allocation)
def _() -> dict[str, object]:
    one = shared(is_given=False)
    return {"inspection": one.inspection, "digest": propose(one.inspection).digest}


@act(cases.hand_over)
def _() -> dict[str, object]:
    one = shared(is_given=False)
    told = {"inspection": one.inspection, "case": one.cases["C-01"], "reason": "ill", "despite": False}
    cases.hand_over(**told, to=one.people["Ada"], by=BY, at=AT)  # type: ignore[arg-type]
    return told | {"to": one.people["Bea"]}


@act(cases.give_back)
def _() -> dict[str, object]:
    one = shared()
    return {"inspection": one.inspection, "case": one.cases["C-01"], "reason": "ill"}


@act(cases.plan_interviews)
def _() -> dict[str, object]:
    one = shared()
    found = plan_of_interviews(one.inspection, today=LATER.date())
    return {"inspection": one.inspection, "pattern": found.pattern, "digest": found.digest}


@act(cases.move_interview)
def _() -> dict[str, object]:
    return {"interview": planned(), "starts": LATER + timedelta(days=1), "place": "North", "despite": True}


@act(cases.hold_interview)
def _() -> dict[str, object]:
    return {"interview": planned()}


@act(cases.cancel_interview)
def _() -> dict[str, object]:
    return {"interview": planned(), "reason": "on leave"}


@act(cases.say_specialisms)
def _() -> dict[str, object]:
    return {"person": shared(is_given=False).people["Ada"], "specials": ["court"]}


@act(cases.say_time)
def _() -> dict[str, object]:
    one = shared(is_given=False)
    days = [date(2026, 10, 5)]
    return {"inspection": one.inspection, "person": one.people["Ada"], "days": days, "minutes_a_day": 420}


@act(cases.declare_acquaintance)
def _() -> dict[str, object]:
    one = shared()
    return {"inspection": one.inspection, "person": one.people["Ada"], "kind": "office", "code": "North"}


@act(cases.end_acquaintance)
def _() -> dict[str, object]:
    one = shared(is_given=False)
    told = {"inspection": one.inspection, "person": one.people["Ada"], "kind": "office", "code": "North"}
    cases.declare_acquaintance(**told, by=BY, at=AT)  # type: ignore[arg-type]
    return {"acquaintance": Acquaintance.objects.get()}


@act(cases.raise_key_alarm)
def _() -> dict[str, object]:
    one = shared(is_given=False)
    ada = one.people["Ada"]
    return {
        "inspection": one.inspection,
        "case": one.cases["C-01"],
        "person": ada,
        "path": "/desk/",
        "by": Actor(str(ada.pk), "inspector", "192.0.2.7"),
    }
