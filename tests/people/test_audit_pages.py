"""The auditor's pages: who gets in, what is found, what is shown, what is taken away, and that each look is told."""

import csv
import io
import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from somebody import acting, signed_in, somebody

from audit_tables import past_the_triggers
from eyre.people.models import Person
from eyre.people.roles import Held, held_for
from eyre.platform.audit import Operation, record, record_read
from eyre.platform.audit.actions import note_verification
from eyre.platform.audit.models import AuditEvent
from eyre.platform.audit.sealing import seal_all
from eyre.platform.audit.verifying import verify

pytestmark = pytest.mark.django_db

NOON = datetime(2025, 3, 10, 12, tzinfo=UTC)  # in the past: what the pages write is of today
PATHS = ["", "export/", "heads/", "heads.json", "{0}/"]
ORGANISATION = [role.code for role in held_for(Held.ORGANISATION)]


@pytest.fixture
def bo() -> Person:
    """An administrator, who did something."""
    return somebody("Bo Ek", "administrator")


@pytest.fixture
def client() -> Client:
    """A browser in which the auditor is signed in."""
    return signed_in(somebody("Di Fisk", "auditor"))


def given_role(bo: Person, **other: Any) -> AuditEvent:
    told = {"by": acting(bo), "at": NOON, "operation": Operation.ALTERATION, "on": bo} | other
    return record("role.given", **told, before={"role": None}, after={"role": "analyst", "ok": True})


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def read_rows() -> list[tuple[str, str, str]]:
    return list(
        AuditEvent.objects.filter(chain="reads").order_by("id").values_list("action", "operation", "after")
    )


# Who gets in


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("role", [*ORGANISATION, ""])
def test_only_auditors_get_in(bo: Person, path: str, role: str) -> None:
    event = given_role(bo)
    someone = signed_in(somebody("Cy Twombly", *filter(None, [role])))
    answer = someone.get("/audit/" + path.format(event.pk))
    assert answer.status_code == (200 if role == "auditor" else 403)
    assert bool(read_rows()) is (role == "auditor")


@pytest.mark.parametrize("path", PATHS)
def test_nobody_is_asked_to_sign_in(bo: Person, path: str) -> None:
    answer = Client().get("/audit/" + path.format(given_role(bo).pk))
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/sign-in/")


@pytest.mark.parametrize("path", PATHS)
def test_nothing_but_reading_is_possible(client: Client, bo: Person, path: str) -> None:
    address = "/audit/" + path.format(given_role(bo).pk)
    for method in (client.post, client.put, client.patch, client.delete):
        assert method(address).status_code == 405


def test_a_row_that_is_not_there_is_not_found_and_only_auditors_learn_that(client: Client) -> None:
    assert client.get("/audit/999999/").status_code == 404
    assert client.get("/audit/99999999999999999999/").status_code == 404
    assert signed_in(somebody("Cy Twombly")).get("/audit/999999/").status_code == 403


@pytest.mark.parametrize("path", PATHS)
def test_no_cache_keeps_it_and_each_look_is_told_once(client: Client, bo: Person, path: str) -> None:
    event = given_role(bo)
    answer = client.get("/audit/" + path.format(event.pk))
    assert "no-store" in answer["Cache-Control"]
    assert len(read_rows()) == 1


# Searching


def test_the_list_shows_names_which_the_record_does_not_hold(client: Client, bo: Person) -> None:
    given_role(bo)
    told = words(client.get("/audit/"))
    assert "10 Mar 2025, 12:00:00" in told
    assert "Bo Ek, administrator" in told
    assert "people.person Bo Ek" in told
    assert "Bo Ek" not in json.dumps(list(AuditEvent.objects.values()), default=str)


def asked(client: Client, query: str) -> list[int]:
    answer = client.get(f"/audit/?{query}")
    return [line.id for line in answer.context["lines"]]


