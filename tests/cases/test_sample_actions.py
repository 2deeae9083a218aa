"""A sample is drawn from the list in force, can be drawn again by anybody, and changes by its reserves alone."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from case_lists_made import FIELDWORK, a_row, as_csv, rows
from eyre.cases.actions import samples
from eyre.cases.actions.lists import say_seed, send_case_list
from eyre.cases.actions.samples import draw_sample, replace_sampled_case, withdraw_sample
from eyre.cases.exceptions import CannotDraw, CannotSendList
from eyre.cases.lists.checking import BY
from eyre.cases.lists.keeping import check_waiting
from eyre.cases.models import CaseList, DrawSeed, Sample, SampledCase
from eyre.cases.queries.samples import check_again, frame_rows
from eyre.cases.sampling.commands import sample as command
from eyre.cases.sampling.drawing import Listed, Plan, listed, read, shares
from eyre.core.planning import Needed
from eyre.core.planning.timeline import Unit
from eyre.inspections.models import CODE_OF, Inspection, PlannedTask, StageFact
from eyre.platform.downloads import csv_text
from published_data import NOON

pytestmark = pytest.mark.django_db
Draw = Callable[..., Sample]


@pytest.fixture
def inspection(loaded: Any) -> Inspection:
    Inspection.objects.filter(pk="pdu-2023-cumbria").update(
        fieldwork_from=FIELDWORK, fieldwork_to=FIELDWORK, is_public=False, stage="evidence-requested"
    )
    found = Inspection.objects.get(pk="pdu-2023-cumbria")
    say_seed(inspection=found, seed="said beforehand", by=BY, at=NOON)
    send(found, as_csv([*rows(60), excluded(61), excluded(62)]))
    return found


def excluded(number: int) -> list[str]:
    row = a_row(number)
    row[9] = "01/01/2026"
    return row


def send(inspection: Inspection, content: bytes) -> CaseList:
    made = send_case_list(inspection=inspection, content=content, name="list.csv", by=BY, at=NOON)
    check_waiting()
    return made


@pytest.fixture
def draw(inspection: Inspection) -> Draw:
    def drawing(*, reason: str = "", **plan: Any) -> Sample:
        asked = Plan(**({"number": 12, "by": ("sex", "risk")} | plan))
        return draw_sample(inspection=inspection, plan=asked, reason=reason, by=BY, at=NOON)

    return drawing


def fact(inspection: Inspection) -> bool:
    return StageFact.objects.filter(
        inspection=inspection, needed=CODE_OF[Needed.RECEIPT], is_true=True
    ).exists()


def test_a_draw_keeps_receipt_cases_and_reserves_and_tells_the_stages(
    draw: Draw, inspection: Inspection
) -> None:
    made = draw()
    receipt = read(made.receipt)
    assert (receipt.seed, receipt.cases, len(receipt.excluded)) == ("said beforehand", 60, 2)
    assert receipt.plan["list"] == "version 1"
    assert receipt.plan["rules"] == "probation-supervision-1"
    assert sum(len(line.cases) for line in receipt.strata) == 12
    rows_ = SampledCase.objects.filter(sample=made)
    assert {row.case.pseudonym for row in rows_.filter(is_reserve=False)} == {
        case for line in receipt.strata for case in line.cases
    }
    assert rows_.filter(is_reserve=True).count() == sum(len(line.reserves) for line in receipt.strata)
    assert "Planted" not in made.receipt
    assert fact(inspection)


def test_the_plan_learns_that_the_list_came_and_the_sample_is_drawn(
    inspection: Inspection, loaded: Any
) -> None:
    told = {"owner": "lead-inspector", "order": 1, "hangs_on": "fieldwork", "distance": 0, "unit": Unit.WEEKS}
    for code in ("case-list", "sample"):
        PlannedTask.objects.create(
            inspection=inspection, code=code, title=code, due=FIELDWORK, changed_at=NOON, **told
        )
    send(inspection, as_csv(rows(50)))
    draw_sample(inspection=inspection, plan=Plan(number=5), by=BY, at=NOON)
    assert set(PlannedTask.objects.exclude(done_at=None).values_list("code", flat=True)) == {
        "case-list",
        "sample",
    }


def test_anybody_with_receipt_and_frame_can_draw_again(draw: Draw, tmp_path: Path) -> None:
    made = replace(draw(), "the file was not there")
    receipt, frame = tmp_path / "receipt.json", tmp_path / "frame.csv"
    receipt.write_text(made.receipt, "utf-8")
    header, cells = frame_rows(made)
    frame.write_text(csv_text(header, cells), "utf-8")
    told = CliRunner().invoke(command, ["verify", str(receipt), str(frame)])
    assert told.exit_code == 0, told.output
    assert check_again(made) == ()
    assert "Planted" not in frame.read_text("utf-8")
    lines = frame.read_text("utf-8").splitlines()
    frame.write_text("\n".join(lines[:-3]), "utf-8")
    assert CliRunner().invoke(command, ["verify", str(receipt), str(frame)]).exit_code == 3


def replace(made: Sample, reason: str = "the case was transferred") -> Sample:
    case = next(line.cases[0] for line in read(made.receipt).strata if line.cases and line.reserves)
    return replace_sampled_case(sample=made, case=case, reason=reason, by=BY, at=NOON)


def test_a_replacement_is_a_new_receipt_and_the_old_is_kept(draw: Draw) -> None:
    first = draw()
    second = replace(first)
    first.refresh_from_db()
    assert (first.is_current, second.is_current, second.number, second.replaces) == (False, True, 2, first)
    gone, came = (lambda one: (one.case, one.by))(read(second.receipt).replaced[0])
    assert read(first.receipt).replaced == ()
    old = SampledCase.objects.get(sample=second, case__pseudonym=gone)
    new = SampledCase.objects.get(sample=second, case__pseudonym=came)
    assert (old.replaced_because, new.is_reserve, new.position) == (
        "the case was transferred",
        False,
        old.position,
    )
    assert SampledCase.objects.filter(sample=second, is_reserve=False, replaced_at=None).count() == 12


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"number": 61}, "61 cases are wanted, and there are 60"),
        ({"number": 5_001}, "5,001 cases are asked for, and a page draws at most 5,000"),
        ({"number": 3, "floor": 2}, "A floor of 2 in each stratum needs"),
        ({"by": ("shoe-size",)}, "No strata are made of shoe-size"),
        ({"by": ("name",)}, "No strata are made of name"),
    ],
)
def test_what_cannot_be_drawn_is_said(draw: Draw, change: dict[str, Any], words: str) -> None:
    with pytest.raises(CannotDraw, match=words):
        draw(**change)
    assert not Sample.objects.exists()


def test_a_draw_after_another_needs_a_reason_and_gets_a_new_seed(draw: Draw) -> None:
    first = draw()
    with pytest.raises(CannotDraw, match="Say why"):
        draw()
    second = draw(reason="the strata were wrong", by=("office",))
    assert read(first.receipt).seed != read(second.receipt).seed
    assert (second.replaces, second.reason) == (first, "the strata were wrong")
    assert DrawSeed.objects.filter(was_said=False).count() == 1
    assert check_again(first) == ()


def test_a_list_is_replaced_only_after_the_sample_is_withdrawn(draw: Draw, inspection: Inspection) -> None:
    made = draw()
    with pytest.raises(CannotSendList, match="withdraws the sample"):
        send(inspection, as_csv(rows(10)))
    with pytest.raises(CannotDraw, match="Say why"):
        withdraw_sample(sample=made, reason="  ", by=BY, at=NOON)
    withdraw_sample(sample=made, reason="half the cases were missing", by=BY, at=NOON)
    assert not fact(inspection)
    send(inspection, as_csv(rows(40)))
    assert draw(reason="from the whole list").case_list.version == 2


@pytest.mark.parametrize(
    ("stage", "draws", "replaces", "withdraws"),
    [
        ("evidence-requested", True, True, True),
        ("sampled", True, True, False),
        ("fieldwork", False, True, False),
        ("judgement", False, False, False),
    ],
)
def test_what_may_be_done_at_which_stage(
    draw: Draw, inspection: Inspection, stage: str, draws: bool, replaces: bool, withdraws: bool
) -> None:
    made = draw()
    Inspection.objects.filter(pk=inspection.pk).update(stage=stage)
    for may, act in ((replaces, lambda: replace(made)), (draws, lambda: draw(reason="so"))):
        if may:
            act()
        else:
            with pytest.raises(CannotDraw, match="This inspection stands at"):
                act()
    latest = Sample.objects.get(is_current=True)
    if withdraws:
        withdraw_sample(sample=latest, reason="so", by=BY, at=NOON)
    else:
        with pytest.raises(CannotDraw, match="back from “sampled”"):
            withdraw_sample(sample=latest, reason="so", by=BY, at=NOON)


def test_a_sample_that_changed_meanwhile_is_not_changed_again(draw: Draw) -> None:
    first = draw()
    replace(first)
    with pytest.raises(CannotDraw, match="changed meanwhile"):
        replace(first)


def test_reserves_run_out_in_words(draw: Draw) -> None:
    made = draw(by=(), number=3, reserves=1)
    case = read(made.receipt).strata[0].cases
    made = replace_sampled_case(sample=made, case=case[0], reason="gone", by=BY, at=NOON)
    with pytest.raises(CannotDraw, match="no reserve is left"):
        replace_sampled_case(sample=made, case=case[1], reason="gone too", by=BY, at=NOON)


def test_a_changed_seed_or_list_shows_when_it_is_drawn_again(draw: Draw) -> None:
    made = draw()
    told = json.loads(made.receipt)
    told["seed"] = "another"
    made.receipt = json.dumps(told)
    assert any("the draw gives" in words for words in check_again(made))


def test_fieldwork_that_moved_asks_for_the_list_again(draw: Draw, inspection: Inspection) -> None:
    Inspection.objects.filter(pk=inspection.pk).update(fieldwork_from="2026-11-02", fieldwork_to="2026-11-02")
    with pytest.raises(CannotDraw, match="Fieldwork was moved"):
        draw()


@pytest.fixture
def frame(inspection: Inspection) -> Listed:
    return listed(CaseList.objects.get(inspection=inspection), ("sex", "office"))


def test_shares_add_up_whatever_is_asked_for(frame: Listed) -> None:
    @given(st.integers(1, 60), st.integers(0, 3))
    def add_up(number: int, floor: int) -> None:
        try:
            found = shares(frame, Plan(number=number, by=("sex", "office"), floor=floor))
        except CannotDraw as why:
            assert why.field == "floor"  # noqa: PT017
            return
        assert sum(share.drawn for share in found.strata) == number == found.wanted
        assert all(share.drawn >= min(floor, share.size) for share in found.strata)
        assert sum(share.size for share in found.strata) == found.of == 60

    add_up()
    assert {share.label for share in shares(frame, Plan(number=5, by=("sex", "office"))).strata} >= {
        "female · Mill Lane"
    }


def test_nothing_is_replaced_once_the_answers_are_frozen(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    sample = draw()
    monkeypatch.setattr(samples, "is_frozen", lambda _: True)
    case = SampledCase.objects.filter(sample=sample, is_reserve=False).first()
    assert case is not None
    with pytest.raises(CannotDraw, match="frozen"):
        replace_sampled_case(sample=sample, case=case.case.pseudonym, reason="Gone", by=BY, at=NOON)
