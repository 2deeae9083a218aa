"""The pages of work: who gets which, what stands on them, and what is written down when they are opened."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cast import Cast, signed_in
from eyre.inspections.exceptions import CannotJoin
from eyre.inspections.models import Inspection, TeamMember
from eyre.platform.audit.models import AuditEvent, Chain
from eyre.providers.exceptions import CannotDeclare, CannotName
from eyre.providers.models import Contact, Interest
from published_data import NOON

pytestmark = pytest.mark.django_db

PARTS = ("", "team/", "ratings/", "ratings/P2.1/", "answers/", "answers/{question}/", "answers-file/")
YES, NO, SECRET = 200, 403, 404
# what each of the cast gets of Westmarch, in the order of PARTS
EXPECTED = {
    "lead-inspector": (YES,) * 7,
    "inspector": (YES,) * 7,
    "local-assessor": (YES, YES, NO, NO, YES, YES, YES),
    "quality-lead": (YES,) * 7,
    "panel-chair": (YES, YES, YES, YES, NO, NO, NO),
    "report-editor": (YES, YES, YES, YES, NO, NO, NO),
    "operations-officer": (YES, YES, NO, NO, NO, NO, NO),
    "publications-officer": (YES, YES, NO, NO, NO, NO, NO),
    "point-of-contact": (YES, YES, NO, NO, NO, NO, NO),
    "accountable-director": (YES, YES, NO, NO, NO, NO, NO),
    "analyst": (SECRET,) * 7,
    "auditor": (SECRET,) * 7,
    "administrator": (SECRET,) * 7,
    "outsider": (SECRET,) * 7,
}


@pytest.fixture
def question(cast: Cast) -> str:
    """A question that was put to the cases of Westmarch."""
    from eyre.cases.models import FrozenAnswers

    return str(FrozenAnswers.objects.get(inspection=cast.westmarch).questions[0])


def main_of(page: Any) -> str:
    """What stands in the middle of a page: the demonstration's banner says beside it who one is."""
    return str(page.content.decode().partition("<main")[2].partition("</main>")[0])


def reads() -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(chain=Chain.READS).order_by("pk"))


@pytest.mark.parametrize("who", EXPECTED)
def test_each_gets_what_their_role_shows_and_every_look_is_written_down(
    cast: Cast, question: str, who: str
) -> None:
    browser = signed_in(cast[who])
    for part, expected in zip(PARTS, EXPECTED[who], strict=True):
        before = len(reads())
        page = browser.get(f"/desk/{cast.westmarch.pk}/{part.format(question=question)}")
        assert page.status_code == expected, (part, page.status_code)
        found = reads()[before:]
        assert len(found) == (1 if expected == YES else 0), part
        for row in found:
            assert (row.actor, row.subject_id) == (str(cast[who].pk), cast.westmarch.pk)
            assert row.operation == ("disclosure" if part == "answers-file/" else "consultation")
        if page.status_code != YES:
            assert "Westmarch" not in main_of(page)
        assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("who", ["inspector", "second-inspector"])
def test_an_interest_and_leaving_shut_the_door(cast: Cast, who: str) -> None:
    """One declared an interest in Eastmere, the other left its team: for both it is as if it were not."""
    browser = signed_in(cast[who])
    there, nowhere = browser.get(f"/desk/{cast.eastmere.pk}/"), browser.get("/desk/pdu-2026-nowhere/")
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert main_of(there) == main_of(nowhere)
    for path in ("/desk/", "/desk/inspections/", "/desk/inspections/?q=eastmere"):
        assert "/desk/pdu-2026-eastmere" not in main_of(browser.get(path))


