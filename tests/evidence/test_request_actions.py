"""What is asked, sent, taken back, accepted and asked again: by the table, written once, and undone whole."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from requests_made import AT, BY, DUE, LATER, TEXT, asked, send

from cast import Cast
from eyre.core.evidence import State
from eyre.core.planning import Needed
from eyre.evidence import actions, queries
from eyre.evidence.exceptions import CannotAsk, RequestNotFound, SentFileNotFound
from eyre.evidence.models import Request, RequestFile
from eyre.evidence.telling import tell_contacts
from eyre.inspections.models import CODE_OF, Inspection, PlannedTask, StageFact
from eyre.platform.files.exceptions import FileRefused
from eyre.platform.files.models import StoredFile

pytestmark = pytest.mark.django_db
REASON = "The figures stop in June."


@pytest.fixture
def item(cast: Cast) -> Request:
    return asked(cast.eastmere)


def state(item: Request) -> State:
    item.refresh_from_db()
    return State(item.state)


def test_the_list_of_the_edition_is_prepared_once(cast: Cast) -> None:
    made = actions.prepare_requests(inspection=cast.eastmere, by=BY, at=AT)
    assert len(made) == 14
    assert {row.state for row in made} == {"prepared"}
    with pytest.raises(CannotAsk, match="begun already"):
        actions.prepare_requests(inspection=cast.eastmere, by=BY, at=AT)


def test_what_was_not_sent_can_be_dropped_and_what_was_cannot(cast: Cast, item: Request) -> None:
    waits = actions.add_request(inspection=cast.eastmere, title="More", wanted="More", by=BY, at=AT)
    actions.drop_request(request=waits, by=BY, at=AT)
    assert not Request.objects.filter(pk=waits.pk).exists()
    with pytest.raises(CannotAsk, match="was sent to the provider"):
        actions.drop_request(request=item, by=BY, at=AT)


@pytest.mark.parametrize(("title", "wanted"), [("", "x"), ("x", " "), ("x" * 201, "x"), ("x", "x" * 2_001)])
def test_an_item_of_ones_own_says_what_it_is(cast: Cast, title: str, wanted: str) -> None:
    with pytest.raises(CannotAsk, match="Write what is wanted"):
        actions.add_request(inspection=cast.eastmere, title=title, wanted=wanted, by=BY, at=AT)


def test_only_what_waits_is_asked_with_its_day_and_the_stages_know_of_it(cast: Cast) -> None:
    actions.prepare_requests(inspection=cast.eastmere, by=BY, at=AT)
    with pytest.raises(CannotAsk, match="not announced yet"):
        actions.send_requests(inspection=cast.eastmere, due=DUE, by=BY, at=AT)
    Inspection.objects.filter(pk=cast.eastmere.pk).update(stage="announced")
    sent = actions.send_requests(inspection=cast.eastmere, due=DUE, by=BY, at=AT)
    assert len(sent) == 14
    assert {
        (row.state, row.due, row.asked_at) for row in Request.objects.filter(inspection=cast.eastmere)
    } == {("asked", DUE, AT)}
    assert StageFact.objects.get(inspection=cast.eastmere, needed=CODE_OF[Needed.REQUESTS_SENT]).is_true
    with pytest.raises(CannotAsk, match="was sent already"):
        actions.send_requests(inspection=cast.eastmere, due=DUE, by=BY, at=AT)


def test_a_day_that_has_passed_is_refused_and_today_is_not(cast: Cast, item: Request) -> None:
    actions.add_request(inspection=cast.eastmere, title="More", wanted="More", by=BY, at=AT)
    with pytest.raises(CannotAsk, match="has passed") as refused:
        actions.send_requests(inspection=cast.eastmere, due=date(2026, 11, 23), by=BY, at=AT)
    assert refused.value.field == "due"
    assert actions.send_requests(inspection=cast.eastmere, due=AT.date(), by=BY, at=AT)


def test_a_file_is_sent_and_counts(cast: Cast, item: Request) -> None:
    sent = send(item, cast)
    assert (state(item), sent.name, sent.sent_by.name) == (State.SENT, "staff.csv", "Blessing Waymarker")
    send(item, cast, TEXT + b"more", "more.csv")
    assert item.files.count() == 2


def test_sending_the_same_twice_leaves_it_there_once(cast: Cast, item: Request) -> None:
    send(item, cast)
    with pytest.raises(FileRefused, match="sent for this item already"):
        send(item, cast, name="again.csv")
    assert (item.files.count(), StoredFile.objects.count()) == (1, 1)


def test_the_database_too_keeps_a_file_of_an_item_once(cast: Cast, item: Request) -> None:
    sent = send(item, cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        RequestFile.objects.create(
            request=item, file=sent.file, name="x.csv", sent_by=cast["point-of-contact"], sent_at=LATER
        )


def test_a_refused_file_changes_nothing(cast: Cast, item: Request) -> None:
    with pytest.raises(FileRefused, match="web page"):
        send(item, cast, b"<html>", "page.html")
    assert (state(item), item.files.count(), StoredFile.objects.count()) == (State.ASKED, 0, 0)


def test_an_item_has_at_most_fifty_files(cast: Cast, item: Request) -> None:
    rows = [StoredFile(digest=f"{n:064x}", size=1, kind="csv", stored_at=AT) for n in range(50)]
    for row in StoredFile.objects.bulk_create(rows):
        RequestFile.objects.create(
            request=item, file=row, name="x", sent_by=cast["point-of-contact"], sent_at=AT
        )
    with pytest.raises(FileRefused, match="one more than the 50"):
        send(item, cast)


def test_a_file_taken_back_is_kept_and_marked(cast: Cast, item: Request) -> None:
    sent = send(item, cast)
    actions.take_file_back(file=sent, by=BY, at=LATER)
    sent.refresh_from_db()
    assert (state(item), sent.taken_back_by) == (State.ASKED, BY.id)
    assert StoredFile.objects.filter(pk=sent.file_id).exists()
    with pytest.raises(CannotAsk, match="taken back already"):
        actions.take_file_back(file=sent, by=BY, at=LATER)
    send(item, cast)  # and it may be sent again


def test_what_was_accepted_is_closed_until_it_is_asked_again(cast: Cast, item: Request) -> None:
    sent = send(item, cast)
    actions.accept(request=item, by=BY, at=LATER)
    assert state(item) is State.ACCEPTED
    with pytest.raises(CannotAsk, match="cannot send a file"):
        send(item, cast, b"more")
    with pytest.raises(CannotAsk, match="cannot take a file back"):
        actions.take_file_back(file=sent, by=BY, at=LATER)
    actions.ask_again(request=item, reason=REASON, due=DUE, by=BY, at=LATER)
    assert (state(item), item.reason, item.asked_again_at) == (State.ASKED_AGAIN, REASON, LATER)
    actions.take_file_back(file=sent, by=BY, at=LATER)
    assert (state(item), item.reason) == (State.ASKED_AGAIN, REASON)


def test_what_does_not_apply_has_a_reason_that_both_sides_give(item: Request) -> None:
    with pytest.raises(CannotAsk, match="Say why"):
        actions.say_not_applicable(request=item, reason="  ", by=BY, at=LATER)
    actions.say_not_applicable(request=item, reason="We have no such plan.", by=BY, at=LATER)
    assert (state(item), item.reason) == (State.SAID_NOT_TO_APPLY, "We have no such plan.")
    actions.agree_not_applicable(request=item, reason="The region has it.", by=BY, at=LATER)
    assert (state(item), item.reason) == (State.NOT_APPLICABLE, "The region has it.")


@pytest.mark.parametrize(("reason", "due"), [("", DUE), ("x" * 2_001, DUE), (REASON, date(2026, 11, 1))])
def test_asking_again_says_what_is_missing_and_by_when(
    cast: Cast, item: Request, reason: str, due: date
) -> None:
    send(item, cast)
    with pytest.raises(CannotAsk):
        actions.ask_again(request=item, reason=reason, due=due, by=BY, at=LATER)
    assert state(item) is State.SENT


# Sent before


def earlier(cast: Cast) -> tuple[Request, RequestFile]:
    """An item that Westmarch's provider answered for another inspection, and the same item of this one."""
    before = asked(cast.westmarch)
    Request.objects.filter(pk=before.pk).update(code="staffing")
    sent = send(before, cast)
    cast.eastmere.provider = cast.westmarch.provider
    now_asked = asked(cast.eastmere)
    type(cast.eastmere).objects.filter(pk=cast.eastmere.pk).update(provider=cast.westmarch.provider)
    Request.objects.filter(pk=now_asked.pk).update(code="staffing")
    return Request.objects.get(pk=now_asked.pk), sent


