"""A case on its form without scripts: who sees what, what is saved, and what comes back when something is wrong."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.utils.timezone import now

from case_made import made_case
from cast import Cast, signed_in
from eyre.cases.actions import taking
from eyre.cases.journal.rules import Kept
from eyre.cases.models import AnswerNow, Assessment, CaseAllocation, JournalEntry, QuarantinedOperation
from eyre.core.journal import Operation
from eyre.platform.audit.models import AuditEvent
from eyre.site.views.case_form_keys import KEYS

pytestmark = pytest.mark.django_db
HIDDEN = re.compile(r'data-section="{}".*?name="seen" value="([^"]*)"', re.DOTALL)


@pytest.fixture
def case(cast: Cast) -> Iterator[Assessment]:
    with transaction.atomic():
        yield made_case(cast.southfold, cast["inspector"])
        transaction.set_rollback(True)


@pytest.fixture
def inspector(cast: Cast) -> Client:
    return signed_in(cast["inspector"])


def address(case: Assessment) -> str:
    return f"/desk/{case.inspection_id}/cases/{case.pk}/"


def seen_in(page: str, section: str) -> str:
    """What the page says its writer saw in a section."""
    found = re.search(f'data-section="{re.escape(section)}".*?name="seen" value="([^"]*)"', page, re.DOTALL)
    assert found
    return found[1].replace("&quot;", '"')


def sent(browser: Client, case: Assessment, section: str, **told: str) -> Any:
    """A section sent as a browser without scripts sends it, over what it shows now."""
    page = browser.get(address(case)).content.decode()
    return browser.post(address(case), {"section": section, "seen": seen_in(page, section), **told})


def values(case: Assessment) -> dict[str, object]:
    return dict(AnswerNow.objects.filter(assessment=case).values_list("key", "value"))


def test_my_cases_lists_the_case(case: Assessment, inspector: Client) -> None:
    page = inspector.get(f"/desk/{case.inspection_id}/cases/").content.decode()
    assert "C-7KQ2MX" in page
    assert "Licence and custody" in page
    assert "Not begun" in page


def test_nobody_else_has_it_in_their_list(case: Assessment, cast: Cast) -> None:
    page = signed_in(cast["second-inspector"]).get(f"/desk/{case.inspection_id}/cases/").content.decode()
    assert "C-7KQ2MX" not in page


def test_the_whole_case_stands_on_one_page(case: Assessment, inspector: Client) -> None:
    page = inspector.get(address(case)).content.decode()
    assert "0 of 77 answered, 0 not relevant" in page
    assert page.count('class="govuk-fieldset eyre-item') == 74
    assert "The case list says: High" in page
    assert "Guidance on P2.1.3" in page
    assert "29 things are missing" in page


def test_a_section_is_saved_at_once(case: Assessment, inspector: Client) -> None:
    reply = sent(
        inspector,
        case,
        "P2.1",
        **{"prompt:P2.1.1/a": "yes", "question:P2.1.1": "no", "note:P2.1.1": "Nobody asked her."},
    )
    assert (reply.status_code, reply["Location"]) == (302, f"{address(case)}#section-P2.1")
    assert values(case) == {
        "prompt:P2.1.1/a": "yes",
        "question:P2.1.1": "no",
        "note:P2.1.1": "Nobody asked her.",
    }
    page = inspector.get(address(case)).content.decode()
    assert "3 answers saved" in page
    assert "Nobody asked her." in page
    assert 'value="no" checked' in page


def test_what_was_not_changed_is_not_written_again(case: Assessment, inspector: Client) -> None:
    told = {"prompt:P2.1.1/a": "yes", "question:P2.1.1": "yes", "note:P2.1.1": "One\r\nTwo"}
    sent(inspector, case, "P2.1", **told)
    sent(inspector, case, "P2.1", **told)
    assert JournalEntry.objects.filter(assessment=case).count() == 3


def test_an_answer_is_taken_back(case: Assessment, inspector: Client) -> None:
    sent(inspector, case, "P2.1", **{"question:P2.1.1": "yes", "note:P2.1.1": "Seen"})
    sent(inspector, case, "P2.1", **{"question:P2.1.1": "", "note:P2.1.1": " "})
    assert values(case) == {"question:P2.1.1": None, "note:P2.1.1": None}


def test_every_mistake_is_told_and_nothing_is_lost(case: Assessment, inspector: Client) -> None:
    told = {"fact:age": "old", "fact:practitioners": "900", "fact:began": "2026-02-31", "fact:sex": "female"}
    reply = sent(inspector, case, "facts", **told)
    page = reply.content.decode()
    assert reply.status_code == 422
    assert "<title>Error: " in page.replace("\n", "")
    for words in ("takes a whole number.", "from 1 to 40", "a date of the calendar"):
        assert page.count(words) == 2, "in the summary and beside the input"
    for typed in told.values():
        assert f'value="{typed}"' in page
    assert 'value="female" checked' in page
    assert not values(case)


def test_a_mistake_does_not_make_one_write_over_what_others_wrote(
    case: Assessment, inspector: Client
) -> None:
    """Page seen, another window answers the same question, ours comes back with a mistake and is sent again."""
    before = seen_in(inspector.get(address(case)).content.decode(), "facts")
    sent(inspector, case, "facts", **{"fact:sex": "female", "fact:practitioners": "2"})
    told = {
        "section": "facts",
        "seen": before,
        "fact:sex": "male",
        "fact:practitioners": "",
        "fact:age": "old",
    }
    page = inspector.post(address(case), told).content.decode()
    again = told | {"seen": seen_in(page, "facts"), "fact:age": "34"}
    assert inspector.post(address(case), again).status_code == 302
    held = AnswerNow.objects.get(assessment=case, key="fact:sex")
    assert held.is_conflict, "both answers stand side by side"
    assert values(case)["fact:practitioners"] == 2, "what was never touched here is not emptied"
    assert values(case)["fact:age"] == 34


def test_what_is_sent_after_the_case_was_handed_over_is_kept_apart(
    case: Assessment, inspector: Client, cast: Cast
) -> None:
    before = seen_in(inspector.get(address(case)).content.decode(), "P2.1")
    CaseAllocation.objects.filter(case=case.case).update(until=now(), ended_by="x", reason="Away")
    told = {"section": "P2.1", "seen": before, "note:P2.1.1": "An afternoon of reading"}
    page = inspector.post(address(case), told, follow=True).content.decode()
    assert "is kept apart" in page
    assert "The case is not with you." in page
    assert "has been told of this alert" not in page
    alert = {"section": "marks", "mark": "alert", "text": "A child is alone with him"}
    assert (
        "The lead inspector has been told"
        in inspector.post(address(case), alert, follow=True).content.decode()
    )
    kept = QuarantinedOperation.objects.filter(assessment=str(case.pk)).earliest("pk")
    assert b"An afternoon of reading" in bytes(kept.content)
    assert not values(case)


def test_what_was_set_apart_comes_back_as_it_was_typed(
    case: Assessment, inspector: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of two answers is refused while it is saved: the other is shown as saved, the words are not lost."""
    check = taking.check_form

    def refusing(form: str, said: Operation, *others: object) -> None:
        if said.key == "note:P2.1.1":
            raise Kept("value", "Not now.")
        check(form, said, *others)

    monkeypatch.setattr(taking, "check_form", refusing)
    reply = sent(inspector, case, "P2.1", **{"question:P2.1.1": "no", "note:P2.1.1": "Nobody asked her."})
    page = reply.content.decode()
    assert reply.status_code == 422
    assert "Nobody asked her.</textarea>" in page
    assert "Not now." in page
    assert list(json.loads(seen_in(page, "P2.1"))) == ["question:P2.1.1"]
    assert re.search(r'name="question:P2.1.1"[^>]*value="no" checked', page)


