"""The pages of the register and of judgements, with the story of Westmarch told: who sees what, and each step by its form."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from cast import Cast, signed_in
from eyre.platform.audit.models import AuditEvent
from eyre.ratings.models import Judgement

pytestmark = pytest.mark.django_db
LEAD, OWEN, PRIYA, MOIRA = "lead-inspector", "inspector", "second-inspector", "quality-lead"


@pytest.fixture(autouse=True)
def _undone(story: Cast) -> Iterator[None]:
    """The story is told once for the module: what a test does is undone."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def below(story: Cast, path: str) -> str:
    return f"/desk/{story.westmarch.pk}/{path}"


def body(reply: Any) -> str:
    return b"".join(reply.streaming_content).decode() if reply.streaming else str(reply.content.decode())


def page(story: Cast, who: str, path: str, status: int = 200) -> str:
    reply = signed_in(story[who]).get(below(story, path))
    assert reply.status_code == status, path
    return body(reply)


def posted(story: Cast, who: str, path: str, status: int = 302, **told: Any) -> str:
    reply = signed_in(story[who]).post(below(story, path), told)
    assert reply.status_code == status, body(reply)
    return body(reply)


def test_the_register_is_narrowed_and_says_what_is_lacking(story: Cast) -> None:
    whole = page(story, LEAD, "evidence-register/")
    assert "11 pieces of evidence" in whole
    assert "P2.1 Assessment (rated from cases)" in whole
    narrowed = page(story, LEAD, "evidence-register/?standard=P1.2&direction=weakness")
    assert "2 of 11 pieces" in narrowed
    assert "Vacancies by office" in narrowed
    assert "Survey of practitioners" not in narrowed
    assert "1 of 11 pieces" in page(story, LEAD, "evidence-register/?relied=withdrawn")
    assert "Nothing in the register fits" in page(story, LEAD, "evidence-register/?kind=data&q=nowhere")
    idle = page(story, LEAD, "evidence-register/?relied=no")
    assert "Backlog of unpaid work" in idle


def test_the_csv_holds_what_the_list_shows_and_runs_no_formula(story: Cast) -> None:
    told = {"kind": "other", "title": "=1+1", "source": "A", "held_on": "2026-11-02", "text": "x"}
    posted(story, OWEN, "evidence-register/add/", **told)
    rows = list(csv.reader(io.StringIO(page(story, OWEN, "evidence-register/register.csv"))))
    assert len(rows) == 13
    assert rows[2][:3] == ["E2", "Meeting or focus group", "Focus group of eleven practitioners"]
    assert rows[2][7] == "P1.1.1: weakness; P1.1.3: neither; P1.2.1: weakness"
    assert rows[12][2] == "'=1+1"


def test_evidence_is_added_linked_changed_and_withdrawn(story: Cast) -> None:
    wrong = posted(story, OWEN, "evidence-register/add/", 200, speaks_to="P1.2/P1.2.1")
    for words in (
        "Choose what kind",
        "Enter what it is called",
        "Enter where it comes from",
        "Choose whether",
    ):
        assert words in wrong
    told = {"kind": "meeting", "title": "Forum", "source": "Users", "held_on": "2026-11-02", "text": "Short."}
    chosen = {"speaks_to": "P1.2/P1.2.1", "direction": "strength"}
    posted(story, OWEN, "evidence-register/add/", **told, **chosen)
    posted(story, OWEN, "evidence-register/12/", **{"link-speaks_to": "P1.3/", "link-direction": "weakness"})
    shown = page(story, OWEN, "evidence-register/12/")
    assert "P1.2.1: strength" in shown
    assert "P1.3: weakness" in shown
    again = told | {"text": "Longer.", "seen": "1"}
    posted(story, OWEN, "evidence-register/12/change/", **again)
    assert "in the meantime" in posted(story, OWEN, "evidence-register/12/change/", 200, **again)
    posted(story, OWEN, "evidence-register/12/withdraw/", reason="Another service.")
    ended = page(story, OWEN, "evidence-register/12/")
    assert "Withdrawn on" in ended
    assert "Take away" not in ended
    posted(story, MOIRA, "evidence-register/add/", 403, **told)


def test_a_file_of_the_register_is_served_and_its_taking_recorded(story: Cast) -> None:
    assert "Delivery plan" in page(story, PRIYA, "evidence-register/3/")
    before = AuditEvent.objects.filter(action="register.file_taken").count()
    assert "delivery plan" in page(story, PRIYA, "evidence-register/3/versions/1/file/")
    assert AuditEvent.objects.filter(action="register.file_taken").count() == before + 1
    page(story, PRIYA, "evidence-register/3/versions/9/file/", 404)


def test_the_list_says_how_far_each_judgement_has_come(story: Cast) -> None:
    shown = page(story, LEAD, "judgements/")
    assert "5 of 7 wait to be judged" in shown
    for words in ("Returned", "To be read", "Draft", "Agreed", "5 things that do not fit"):
        assert words in shown
    fits = page(story, LEAD, "judgements/consistency/")
    assert "P1.1 Leadership is judged Good, over weak casework: 3 of 4" in fits
    assert "strengths (E6) and weaknesses (E7)" in fits


