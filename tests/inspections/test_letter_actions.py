"""Letters to a provider: what one says now, that it goes once and as it was seen, and what comes of it."""

import json
import re
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core import mail as outgoing
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eyre.core.planning import Needed
from eyre.frameworks.exceptions import EditionFileInvalid
from eyre.inspections import letter_files
from eyre.inspections.actions.letters import (
    change_paragraph,
    discard_letter,
    draft_letter,
    note_delivery,
    retry_letter,
    send_letter,
)
from eyre.inspections.exceptions import CannotSend, LeftAlready, LetterNotFound
from eyre.inspections.facts import true_of
from eyre.inspections.letter_files import FOLDER, read_letters, templates_for
from eyre.inspections.models import Inspection, Letter, PlannedTask, Recipient, TeamMember
from eyre.inspections.queries.letters import Preview, letter_of, letters_of, preview
from eyre.people.roles import Held, held_for
from eyre.platform.audit.models import AuditEvent
from eyre.providers.actions import end_contact, name_contact
from eyre.providers.models import Contact
from letters_made import BY, brought, drafted, people, plan, sent
from small_register import NOON, small_inspections, small_register, somebody

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


@pytest.fixture
def bare() -> Inspection:
    return small_inspections(small_register(), ("cumbria", "kent"))["cumbria"]


@pytest.fixture
def whole(bare: Inspection) -> Inspection:
    return people(plan(bare))


def seen(letter: Letter) -> Preview:
    return preview(letter_of(letter.inspection, letter.pk), TODAY)


# The templates that ship


def test_every_template_is_whole_and_goes_to_contacts() -> None:
    contacts = {role.code for role in held_for(Held.PROVIDER)}
    for path in FOLDER.glob("*.yaml"):
        letters = read_letters(path)
        assert letters.edition == path.stem
        assert {template.provenance.status for template in letters.templates} == {"ours"}
        assert {role for template in letters.templates for role in template.to} <= contacts
    assert list(templates_for("no-such-edition")) == [
        "announcement",
        "changed-dates",
        "evidence-reminder",
        "case-list-reminder",
        "thanks",
    ]


def test_a_letter_of_an_edition_takes_the_place_of_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    default = (FOLDER / "default.yaml").read_text("utf-8")
    own = default.replace("edition: default", "edition: e").replace("Dear {contact},", "Hello {contact},")
    for name, text in (("default", default), ("e", own[: own.index("  - code: changed-dates")])):
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    monkeypatch.setattr(letter_files, "FOLDER", tmp_path)
    letter_files._of.cache_clear()
    try:
        assert [(code, of) for code, (of, _) in templates_for("e").items()] == [
            ("announcement", "e"),
            ("changed-dates", "default"),
            ("evidence-reminder", "default"),
            ("case-list-reminder", "default"),
            ("thanks", "default"),
        ]
    finally:
        letter_files._of.cache_clear()


def test_a_file_with_mistakes_is_refused_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    text = (FOLDER / "default.yaml").read_text("utf-8")
    path.write_text(
        text.replace("{lead}", "{laed}").replace("edition: default", "edition: Not A Slug"), "utf-8"
    )
    with pytest.raises(EditionFileInvalid) as refused:
        read_letters(path)
    said = str(refused.value)
    assert said.count("{laed} is no field") == 5
    assert "x.yaml" in said
    assert "Not A Slug" in said


def test_every_task_that_a_template_names_is_in_the_timeline() -> None:
    timeline = (FOLDER.parent / "timelines" / "default.yaml").read_text("utf-8")
    codes = set(re.findall(r"- code: (\S+)", timeline))
    for _, template in templates_for("").values():
        assert {*template.days, *filter(None, [template.finishes])} <= codes


# What a letter says now


def test_what_the_announcement_says(whole: Inspection) -> None:
    letter = seen(drafted(whole)).letter
    assert letter is not None
    assert letter.subject == "Inspection of Cumbria: announcement"
    text = " ".join(letter.text.split())
    for words in (
        "Dear Dora Director, dear Poc,",
        "from Monday 11 January 2027 to Friday 15 January 2027",
        "- Thursday 3 December 2026: Send the case list - Friday 18 December 2026: Send the evidence",
        "Lea Lead inspector Sunday 22 November 2026",
    ):
        assert words in text
    assert "Draw the sample" not in text
    assert "@" not in text