def test_who_settles_settles_only_what_they_saw(case: Assessment, inspector: Client) -> None:
    none = seen_in(inspector.get(address(case)).content.decode(), "P2.1")
    for value in ("yes", "no"):
        inspector.post(address(case), {"section": "P2.1", "seen": none, "question:P2.1.1": value})
    page = inspector.get(address(case)).content.decode()
    inspector.post(address(case), {"section": "P2.1", "seen": none, "question:P2.1.1": "not-relevant"})
    chosen = re.findall(r'name="settle:question:P2.1.1" id="settle:([^"]*)"', page)
    told = {"section": "P2.1", "seen": seen_in(page, "P2.1"), "settle:question:P2.1.1": chosen[0]}
    inspector.post(address(case), told)
    assert AnswerNow.objects.get(assessment=case, key="question:P2.1.1").is_conflict, "the third was not seen"


def test_facts_decide_what_is_asked(case: Assessment, inspector: Client) -> None:
    sent(inspector, case, "facts", **{"fact:risk_judged": "low"})
    page = inspector.get(address(case)).content.decode()
    assert "1 of 57 answered" in page
    sent(inspector, case, "facts", **{"fact:risk_judged": "high"})
    assert "of 77 answered" in inspector.get(address(case)).content.decode()


def test_two_windows_make_a_conflict_that_one_settles(case: Assessment, inspector: Client) -> None:
    page = inspector.get(address(case)).content.decode()
    seen = seen_in(page, "P2.1")
    for value in ("yes", "no"):
        inspector.post(address(case), {"section": "P2.1", "seen": seen, "question:P2.1.1": value})
    page = inspector.get(address(case)).content.decode()
    assert "Two answers were saved" in page
    chosen = re.findall(r'name="settle:question:P2.1.1" id="settle:([^"]*)"', page)
    assert len(chosen) == 2
    inspector.post(
        address(case), {"section": "P2.1", "seen": seen_in(page, "P2.1"), "settle:question:P2.1.1": chosen[0]}
    )
    assert values(case) == {"question:P2.1.1": "yes"}
    assert "Two answers were saved" not in inspector.get(address(case)).content.decode()