def test_what_was_sent_before_is_linked_and_not_sent_again(cast: Cast) -> None:
    item, sent = earlier(cast)
    standing = cast.standing("point-of-contact")
    assert list(queries.earlier_files(item, standing)) == [sent]
    again = actions.reuse_file(request=item, earlier=sent, person=cast["point-of-contact"], by=BY, at=LATER)
    assert (again.file_id, again.name, again.reused, state(item)) == (
        sent.file_id,
        sent.name,
        sent,
        State.SENT,
    )
    assert StoredFile.objects.count() == 1
    assert list(queries.earlier_files(item, standing)) == []


def test_nobody_finds_what_an_inspection_they_may_not_know_of_was_sent(cast: Cast) -> None:
    item, sent = earlier(cast)
    assert list(queries.earlier_files(item, cast.standing("analyst"))) == []
    with pytest.raises(SentFileNotFound):
        queries.earlier_sent(item, sent.pk, cast.standing("analyst"))


def test_a_file_of_another_provider_or_one_taken_back_is_not_used_again(cast: Cast, item: Request) -> None:
    foreign = send(asked(cast.westmarch), cast)
    told: dict[str, Any] = {"person": cast["point-of-contact"], "by": BY, "at": LATER}
    with pytest.raises(CannotAsk, match="your own service"):
        actions.reuse_file(request=item, earlier=foreign, **told)
    with pytest.raises(CannotAsk, match="your own service"):
        actions.reuse_file(request=foreign.request, earlier=foreign, **told)