def test_a_returned_judgement_is_written_anew_read_and_agreed(story: Cast) -> None:
    shown = page(story, LEAD, "judgements/P1.1/")
    assert "Moira Candlewick does not agree" in shown
    assert "Changed since" in shown
    number = shown.partition('name="comment" value="')[2].partition('"')[0]
    form = written(story, LEAD, "P1.1") | {"outcome": "requires_improvement", "step": "submit"}
    assert "1 comment waits to be resolved" in posted(story, LEAD, "judgements/P1.1/write/", 200, **form)
    resolved = {"step": "resolve", "comment": number, "resolve-how": "E2 is weighed now."}
    posted(story, LEAD, "judgements/P1.1/", **resolved)
    posted(story, LEAD, "judgements/P1.1/write/", **form)
    assert "Read it as a second person" not in page(story, LEAD, "judgements/P1.1/")
    assert "Read it as a second person" in page(story, PRIYA, "judgements/P1.1/")
    posted(story, PRIYA, "judgements/P1.1/", 200, step="read", version="2", **{"reading-agrees": "no"})
    posted(story, PRIYA, "judgements/P1.1/", step="read", version="2", **{"reading-agrees": "yes"})
    history = page(story, MOIRA, "judgements/P1.1/versions/")
    assert "Version 2" in history
    assert "returned by Moira Candlewick" in history
    assert "agreed by Priya Fernleigh" in history


def written(story: Cast, who: str, ref: str) -> dict[str, Any]:
    """What the form of a standard holds as it is opened."""
    reply = signed_in(story[who]).get(below(story, f"judgements/{ref}/write/"))
    form = reply.context["form"]
    return {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}


def test_what_is_missing_stands_beside_each_answer(story: Cast) -> None:
    told = written(story, LEAD, "P1.3")
    given = {name: value for name, value in told.items() if value is not None} | {"evidence": []}
    wrong = posted(story, LEAD, "judgements/P1.3/write/", 200, **given, step="submit")
    for words in ("Choose the band of P1.3.1", "Write why P1.3.3 is judged so", "at least one piece"):
        assert words in wrong
    assert 'href="#id_words_P1.3.3"' in wrong
    posted(story, LEAD, "judgements/P1.3/write/", **given, step="draft")


def test_somebody_who_was_slower_writes_over_what_they_were_told_of(story: Cast) -> None:
    told = {name: value for name, value in written(story, LEAD, "P1.3").items() if value is not None}
    posted(story, LEAD, "judgements/P1.3/write/", **told, step="draft")
    slower = posted(story, LEAD, "judgements/P1.3/write/", 200, **told, step="draft")
    assert "in the meantime" in slower
    seen = slower.partition('name="seen" value="')[2].partition('"')[0]
    posted(story, LEAD, "judgements/P1.3/write/", **(told | {"seen": seen}), step="draft")


def test_from_cases_only_what_the_rule_gives_is_confirmed(story: Cast) -> None:
    shown = page(story, LEAD, "judgements/P2.4/write/")
    assert "The lowest share governs" in shown
    told = {"seen": "1.1", "outcome": "good", "step": "submit"}
    assert "good is not one of the available choices" in posted(
        story, LEAD, "judgements/P2.4/write/", 200, **told
    )
    posted(story, LEAD, "judgements/P2.4/write/", **(told | {"outcome": "outstanding"}))
    assert Judgement.objects.get(inspection=story.westmarch, standard_ref="P2.4").state == "submitted"


def test_my_work_says_what_waits(story: Cast) -> None:
    def work(who: str) -> str:
        return body(signed_in(story[who]).get("/desk/"))

    assert "1 returned, 2 in draft" in work(LEAD)
    assert "read the judgement of P1.2" in work(PRIYA)
    assert "read the judgement" not in work(LEAD)
    assert "judge the standards" not in work(OWEN)


@pytest.mark.parametrize(
    "who", ["local-assessor", "operations-officer", "point-of-contact", "publications-officer"]
)
def test_others_are_told_that_it_is_not_for_them(story: Cast, who: str) -> None:
    page(story, who, "evidence-register/", 403)
    page(story, who, "judgements/P1.1/", 403)


def test_what_is_not_there_is_not_found(story: Cast) -> None:
    for path in (
        "evidence-register/99/",
        "judgements/P9.9/",
        "judgements/P9.9/versions/",
        "judgements/facts/x/",
    ):
        page(story, LEAD, path, 404)
    posted(story, PRIYA, "judgements/P1.2/", 404, step="read", version="77", **{"reading-agrees": "yes"})
    posted(story, PRIYA, "judgements/P1.2/", 404, step="resolve", comment="9" * 30, **{"resolve-how": "x"})