def test_everything_that_is_missing_is_named_at_once(bare: Inspection) -> None:
    found = {hole.field for hole in seen(drafted(bare)).holes}
    assert found == {
        *("accountable-director", "point-of-contact", "lead"),
        *("fieldwork_from", "fieldwork_to", "dates"),
    }
    with pytest.raises(CannotSend) as refused:
        send_letter(letter=drafted(bare), seal="", by=BY, at=NOON)
    assert len(refused.value.reasons) == len(found)
    assert not outgoing.outbox


def test_a_month_is_no_day_of_fieldwork(whole: Inspection) -> None:
    whole.fieldwork, whole.fieldwork_to = "2027-01", date(2027, 1, 31)
    whole.save()
    assert {hole.field for hole in seen(drafted(whole)).holes} == {"fieldwork_from", "fieldwork_to"}


def test_a_contact_whose_account_is_closed_gets_nothing(whole: Inspection) -> None:
    contact = Contact.objects.get(role="point-of-contact")
    contact.person.is_active, contact.person.disabled_at = False, NOON
    contact.person.save()
    (hole,) = seen(drafted(whole)).holes
    assert "the account of Poc is disabled" in hole.words


def test_nobody_is_thanked_before_fieldwork_is_over(whole: Inspection) -> None:
    draft = drafted(whole, "thanks")
    (hole,) = preview(draft, date(2027, 1, 15)).holes
    assert hole.words.endswith("last day of fieldwork, on Friday 15 January 2027")
    assert preview(draft, date(2027, 1, 16)).letter is not None


def test_the_contact_of_the_whole_speaks_where_there_is_no_own(whole: Inspection) -> None:
    own = Contact.objects.get(role="point-of-contact")
    region = whole.provider.wholes.get(until="").whole
    person = somebody("Regional", is_of_provider=True)
    name_contact(person=person, provider=region, role="point-of-contact", by=BY, at=NOON)
    assert {each.person.name for each in seen(drafted(whole)).to} == {"Poc", "Dora Director"}
    end_contact(contact=own, by=BY, at=NOON)
    assert {each.person.name for each in seen(drafted(whole)).to} == {"Regional", "Dora Director"}


def test_nobody_gets_a_letter_twice(whole: Inspection) -> None:
    director = Contact.objects.get(role="accountable-director")
    end_contact(contact=Contact.objects.get(role="point-of-contact"), by=BY, at=NOON)
    name_contact(person=director.person, provider=whole.provider, role="point-of-contact", by=BY, at=NOON)
    assert [each.person.name for each in seen(drafted(whole)).to] == ["Dora Director"]


def test_changed_dates_are_those_that_changed_since_they_were_told(whole: Inspection) -> None:
    draft = drafted(whole, "changed-dates")
    assert [hole.field for hole in seen(draft).holes] == ["changes"]
    brought(sent(whole))
    assert [hole.field for hole in seen(draft).holes] == ["changes"]
    PlannedTask.objects.filter(code="case-list").update(due=date(2026, 12, 4))
    PlannedTask.objects.filter(code="sample").update(due=date(2026, 12, 9))
    letter = seen(draft).letter
    assert letter is not None
    changes = "- Send the case list: Friday 4 December 2026, instead of Thursday 3 December 2026"
    assert changes in " ".join(letter.text.split())
    assert "Draw the sample" not in letter.text
    brought(send_letter(letter=draft, seal=seen(draft).seal, by=BY, at=NOON + timedelta(hours=1)))
    assert [hole.field for hole in seen(drafted(whole, "changed-dates")).holes] == ["changes"]


# Drafts