def test_a_file_that_was_taken_back_is_not_used_again(cast: Cast) -> None:
    item, sent = earlier(cast)
    actions.take_file_back(file=sent, by=BY, at=LATER)
    assert list(queries.earlier_files(item, cast.standing("point-of-contact"))) == []
    with pytest.raises(CannotAsk, match="was taken back"):
        actions.reuse_file(request=item, earlier=sent, person=cast["point-of-contact"], by=BY, at=LATER)


# Read


def test_the_list_is_told_by_whose_turn_it_is_and_what_is_late(cast: Cast, item: Request) -> None:
    sent, waits = (
        asked(cast.eastmere, "Sent"),
        actions.add_request(inspection=cast.eastmere, title="Waits", wanted="x", by=BY, at=AT),
    )
    file = send(sent, cast)
    found = queries.lines_of(cast.eastmere, date(2026, 12, 5))
    assert [line.row for line in found.prepared] == [waits]
    assert [line.row for line in found.due] == [line.row for line in found.overdue] == [item]
    assert [(line.row, line.files) for line in found.waiting] == [(sent, (file,))]
    assert queries.lines_of(cast.eastmere, DUE).overdue == ()
    provider = queries.lines_of(cast.eastmere, DUE, for_provider=True)
    assert [line.row for line in provider.lines] == [item, sent]
    with pytest.raises(RequestNotFound):
        queries.request_of(cast.eastmere, waits.pk, DUE, for_provider=True)
    with pytest.raises(RequestNotFound):
        queries.request_of(cast.westmarch, item.pk, DUE)
    with pytest.raises(SentFileNotFound):
        queries.sent_file(cast.westmarch, file.pk)


def test_the_mail_says_where_and_by_when_and_nothing_of_what(
    cast: Cast, mailoutbox: list[Any], item: Request
) -> None:
    assert (
        tell_contacts(cast.westmarch, "evidence in advance", "We ask.", DUE, "https://eyre.example/desk/")
        == ()
    )
    assert {mail.to[0] for mail in mailoutbox} == {
        "point-of-contact@service.example",
        "accountable-director@service.example",
    }
    body = mailoutbox[0].body
    assert "4 December 2026" in body
    assert "https://eyre.example/desk/" in body
    assert item.title not in body


def test_who_cannot_be_told_by_mail_is_named(cast: Cast, settings: Any) -> None:
    settings.EYRE_CAN_MAIL = False
    reasons = tell_contacts(cast.westmarch, "x", "x", DUE, "x")
    assert len(reasons) == 2
    assert "was not told by mail: no mail server is set up" in reasons[0]


# The plan


def test_the_tasks_of_the_plan_are_ticked_as_what_they_ask_for_is_done(cast: Cast) -> None:
    def done() -> list[str]:
        tasks = PlannedTask.objects.filter(inspection=cast.eastmere).exclude(done_at=None)
        return list(tasks.order_by("code").values_list("code", flat=True))

    for code in ("evidence", "request-evidence"):
        PlannedTask.objects.create(
            inspection=cast.eastmere, code=code, title=code, owner="point-of-contact", order=1, hangs_on="announced",
            distance=1, unit="weeks", due=DUE, changed_at=AT,
        )  # fmt: skip
    one, two = asked(cast.eastmere), asked(cast.eastmere, "Other")
    assert queries.requests_due(cast.eastmere) == DUE
    assert done() == ["request-evidence"]
    send(one, cast)
    assert done() == ["request-evidence"]
    actions.say_not_applicable(request=two, reason="There is none.", by=BY, at=LATER)
    assert done() == ["evidence", "request-evidence"]