def test_marks_and_alerts_are_made_and_marks_withdrawn(case: Assessment, inspector: Client) -> None:
    for mark in ("quotation", "practice", "alert"):
        told = {"section": "marks", "mark": mark, "text": f"A {mark} <b>", "question": "P2.1.1"}
        assert inspector.post(address(case), told).status_code == 302
    page = inspector.get(address(case)).content.decode()
    assert "Quotation, P2.1.1: “A quotation &lt;b&gt;”" in page
    assert "Alert: immediate risk of harm, P2.1.1" in page
    keys = re.findall(r'name="withdraw" value="([^"]*)"', page)
    assert [key.partition(":")[0] for key in keys] == ["quotation", "practice"]
    inspector.post(address(case), {"section": "marks", "withdraw": keys[0]})
    assert "A quotation" not in inspector.get(address(case)).content.decode()
    empty = inspector.post(address(case), {"section": "marks", "mark": "alert", "text": " "})
    assert empty.status_code == 422
    assert "Write what the immediate risk is" in empty.content.decode()


@pytest.mark.parametrize(
    "seen", ["", "[]", "x", '{"question:P2.1.1": 7}', '{"question:P2.1.1": [["x"], 1]}', "[" * 90_000]
)
def test_a_page_that_saw_nothing_readable_still_saves(case: Assessment, inspector: Client, seen: str) -> None:
    reply = inspector.post(address(case), {"section": "P2.1", "seen": seen, "question:P2.1.1": "yes"})
    assert reply.status_code in (302, 422)


@pytest.mark.parametrize("section", ["", "9.9", "../x", "facts\0", "javascript:alert(1)"])
def test_a_section_that_is_none_changes_nothing(case: Assessment, inspector: Client, section: str) -> None:
    reply = inspector.post(address(case), {"section": section, "question:P2.1.1": "yes"})
    assert reply.status_code in (302, 400)
    assert not values(case)


def test_the_lead_inspector_reads_and_does_not_write(case: Assessment, cast: Cast) -> None:
    lead = signed_in(cast["lead-inspector"])
    page = lead.get(address(case)).content.decode()
    assert "You read this case and do not write in it." in page
    assert "eyre-item" not in page
    assert "Not answered yet" in page
    reply = lead.post(address(case), {"section": "P2.1", "seen": "{}", "question:P2.1.1": "yes"})
    assert reply.status_code == 403
    assert not values(case)


@pytest.mark.parametrize(
    ("who", "status"),
    [("outsider", 404), ("panel-chair", 403), ("operations-officer", 403), ("local-assessor", 200)],
)
def test_others_are_kept_out(case: Assessment, cast: Cast, who: str, status: int) -> None:
    browser = signed_in(cast[who])
    assert browser.get(address(case)).status_code == status
    assert browser.get(f"{address(case)}state/").status_code == status