def test_a_draft_is_begun_once_changed_and_thrown_away(whole: Inspection) -> None:
    draft = drafted(whole)
    assert drafted(whole) == draft
    assert (
        change_paragraph(letter=draft, paragraph="Bring boots.", by=BY, at=NOON).paragraph == "Bring boots."
    )
    row = AuditEvent.objects.latest("pk")
    assert (row.action, json.loads(row.after)) == ("letter.changed", {"letter": draft.pk, "length": 12})
    rows = AuditEvent.objects.count()
    change_paragraph(letter=draft, paragraph="Bring boots.", by=BY, at=NOON)
    assert AuditEvent.objects.count() == rows
    discard_letter(letter=draft, by=BY, at=NOON)
    assert not letters_of(whole)
    with pytest.raises(LeftAlready, match="thrown away"):
        change_paragraph(letter=draft, paragraph="x", by=BY, at=NOON)


def test_there_is_no_letter_of_another_code_or_another_inspection(whole: Inspection) -> None:
    with pytest.raises(LetterNotFound):
        draft_letter(inspection=whole, template="no-such", by=BY, at=NOON)
    with pytest.raises(LetterNotFound):
        letter_of(Inspection.objects.get(pk="kent"), drafted(whole).pk)


# Sending


def test_what_goes_is_kept_and_mailed_once_it_stands(
    whole: Inspection, django_capture_on_commit_callbacks: Any
) -> None:
    draft = change_paragraph(letter=drafted(whole), paragraph="Bring <b>boots</b>.", by=BY, at=NOON)
    expected = seen(draft)
    assert expected.letter is not None
    with django_capture_on_commit_callbacks() as callbacks:
        letter = send_letter(letter=draft, seal=expected.seal, by=BY, at=NOON)
        assert not outgoing.outbox
    assert (letter.state, letter.sent_by, letter.sent_at) == ("sending", BY.id, NOON)
    assert letter.digest == sha256(f"{letter.subject}\n\n{letter.text}".encode()).hexdigest()
    assert [each.address for each in letter.recipients.all()] == [
        "dora.director@example.org",
        "poc@example.org",
    ]
    for callback in callbacks:
        callback()
    letter = letter_of(whole, letter.pk)
    assert letter.state == "sent"
    assert [mail.to for mail in outgoing.outbox] == [["dora.director@example.org"], ["poc@example.org"]]
    for mail in outgoing.outbox:
        assert (mail.subject, mail.body, mail.reply_to) == (letter.subject, letter.text, ["lea@example.org"])
        assert "Bring &lt;b&gt;boots&lt;/b&gt;." in mail.alternatives[0].content  # type: ignore[attr-defined]
    assert not AuditEvent.objects.filter(after__contains="@").exists()


def test_a_double_click_sends_once(whole: Inspection, django_capture_on_commit_callbacks: Any) -> None:
    draft = drafted(whole)
    seal = seen(draft).seal
    with django_capture_on_commit_callbacks(execute=True):
        send_letter(letter=draft, seal=seal, by=BY, at=NOON)
        with pytest.raises(LeftAlready):
            send_letter(letter=draft, seal=seal, by=BY, at=NOON)
    for change in (
        lambda: change_paragraph(letter=draft, paragraph="x", by=BY, at=NOON),
        lambda: discard_letter(letter=draft, by=BY, at=NOON),
        lambda: retry_letter(letter=draft, by=BY, at=NOON),
    ):
        with pytest.raises(LeftAlready):
            change()
    assert len(outgoing.outbox) == 2