def test_nobody_is_sent_to_sign_in(cast: Cast) -> None:
    for path in ("", "inspections/", "interests/", f"{cast.westmarch.pk}/", "pdu-2026-nowhere/"):
        reply = Client().get(f"/desk/{path}")
        assert reply.status_code == 302
        assert reply["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("who", EXPECTED)
def test_the_first_page_opens_for_everybody(cast: Cast, who: str) -> None:
    browser = signed_in(cast[who])
    for path in ("/desk/", "/desk/inspections/"):
        before = len(reads())
        page = browser.get(path)
        words = main_of(page)
        assert page.status_code == 200
        assert ("Westmarch" in words) == (EXPECTED[who][0] == YES)
        shows = f'href="/desk/{cast.westmarch.pk}/"' in words or f'href="/desk/{cast.eastmere.pk}/"' in words
        assert len(reads()) - before == (1 if shows else 0)


def test_the_draft_rating_stands_where_it_may(cast: Cast) -> None:
    """On the page of the inspection, and in the one row that the look leaves; for nobody who may not see it."""
    for who, expected in EXPECTED.items():
        if expected[0] != YES:
            continue
        page = main_of(signed_in(cast[who]).get(f"/desk/{cast.westmarch.pk}/"))
        may = expected[2] == YES
        assert ("Draft rating, as it stands" in page) == may, who
        assert json.loads(reads()[-1].after) == {"draft_ratings": may}


def test_a_published_inspection_leads_to_its_public_page(cast: Cast) -> None:
    page = signed_in(cast["analyst"]).get("/desk/pdu-2023-cumbria/")
    assert (page.status_code, page["Location"]) == (302, "/inspections/pdu-2023-cumbria/")
    assert signed_in(cast["quality-lead"]).get("/desk/pdu-2023-cumbria/").status_code == 200
    assert signed_in(cast["quality-lead"]).get("/desk/pdu-2023-cumbria/ratings/").status_code == 302
    assert signed_in(cast["analyst"]).get("/desk/pdu-2023-cumbria/team/").status_code == 403
    assert signed_in(cast["analyst"]).get("/desk/pdu-2023-cumbria/answers-file/").status_code == 200
    assert reads()[-1].operation == "disclosure"
    assert reads()[-1].role == "analyst"


def test_the_answers_file_is_what_eyre_rate_reads(cast: Cast) -> None:
    file = signed_in(cast["lead-inspector"]).get(f"/desk/{cast.westmarch.pk}/answers-file/")
    lines = b"".join(file).decode().splitlines() if file.streaming else file.content.decode().splitlines()
    assert lines[0].startswith("inspection,edition,case,question,answer")
    assert lines[1].startswith(f"{cast.westmarch.pk},hmip-probation-pdu-2023,WESTMARCH-01,")
    assert json.loads(reads()[-1].after) == {"cases": 20}
    empty = signed_in(cast["quality-lead"]).get(f"/desk/{cast.eastmere.pk}/answers-file/")
    assert empty.status_code == 404
    assert "No answers" in empty.content.decode()


# Forms


def post(browser: Client, path: str, **data: str) -> Any:
    return browser.post(path, data)


def test_opening_an_inspection(cast: Cast) -> None:
    browser = signed_in(cast["operations-officer"])
    path = "/desk/inspections/open/"
    assert browser.get(path).status_code == 200
    given = {"provider": "cumbria-pdu", "name": "Cumbria", "kind": "pdu", "programme": "pdu-2023"}
    reply = post(browser, path, **given, fieldwork="2027-01")
    assert (reply.status_code, reply["Location"]) == (302, "/desk/pdu-2027-cumbria/team/")
    made = Inspection.objects.get(pk="pdu-2027-cumbria")
    assert (made.is_public, made.edition_id, made.fieldwork) == (False, "hmip-probation-pdu-2023", "2027-01")
    assert Client().get("/inspections/pdu-2027-cumbria/").status_code == 404
    again = post(browser, path, **given, fieldwork="2027-01")
    assert again["Location"] == "/desk/pdu-2027-cumbria-2/team/"


@pytest.mark.parametrize(
    ("change", "words", "field"),
    [
        ({"name": " "}, "Enter the name of the inspection", "id_name"),
        ({"kind": "region"}, "is a programme of another kind", "id_programme"),
        ({"fieldwork": "next week"}, "is no date", "id_fieldwork"),
        ({"provider": "castle"}, "castle is not one of", "id_provider"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_above(
    cast: Cast, change: dict[str, str], words: str, field: str
) -> None:
    given = {"provider": "cumbria-pdu", "name": "Cumbria", "kind": "pdu", "programme": "pdu-2023"}
    reply = post(signed_in(cast["operations-officer"]), "/desk/inspections/open/", **(given | change))
    page = reply.content.decode()
    assert reply.status_code == 200
    assert page.count(words) == 2
    assert f'href="#{field}"' in page
    assert 'value="pdu-2023" selected' in page


def test_only_operations_open(cast: Cast) -> None:
    for who in ("lead-inspector", "administrator", "quality-lead"):
        assert signed_in(cast[who]).get("/desk/inspections/open/").status_code == 403


def test_forming_a_team(cast: Cast) -> None:
    browser, path = signed_in(cast["operations-officer"]), f"/desk/{cast.eastmere.pk}/team/"
    page = browser.get(path).content.decode()
    assert "has no lead inspector" in page
    assert "they declared an interest in Eastmere (demonstration)" in page
    refused = post(browser, path, person=str(cast["inspector"].pk), role="inspector").content.decode()
    assert refused.count("cannot be on this team: they declared an interest in Eastmere") == 2
    assert "sister" not in refused
    asked = {"person": str(cast["second-inspector"].pk), "role": "lead-inspector"}
    proposed = post(browser, path, **asked)
    assert proposed["Location"].startswith(f"{path}propose/?")
    assert signed_in(cast["second-inspector"]).get(path).status_code == 404
    assert "Add to the team" in browser.get(proposed["Location"]).content.decode()
    assert post(browser, f"{path}propose/", **asked)["Location"] == path
    assert signed_in(cast["second-inspector"]).get(path).status_code == 200
    second = post(browser, path, person=str(cast["quality-lead"].pk), role="lead-inspector").content.decode()
    assert "leads this inspection: end that first" in second
    member = TeamMember.objects.get(inspection=cast.eastmere, person=cast["second-inspector"], until=None)
    end = f"{path}{member.pk}/end/"
    assert browser.get(end).status_code == 200
    assert post(browser, end).status_code == 302
    assert signed_in(cast["second-inspector"]).get(path).status_code == 404
    assert browser.get(end).status_code == 302
    assert browser.get(f"{path}999999/end/").status_code == 404


def test_nobody_gives_themselves_sight_of_cases(cast: Cast) -> None:
    browser, path = signed_in(cast["operations-officer"]), f"/desk/{cast.westmarch.pk}/team/"
    reply = post(browser, path, person=str(cast["operations-officer"].pk), role="inspector")
    assert main_of(reply).count("Nobody puts themselves on a team") == 2
    assert browser.get(f"/desk/{cast.westmarch.pk}/answers/").status_code == 403


def test_of_two_who_end_the_same_at_once_the_second_is_told(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page was read while it was still so; when the act comes, somebody else has done it."""
    browser, interest = signed_in(cast["operations-officer"]), Interest.objects.get(person=cast["inspector"])
    contact = Contact.objects.filter(provider=cast.westmarch.provider_id)[0]
    member = TeamMember.objects.filter(inspection=cast.westmarch, until=None)[0]
    ends = {
        "work_interests.end_interest": (CannotDeclare, f"/desk/interests/{interest.pk}/end/"),
        "work_contacts.end_contact": (
            CannotName,
            f"/desk/providers/{cast.westmarch.provider_id}/contacts/{contact.pk}/end/",
        ),
        "work_teams.leave_team": (CannotJoin, f"/desk/{cast.westmarch.pk}/team/{member.pk}/end/"),
    }
    for act, (refusal, path) in ends.items():

        def too_late(*, refusal: type[Exception] = refusal, **_: object) -> None:
            raise refusal("This has ended already.")

        monkeypatch.setattr(f"eyre.site.views.{act}", too_late)
        reply = browser.post(path, {"reason": "long-past"}, follow=True)
        assert reply.status_code == 200
        assert "This has ended already." in main_of(reply)


def test_those_who_only_see_a_team_cannot_change_it(cast: Cast) -> None:
    path = f"/desk/{cast.westmarch.pk}/team/"
    for who in ("inspector", "point-of-contact"):
        browser = signed_in(cast[who])
        assert "Add somebody" not in browser.get(path).content.decode()
        given = {"person": str(cast["outsider"].pk), "role": "inspector"}
        assert post(browser, path, **given).status_code == 403
        member = TeamMember.objects.filter(inspection=cast.westmarch).first()
        assert member is not None
        assert browser.get(f"{path}{member.pk}/end/").status_code == 403


def test_declaring_an_interest_while_on_a_team(cast: Cast) -> None:
    """It counts from the next click on, and those who form the team are told what is missing."""
    browser, lead = signed_in(cast["inspector"]), signed_in(cast["lead-inspector"])
    team = f"/desk/{cast.westmarch.pk}/team/"
    assert browser.get(team).status_code == 200
    given = {"provider": cast.westmarch.provider_id, "kind": "other", "note": "A secret reason"}
    assert post(browser, "/desk/interests/", **given).status_code == 302
    assert browser.get(team).status_code == 404
    told = lead.get(team).content.decode()
    assert "A place must be filled" in told
    assert "Owen Larkspur declared an interest in Westmarch" in told
    assert "secret" not in told
    assert "has lost Owen Larkspur" in lead.get("/desk/").content.decode()
    assert "secret" not in "".join(f"{e.before}{e.after}{e.purpose}" for e in AuditEvent.objects.all())


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"kind": "worked-there"}, "Choose a provider"),
        ({"provider": "cumbria-pdu"}, "Choose what connects you with the provider"),
        ({"provider": "cumbria-pdu", "kind": "other"}, "Say in a few words what the interest is"),
        ({"provider": "cumbria-pdu", "kind": "financial", "note": "x" * 1001}, "1000"),
    ],
)
def test_a_declaration_that_is_not_whole(cast: Cast, given: dict[str, str], words: str) -> None:
    reply = post(signed_in(cast["inspector"]), "/desk/interests/", **given)
    assert reply.status_code == 200
    assert reply.content.decode().count(words) >= 2


def test_declaring_twice_is_refused_in_words(cast: Cast) -> None:
    browser = signed_in(cast["inspector"])
    given = {"provider": cast.eastmere.provider_id, "kind": "family-or-friend"}
    # The provider of an inspection that is shut is not offered; what was declared stays on one's list
    reply = post(browser, "/desk/interests/", **given)
    assert "is not one of the available choices" in reply.content.decode()
    given = {"provider": "cumbria-pdu", "kind": "financial"}
    assert post(browser, "/desk/interests/", **given).status_code == 302
    assert "in force" in post(browser, "/desk/interests/", **given).content.decode()
    assert Interest.objects.filter(provider="cumbria-pdu").count() == 1


def test_who_declares(cast: Cast) -> None:
    for who in ("administrator", "auditor", "point-of-contact"):
        assert signed_in(cast[who]).get("/desk/interests/").status_code == 403
    for who in ("analyst", "outsider", "panel-chair", "operations-officer"):
        assert signed_in(cast[who]).get("/desk/interests/").status_code == 200


def test_ending_an_interest(cast: Cast) -> None:
    interest = Interest.objects.get(person=cast["inspector"])
    path = f"/desk/interests/{interest.pk}/end/"
    for who in ("inspector", "lead-inspector", "administrator"):
        assert signed_in(cast[who]).get(path).status_code == 403
        assert signed_in(cast[who]).get("/desk/interests/all/").status_code == 403
    browser = signed_in(cast["quality-lead"])
    assert "My sister runs the office" in browser.get("/desk/interests/all/").content.decode()
    assert browser.get(path).status_code == 200
    assert "Choose why the interest ends" in post(browser, path).content.decode()
    assert post(browser, path, reason="no-longer-so").status_code == 302
    assert browser.get(path).status_code == 302
    assert browser.get("/desk/interests/999999/end/").status_code == 404
    interest.refresh_from_db()
    assert interest.reason == "no-longer-so"


def test_nobody_ends_their_own(cast: Cast) -> None:
    browser = signed_in(cast["quality-lead"])
    post(browser, "/desk/interests/", provider="cumbria-pdu", kind="worked-there")
    own = Interest.objects.get(person=cast["quality-lead"])
    reply = browser.get(f"/desk/interests/{own.pk}/end/")
    assert reply.status_code == 403
    assert "Nobody ends an interest of their own" in reply.content.decode()
    assert post(browser, f"/desk/interests/{own.pk}/end/", reason="long-past").status_code == 403


def test_contacts(cast: Cast) -> None:
    path = f"/desk/providers/{cast.westmarch.provider_id}/contacts/"
    browser = signed_in(cast["operations-officer"])
    assert "Blessing Waymarker" in browser.get(path).content.decode()
    person = str(cast["accountable-director"].pk)
    refused = post(browser, path, person=person, role="point-of-contact").content.decode()
    assert refused.count("end that first") == 2
    contact = Contact.objects.get(provider=cast.westmarch.provider_id, role="point-of-contact")
    end = f"{path}{contact.pk}/end/"
    assert browser.get(end).status_code == 200
    assert post(browser, end).status_code == 302
    assert browser.get(end).status_code == 302
    assert signed_in(cast["point-of-contact"]).get(f"/desk/{cast.westmarch.pk}/").status_code == 404
    assert post(browser, path, person=person, role="point-of-contact").status_code == 302
    assert browser.get(f"{path}999999/end/").status_code == 404


def test_contacts_of_a_secret_provider_are_secret(cast: Cast) -> None:
    for who in ("lead-inspector", "administrator", "analyst"):
        browser = signed_in(cast[who])
        assert browser.get(f"/desk/providers/{cast.westmarch.provider_id}/contacts/").status_code == 404
        assert browser.get("/desk/providers/cumbria-pdu/contacts/").status_code == 403
        assert browser.get("/desk/providers/castle/contacts/").status_code == 404


def how_many_queries(browser: Client, path: str) -> int:
    """The fewer of two looks: once a minute one of them also notes that somebody is still there."""
    return min(queries_of_one_look(browser, path) for _ in range(2))


def queries_of_one_look(browser: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(path).status_code == 200
    return len(asked)


@pytest.mark.parametrize("who", ["lead-inspector", "quality-lead", "operations-officer"])
def test_the_queries_of_a_page_do_not_grow(cast: Cast, question: str, who: str) -> None:
    """Two hundred inspections, teams and interests more, and not one query more on any page."""
    first, browser = cast.westmarch, signed_in(cast[who])
    parts = [p.format(question=question) for p, got in zip(PARTS, EXPECTED[who], strict=True) if got == YES]
    paths = ["/desk/", "/desk/inspections/", *(f"/desk/{first.pk}/{part}" for part in parts)]
    before = [{path: how_many_queries(browser, path) for path in paths} for _ in range(2)][1]
    made = Inspection.objects.bulk_create(
        Inspection(
            id=f"n-{n}", provider_id="cumbria-pdu", edition_id=first.edition_id, name_as_printed=f"N {n}",
            programme_id=first.programme_id, kind="pdu",
        )
        for n in range(200)
    )  # fmt: skip
    TeamMember.objects.bulk_create(
        TeamMember(inspection=each, person=cast[name], role="inspector", since=NOON, given_by="x")
        for each in made
        for name in ("lead-inspector", "outsider")
    )
    assert {path: how_many_queries(browser, path) for path in paths} == before
    assert max(before.values()) <= 28