def test_every_filter_narrows(client: Client, bo: Person) -> None:
    first = given_role(bo).pk
    second = record_read(
        "case.seen", by=acting(bo, "inspector"), at=NOON + timedelta(days=1), on=("cases.case", "c-17")
    ).pk
    for query, expected in {
        f"who={bo.pk}": [second, first],
        "role=inspector": [second],
        "chain=reads&kind=cases.case": [second],
        "operation=alteration&action=role.given": [first],
        "subject=c-17": [second],
        "subject=c-1": [],
        "subject=c-1*": [second],
        f"kind=people.person&subject={bo.pk}&action=role.given": [first],
        "since=2025-03-10&until=2025-03-10": [first],
        "since_day=11&since_month=mar&since_year=2025&action=case.seen&who=" + str(bo.pk): [second],
        "until=2025-03-10&action=case.seen": [],
    }.items():
        assert asked(client, query) == expected, query


def test_a_search_is_told_with_what_was_asked(client: Client, bo: Person) -> None:
    given_role(bo)
    client.get(f"/audit/?who={bo.pk}&since=2025-03-10")
    ((action, operation, after),) = read_rows()
    assert (action, operation) == ("audit.searched", "consultation")
    assert json.loads(after) == {"actor": str(bo.pk), "since": "2025-03-10T00:00:00+00:00"}


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("subject=ada%40example.org", "not an e-mail address"),
        ("subject=two+words", "An id has no spaces"),
        ("subject=%E2%80%AEx", "An id has no spaces"),
        ("since=nonsense", "From must be a real date"),
        ("since_day=1", "From must include a month and year"),
        ("since=2026-11-23&until=2026-11-22", "The last day must be the first day or one after it"),
        ("who=nobody", "Who: choose one from the list"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_nothing_is_lost(
    client: Client, query: str, message: str
) -> None:
    answer = client.get(f"/audit/?{query}&operation=erasure")
    told = words(answer)
    assert told.count(message) == 2 or message.lower() in told.lower()
    assert "There is a problem" in told
    assert '<option value="erasure" selected>' in answer.content.decode()
    assert read_rows() == [("audit.searched", "consultation", '{"understood":false}')]


def test_pages_go_down_and_up_without_losing_the_question(client: Client, bo: Person) -> None:
    for number in range(120):
        given_role(bo, at=NOON + timedelta(minutes=number))
    first = client.get("/audit/?action=role.given")
    assert "120 rows" in words(first)
    second = client.get("/audit/" + first.context["older"])
    third = client.get("/audit/" + second.context["older"])
    shown = [line.id for page in (first, second, third) for line in page.context["lines"]]
    assert shown == sorted(shown, reverse=True)
    assert len(shown) == 120
    assert (first.context["newer"], third.context["older"]) == ("", "")
    back = client.get("/audit/" + third.context["newer"])
    assert back.context["lines"] == second.context["lines"]


@pytest.mark.parametrize(
    "place", ["older=x", "older=-1", "newer=9999999999999999999999", "older=٣", "older=&newer="]
)
def test_a_place_that_is_none_shows_the_newest(client: Client, bo: Person, place: str) -> None:
    event = given_role(bo)
    assert asked(client, f"{place}&action=role.given") == [event.pk]


def test_a_page_asks_the_database_few_questions(
    client: Client, bo: Person, django_assert_max_num_queries: Any
) -> None:
    for _ in range(60):
        given_role(bo)
    with django_assert_max_num_queries(18):
        client.get("/audit/")


def test_nothing_found_says_so(client: Client) -> None:
    assert "No row fits" in words(client.get("/audit/?subject=nothing"))


# One row


def test_a_row_shows_everything_and_its_seal(client: Client, bo: Person) -> None:
    event = given_role(bo, purpose="Joiners of the week")
    told = words(client.get(f"/audit/{event.pk}/"))
    for expected in (
        "Bo Ek",
        "Administrator",
        "192.0.2.7",
        "role.given",
        "Alteration",
        "Joiners of the week",
        "Not sealed yet",
    ):
        assert expected in told
    seal_all(at=NOON)
    answer = client.get(f"/audit/{event.pk}/")
    assert "As sealed" in words(answer)
    assert answer.context["seal"].is_as_sealed
    assert answer.context["seal"].digest in words(answer)
    assert (
        AuditEvent.objects.filter(
            action="audit.opened", after=json.dumps({"row": event.pk}).replace(" ", "")
        ).count()
        == 2
    )


def test_each_row_is_found_in_its_segment(client: Client, bo: Person) -> None:
    rows = []
    for number in range(3):
        rows += [given_role(bo), record_read("case.seen", by=acting(bo), at=NOON, on=("cases.case", "c"))]
        seal_all(at=NOON + timedelta(days=number))
    for place, event in enumerate(rows):
        seal = client.get(f"/audit/{event.pk}/").context["seal"]
        assert (seal.is_as_sealed, seal.number) == (True, place // 2 + 1)


def test_a_row_that_was_altered_is_no_longer_as_sealed(client: Client, bo: Person) -> None:
    event = given_role(bo)
    seal_all(at=NOON)
    with past_the_triggers():
        AuditEvent.objects.filter(pk=event.pk).update(origin="203.0.113.9")
    answer = client.get(f"/audit/{event.pk}/")
    assert not answer.context["seal"].is_as_sealed
    assert "run eyre audit verify" in words(answer)


PLANTED = ["<script>alert(1)</script>", "x\nrole.given", "\u202egro.elpmaxe", "{{ 7|add:7 }}", "&amp;"]


@pytest.mark.parametrize("planted", PLANTED)
def test_what_was_planted_in_an_id_stays_text_on_one_line(client: Client, planted: str) -> None:
    told = {"chain": "writes", "at": NOON, "operation": "alteration", "role": planted[:40], "origin": planted}
    event = AuditEvent.objects.create(
        **told,
        actor=planted,
        action="role.given",
        subject_kind=planted,
        subject_id=planted,
        before=planted,
        after='"x"',
    )
    for path in ("", f"{event.pk}/"):
        html = client.get(f"/audit/{path}").content.decode()
        assert "<script>alert" not in html
        assert "\u202e" not in html
        assert "x\nrole.given" not in html
    assert client.get(f"/audit/{event.pk}/").status_code == 200


# Taking away


def test_an_export_holds_what_was_asked_and_is_a_disclosure(client: Client, bo: Person) -> None:
    event = given_role(bo)
    answer = client.get("/audit/export/?action=role.given&file=csv")
    assert answer["Content-Type"].startswith("text/csv")
    assert re.fullmatch(
        r'attachment; filename="audit-\d{4}-\d\d-\d\d-\d{4}\.csv"', answer["Content-Disposition"]
    )
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert [line["id"] for line in csv.DictReader(io.StringIO(text))] == [str(event.pk)]
    ((action, operation, after),) = read_rows()
    assert (action, operation) == ("audit.exported", "disclosure")
    assert json.loads(after) == {"action": "role.given", "form": "csv", "rows": 1}
    lines = b"".join(client.get("/audit/export/?action=role.given&file=jsonl").streaming_content)  # type: ignore[attr-defined]
    assert json.loads(lines)["after"] == {"role": "analyst", "ok": True}


@pytest.mark.parametrize("query", ["file=exe", "file=csv&subject=two+words", "file=csv&who=" + "x" * 20_000])
def test_an_export_of_nothing_that_can_be_asked_comes_back_as_the_question(
    client: Client, query: str
) -> None:
    answer = client.get(f"/audit/export/?{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/html")
    assert [action for action, _, _ in read_rows()] == ["audit.searched"]


# The seals


def test_the_seals_are_shown_with_the_latest_verification(client: Client, bo: Person) -> None:
    assert "None yet" in words(client.get("/audit/heads/"))
    given_role(bo)
    seal_all(at=NOON)
    found = verify("writes")
    note_verification(found=found, by=acting(bo), at=NOON)
    told = words(client.get("/audit/heads/"))
    assert found.head in told
    assert "10 March 2025, 12:00:00 UTC Whole" in told
    assert "Never" in told


def test_the_heads_are_taken_away_as_a_file(client: Client, bo: Person) -> None:
    given_role(bo)
    seal_all(at=NOON)
    answer = client.get("/audit/heads.json")
    assert json.loads(answer.content)["heads"][0]["head"] == verify("writes").head
    assert [row[:2] for row in read_rows()] == [("heads.exported", "disclosure")]