def test_a_case_of_another_inspection_is_not_found(case: Assessment, cast: Cast, inspector: Client) -> None:
    assert inspector.get(f"/desk/{cast.westmarch.pk}/cases/{case.pk}/").status_code == 404
    assert inspector.get(f"/desk/{case.inspection_id}/cases/{uuid4()}/").status_code == 404


def test_one_view_is_one_row_of_the_record(case: Assessment, inspector: Client) -> None:
    latest = AuditEvent.objects.latest("id").pk
    inspector.get(address(case))
    rows = AuditEvent.objects.filter(id__gt=latest)
    assert [(row.action, row.subject_id) for row in rows] == [("assessment.seen", case.inspection_id)]


def test_the_form_is_given_as_data(case: Assessment, inspector: Client) -> None:
    told = inspector.get(f"/desk/{case.inspection_id}/cases/forms/{case.form}/").json()
    assert told["id"] == case.form
    assert told["digest"] == case.form_digest
    assert inspector.get(f"/desk/{case.inspection_id}/cases/forms/none/").status_code == 404


def test_the_news_are_what_others_wrote(case: Assessment, cast: Cast, inspector: Client) -> None:
    sent(inspector, case, "P2.1", **{"question:P2.1.1": "yes"})
    own = inspector.get(f"{address(case)}state/").json()
    assert own["states"] == {}
    assert own["number"] > 0
    others = signed_in(cast["lead-inspector"]).get(f"{address(case)}state/").json()
    assert others["states"]["question:P2.1.1"]["value"] == "yes"
    assert others["mayWrite"] is False
    later = signed_in(cast["lead-inspector"]).get(f"{address(case)}state/?since={own['number']}").json()
    assert later["states"] == {}
    for since in ("x", "-1", "9" * 40, "１"):
        assert inspector.get(f"{address(case)}state/", {"since": since}).status_code == 200


def test_the_page_asks_a_fixed_number_of_questions(
    case: Assessment, inspector: Client, django_assert_max_num_queries: Any
) -> None:
    told = {f"question:P2.{n}.{q}": "yes" for n in (1, 2, 3, 4) for q in (1, 2, 3)}
    for n in (1, 2, 3, 4):
        sent(inspector, case, f"P2.{n}", **told)
    with django_assert_max_num_queries(17):
        inspector.get(address(case))


def test_settings_hold_no_more_than_the_page_shows(case: Assessment, inspector: Client) -> None:
    page = inspector.get(address(case)).content.decode()
    found = re.search(r'data-settings="([^"]*)"', page)
    assert found
    told = json.loads(found[1].replace("&quot;", '"'))
    assert set(told) == {"assessment", "edition", "kind", "person", "name", "attributes", "number"}


def test_nothing_written_breaks_out_of_the_page(case: Assessment, cast: Cast, inspector: Client) -> None:
    """The body is joined by hand: whatever was written, listed or named stays words."""
    evil = "</textarea><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    type(case.case).objects.filter(pk=case.case_id).update(attributes={"sex": evil, "risk": evil})
    type(cast["inspector"]).objects.filter(pk=cast["inspector"].pk).update(name=evil[:150])
    seen = seen_in(inspector.get(address(case)).content.decode(), "P2.1")
    for ending in ("one", "two"):
        inspector.post(address(case), {"section": "P2.1", "seen": seen, "note:P2.1.1": evil + ending})
    sent(inspector, case, "case", **{"note:case": evil})
    inspector.post(address(case), {"section": "marks", "mark": "quotation", "text": evil})
    mistaken = inspector.post(address(case), {"section": "facts", "seen": "{}", "fact:age": evil})
    reading = signed_in(cast["lead-inspector"]).get(address(case))
    for reply in (inspector.get(address(case)), mistaken, reading):
        page = reply.content.decode()
        assert "<img" not in page
        assert "<script>" not in page
        assert "&lt;img src=x onerror=alert(1)&gt;" in page


def test_the_documentation_lists_every_key() -> None:
    page = (Path(__file__).parents[2] / "docs/inspectors/case-form.md").read_text("utf-8")
    for key, does in KEYS[:-1]:
        for one in key.split(" to "):
            assert f"<kbd>{one}</kbd>" in page
        assert does in page or key in ("j", "k")