CHANGES = {
    "a paragraph": lambda i: change_paragraph(letter=drafted(i), paragraph="More.", by=BY, at=NOON),
    "a day": lambda i: PlannedTask.objects.filter(code="evidence").update(due=date(2027, 1, 4)),
    "an address": lambda i: (
        Contact.objects.get(role="point-of-contact")
        .person.__class__.objects.filter(name="Poc")
        .update(email="other@example.org")
    ),
    "the lead": lambda i: TeamMember.objects.filter(inspection=i).update(until=NOON, ended_by="x"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_not_seen_does_not_go(whole: Inspection, change: str) -> None:
    draft = drafted(whole)
    seal = seen(draft).seal
    CHANGES[change](whole)
    with pytest.raises(CannotSend):
        send_letter(letter=draft, seal=seal, by=BY, at=NOON)
    assert letter_of(whole, draft.pk).state == "draft"
    assert not Recipient.objects.exists()


# What comes of it


def test_an_announcement_that_left_is_a_fact_and_its_task_is_done(whole: Inspection) -> None:
    letter = sent(whole)
    first, second = letter.recipients.all()
    note_delivery(recipient=first, reason="", by=BY, at=NOON)
    assert Needed.ANNOUNCEMENT_SENT not in true_of(whole, TODAY)
    note_delivery(recipient=second, reason="", by=BY, at=NOON)
    assert Needed.ANNOUNCEMENT_SENT in true_of(whole, TODAY)
    done = PlannedTask.objects.exclude(done_at=None)
    assert [(task.code, task.done_by) for task in done] == [("announcement", BY.id)]


def test_another_letter_finishes_nothing(whole: Inspection) -> None:
    brought(sent(whole, "evidence-reminder"))
    assert Needed.ANNOUNCEMENT_SENT not in true_of(whole, TODAY)
    assert not PlannedTask.objects.exclude(done_at=None).exists()


def test_a_server_that_fails_is_noted_and_only_who_got_nothing_gets_it_again(
    whole: Inspection, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    from eyre.platform import mail

    tried: list[str] = []

    def send(*, to: str, **_: object) -> None:
        tried.append(to)
        if len(tried) == 2:
            raise mail.NotSent("the mail server did not answer in time")

    monkeypatch.setattr("eyre.inspections.delivery.mail.send", send)
    with django_capture_on_commit_callbacks(execute=True):
        letter = sent(whole)
    letter = letter_of(whole, letter.pk)
    assert letter.state == "failed"
    assert [bool(each.left_at) for each in letter.recipients.all()] == [True, False]
    assert letter.recipients.last().reason == "the mail server did not answer in time"  # type: ignore[union-attr]
    assert Needed.ANNOUNCEMENT_SENT not in true_of(whole, TODAY)
    before = (letter.text, letter.html, letter.digest)
    with django_capture_on_commit_callbacks(execute=True):
        retry_letter(letter=letter, by=BY, at=NOON)
    letter = letter_of(whole, letter.pk)
    assert letter.state == "sent"
    assert tried == ["dora.director@example.org", "poc@example.org", "poc@example.org"]
    assert (letter.text, letter.html, letter.digest) == before


def test_a_letter_whose_fate_is_not_known_is_tried_again_only_by_somebody_and_later(
    whole: Inspection,
) -> None:
    letter = sent(whole)
    with pytest.raises(LeftAlready):
        retry_letter(letter=letter, by=BY, at=NOON + timedelta(minutes=9))
    assert retry_letter(letter=letter, by=BY, at=NOON + timedelta(minutes=11)).state == "sending"
    with pytest.raises(LeftAlready):
        retry_letter(letter=letter, by=BY, at=NOON + timedelta(minutes=12))


STEPS = st.lists(st.sampled_from(["send", "again", "left", "refused"]), max_size=8)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_happens_nobody_to_whom_it_left_gets_it_again(whole: Inspection, steps: list[str]) -> None:
    from django.db import transaction

    mails: list[int] = []
    with transaction.atomic():
        draft = drafted(whole)
        seal = seen(draft).seal
        for step in steps:
            letter = letter_of(whole, draft.pk)
            waits = Recipient.objects.filter(letter=letter, left_at=None, reason="")
            if step in ("send", "again"):
                try:
                    if step == "send":
                        send_letter(letter=letter, seal=seal, by=BY, at=NOON)
                    else:
                        retry_letter(letter=letter, by=BY, at=NOON)
                except LeftAlready:
                    continue
            elif letter.state == "sending" and (one := waits.first()):
                note_delivery(recipient=one, reason="" if step == "left" else "no", by=BY, at=NOON)
                mails += [one.pk] if step == "left" else []
        assert len(mails) == len(set(mails))
        found = letter_of(whole, draft.pk)
        left = [each.left_at is not None for each in found.recipients.all()]
        assert (found.state == "sent") == (bool(left) and all(left))
        transaction.set_rollback(True)
