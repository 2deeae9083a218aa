"""How secure ratings are is computed once and kept, can be computed again, and holds while what it rests on holds."""

import json
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from eyre.cases.actions.freezing import freeze_taken
from eyre.cases.models import CaseList, Freeze, ListedCase, Sample
from eyre.cases.queries.populations import population_of
from eyre.inspections.models import Inspection
from eyre.platform.audit import Actor
from eyre.platform.audit.models import AuditEvent
from eyre.ratings.actions.robustness import keep_robustness
from eyre.ratings.exceptions import NotFrozenYet
from eyre.ratings.models import RobustnessKept
from eyre.ratings.queries.proposals import proposal_of
from eyre.ratings.queries.robustness import basis_of, computed_now, faults_of, robustness_of
from published_data import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
BY = Actor.of_command("the tests")


def cumbria(*, frozen: bool = True) -> Inspection:
    Inspection.objects.filter(pk="pdu-2023-cumbria").update(is_public=False, stage="judgement")
    found = Inspection.objects.select_related("edition").get(pk="pdu-2023-cumbria")
    if frozen:
        freeze_taken(inspection=found, by=BY, at=NOON)
    return found


def listed(inspection: Inspection, names: list[str], further: int, **change: Any) -> None:
    """A case list with these cases and further ones of the same kind, and a sample of it."""
    held = CaseList.objects.create(
        inspection=inspection,
        version=1,
        file_name="c.csv",
        digest="0" * 64,
        state="stored",
        sent_by="x",
        sent_at=NOON,
    )
    more = [f"{inspection.pk}-more-{i}"[-20:] for i in range(further)]
    for row, name in enumerate([*names, *more], 2):
        ListedCase.objects.create(case_list=held, row=row, pseudonym=name, kind="community", **change)
    Sample.objects.create(
        inspection=inspection, case_list=held, number=1, kind="cases", receipt="{}", digest="0" * 64, drawn_by="x", drawn_at=NOON
    )  # fmt: skip


def test_it_is_kept_once_and_read_as_it_was_computed() -> None:
    inspection = cumbria()
    assert robustness_of(inspection) is None
    made = keep_robustness(inspection=inspection, by=BY, at=NOON)
    again = keep_robustness(inspection=inspection, by=BY, at=NOON)
    assert made == again == robustness_of(inspection)
    assert RobustnessKept.objects.count() == 1
    assert AuditEvent.objects.filter(action="robustness.kept").count() == 1
    freeze = Freeze.objects.get(inspection=inspection)
    assert (made.seed, made.draws, made.is_current) == (freeze.digest, 20_000, True)
    assert {standard.ref for standard in made.standards} == {"2.1", "2.2", "2.3", "2.4", "2.5"}
    for standard in made.standards:
        assert sum(standard.chances.values()) + standard.undetermined == pytest.approx(1)
        governing = next(question for question in standard.questions if question.governs)
        assert standard.grounds == governing.grounds
        assert governing.low is not None
        assert governing.high is not None
        assert governing.low <= governing.x / governing.of <= governing.high
    assert made.standard("1.1") is None
    assert faults_of(RobustnessKept.objects.get()) == ()


def test_nothing_is_kept_before_the_freeze() -> None:
    inspection = cumbria(frozen=False)
    assert robustness_of(inspection) is None
    with pytest.raises(NotFrozenYet):
        keep_robustness(inspection=inspection, by=BY, at=NOON)


def test_what_it_rests_on_changes_and_it_holds_no_more() -> None:
    inspection = cumbria()
    keep_robustness(inspection=inspection, by=BY, at=NOON)
    listed(inspection, list(proposal_of(inspection).answers.cases), 100)
    kept = robustness_of(inspection)
    assert kept is not None
    assert not kept.is_current
    assert not any(kept.populations.values())


def test_figures_that_were_touched_are_found() -> None:
    inspection = cumbria()
    keep_robustness(inspection=inspection, by=BY, at=NOON)
    row = RobustnessKept.objects.get()
    told = json.loads(row.content)
    told["standards"][0]["chances"] = dict.fromkeys(told["standards"][0]["chances"], 0)
    row.content = json.dumps(told, separators=(",", ":"), sort_keys=True, ensure_ascii=False)
    assert faults_of(row)[0] == "The figures kept are not those of the hash."
    assert "Computed again the figures differ" in faults_of(row)[1]


def test_fewer_draws_say_much_the_same_and_are_not_kept() -> None:
    inspection = cumbria()
    told = computed_now(basis_of(proposal_of(inspection), inspection), draws=2_000)
    assert (told.id, told.computed_at, told.draws) == (None, None, 2_000)
    assert RobustnessKept.objects.count() == 0


def test_a_list_of_known_length_is_known() -> None:
    inspection = cumbria()
    names = list(proposal_of(inspection).answers.cases)[:10]
    assert population_of(inspection, names) is None
    listed(inspection, names, 30)
    ListedCase.objects.create(
        case_list=CaseList.objects.get(), row=99, pseudonym="kept-out", kind="community", excluded="too-new"
    )
    ListedCase.objects.create(case_list=CaseList.objects.get(), row=98, pseudonym="other", kind="custody")
    assert population_of(inspection, names) == 40
    assert population_of(inspection, [*names, "a stranger"]) is None
    assert population_of(inspection, []) is None


@pytest.mark.parametrize(
    ("name", "change"),
    [("robustness_kept_once", {}), ("robustness_kept_has_draws", {"draws": 0})],
)
def test_the_table_keeps_its_promises(name: str, change: dict[str, int]) -> None:
    inspection = cumbria()
    fields = {
        "freeze": Freeze.objects.get(inspection=inspection),
        "edition_digest": "0" * 64,
        "given_digest": "0" * 64,
        "draws": 1,
        "seed": "0",
        "content": "{}",
        "digest": "0" * 64,
        "computed_by": "x",
        "computed_at": NOON,
    }
    RobustnessKept.objects.create(**fields)
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        RobustnessKept.objects.create(**(fields | change))
    assert name in str(broken.value) or "UNIQUE" in str(broken.value)
