"""Everybody asks for everything: the requests behind the matrix, and what came of each."""

import hashlib
import io
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from http.cookies import SimpleCookie
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.test import Client
from matrix import FORMER, INTEREST, MEMBERS, NO_ROLE, NOBODY, OTHER, OWN, PASSWORD_ONLY, STALE, Address
from matrix_canaries import heard

from case_lists_made import FIELDWORK, as_csv, rows
from case_made import made_case
from cast import Cast, signed_in
from eyre.cases.actions import draw_sample, send_case_list, store_answers
from eyre.cases.actions.samples import KIND as SAMPLE
from eyre.cases.keys import Identity, seal_identity
from eyre.cases.lists.keeping import check_waiting
from eyre.cases.models import Acquaintance, CaseAllocation, CaseInterview, CaseKey, CaseList, SampledCase
from eyre.cases.queries import sampled_cases
from eyre.cases.sampling.drawing import Plan
from eyre.core.planning.dates import Dates
from eyre.evidence import actions as evidence
from eyre.evidence.told import Speaks, Told
from eyre.frameworks.queries import edition
from eyre.inspections.actions import leave_team, set_dates
from eyre.inspections.models import Inspection, Letter, Review, TeamMember
from eyre.people.actions import end_role, invite
from eyre.people.models import Person, RoleHeld
from eyre.platform.audit import Actor
from eyre.platform.audit.models import AuditEvent
from eyre.providers.actions import declare_interest, end_contact, name_contact
from eyre.providers.models import Contact, Interest
from eyre.ratings.actions import compute_rating
from eyre.reports.actions import take_in
from eyre.reports.reading import read_document
from eyre.site.demonstration.answers import NOTE, invented_answers
from eyre.site.demonstration.cast import EDITION
from letters_made import drafted
from made_calibration import made_session
from made_quality import quality_of
from published_data import NOON
from sampled import NAME, PRACTITIONER

BY = Actor.of_command("the tests")
PLANNED = Dates(date(2026, 12, 1), date(2027, 1, 11), date(2027, 1, 22))
WRITE = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
# What looking at a page may write: that somebody is still there, how often somebody tried, and who read what
KEPT_OF_READING = {"django_session", "platform_cache", "platform_auditevent"}


@dataclass(frozen=True)
class Answer:
    """What came back, which canaries sang in it, what it left in the log, by chain, and which tables it wrote to."""

    status: int
    goes_to: str
    is_empty: bool
    said: frozenset[str]
    reads: int
    writes: int
    wrote: frozenset[str]


@dataclass
class Place:
    """The site with its cast: a signed-in browser for each role, and what fills the blanks in addresses."""

    cast: Cast
    browsers: dict[str, Client] = field(default_factory=dict)
    blanks: dict[str, dict[str, str]] = field(default_factory=dict)

    def path(self, address: Address, whose: str) -> str:
        """The address with its blanks filled in: of Eastmere for another inspection, else of Westmarch."""
        return address.example.format_map(self.blanks[OTHER if whose == OTHER else OWN])

    def ask(self, role: str, method: str, path: str, **told: Any) -> Answer:
        """What this role is answered. Whatever the request did to the browser is forgotten."""
        latest = _latest_row()
        with _watched() as wrote:
            reply, body = self.reply(role, method, path, **told)
        chains = list(AuditEvent.objects.filter(id__gt=latest).values_list("chain", flat=True))
        return Answer(
            reply.status_code,
            reply.get("Location", ""),
            not body,
            heard(body, self._no_secret(role, path, reply.status_code)),
            chains.count("reads"),
            chains.count("writes"),
            frozenset(wrote),
        )

    def _no_secret(self, role: str, path: str, status: int) -> list[str]:
        """One's own e-mail address; and the id that was asked for, where it is only said again.

        That is on a page that says that there is no such thing, and in links of a page that an address narrows.
        """
        ids = [each[key] for each in self.blanks.values() for key in ("inspection", "provider")]
        said_again = ids if status == 404 else [id_ for id_ in ids if id_ in path.partition("?")[2]]
        return [address_of(self.cast, role), *said_again]

    def reply(self, role: str, method: str, path: str, **told: Any) -> tuple[Any, bytes]:
        """The reply itself, and all of its body."""
        browser = self.browsers[role]
        kept = browser.cookies.output()
        reply = browser.generic(method, path, **told)
        browser.cookies = SimpleCookie(kept.replace("Set-Cookie: ", ""))
        return reply, b"".join(reply.streaming_content) if reply.streaming else reply.content  # type: ignore[arg-type]


def address_of(cast: Cast, role: str) -> str:
    """Somebody's own e-mail address, which is no secret to them."""
    key = {PASSWORD_ONLY: "lead-inspector", STALE: "second-inspector"}.get(role) or MEMBERS.get(role, "")
    return cast[key].email if key else "nobody@inspectorate.example"


def _latest_row() -> int:
    return AuditEvent.objects.order_by("-id").values_list("id", flat=True).first() or 0


@contextmanager
def _watched() -> Iterator[set[str]]:
    """The tables that are written to meanwhile."""
    wrote: set[str] = set()

    def look(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if found := WRITE.match(sql):
            wrote.add(found.group(1).lower())
        return execute(sql, *rest)

    with connection.execute_wrapper(look):
        yield wrote


@contextmanager
def undone() -> Iterator[None]:
    """What happens meanwhile never happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def place(cast: Cast, django_db_blocker: Any) -> Iterator[Place]:
    """The site with everybody signed in."""
    with django_db_blocker.unblock(), undone():
        yield build(cast)


def build(cast: Cast) -> Place:
    """Sign everybody in, and find what stands in addresses."""
    place = Place(cast)
    no_role = somebody("nobody@inspectorate.example")
    # A role that ends must not be the last administrator's
    somebody("second.administrator@inspectorate.example", roles=["administrator"])
    person = somebody("other-director@service.example", of_provider=True)
    name_contact(person=person, provider=cast.eastmere.provider, role="accountable-director", by=BY, at=NOON)
    _answer(cast.eastmere)
    for inspection in (cast.westmarch, cast.eastmere):
        draw_from_list(inspection)
    for inspection in (cast.westmarch, cast.eastmere):
        set_dates(inspection=inspection, dates=PLANNED, by=BY, at=NOON)
    # Hashing is slow on purpose: once for all
    Person.objects.update(password=make_password("a-password-of-nobody-real"))
    somebody("invited@inspectorate.example")
    Authenticator.objects.create(
        user=cast["second-inspector"], type=Authenticator.Type.TOTP, data={"secret": "nobody's"}
    )
    place.browsers = {
        NOBODY: Client(),
        # Somebody with much to see, so that it shows if the wall has a hole
        PASSWORD_ONLY: signed_in(Person.objects.get(pk=cast["lead-inspector"].pk), "password"),
        # Signed in by the password before a second factor was set up, somewhere else: worth nothing any more
        STALE: signed_in(Person.objects.get(pk=cast["second-inspector"].pk), "password"),
        NO_ROLE: signed_in(Person.objects.get(pk=no_role.pk), "password", "mfa"),
        **{
            role: signed_in(Person.objects.get(pk=cast[key].pk), "password", "mfa")
            for role, key in MEMBERS.items()
        },
    }
    for browser in place.browsers.values():
        browser.raise_request_exception = False
    # Announced, so that the provider's page is there
    Inspection.objects.filter(pk__in=[cast.westmarch.pk, cast.eastmere.pk]).update(stage="announced")
    place.blanks = {OWN: _blanks(cast, cast.westmarch), OTHER: _blanks(cast, cast.eastmere)}
    return place


def _answer(inspection: Inspection) -> None:
    """Give Eastmere answers too, so that there is something to see there."""
    matrix = invented_answers(edition(EDITION))
    cases = tuple(f"EASTMERE-{number:02}" for number in range(1, 21))
    store_answers(
        inspection=inspection,
        matrix=replace(matrix, cases=cases),
        is_reconstructed=True,
        note=NOTE,
        by=BY,
        at=NOON,
    )
    compute_rating(inspection=inspection, by=BY, at=NOON)


def sent_letter(inspection: Inspection) -> Letter:
    """A letter that did not leave: whoever sends letters may try again."""
    told = {"template": "thanks", "template_edition": "default", "subject": "Thanks", "text": "Thank you.\n"}
    sent = {
        "state": "failed",
        "html": "<p>Thank you.</p>",
        "digest": "0" * 64,
        "written_by": BY.id,
        "sent_by": BY.id,
    }
    at = dict.fromkeys(("written_at", "sent_at", "tried_at"), NOON)
    return Letter.objects.create(inspection=inspection, **told, **sent, **at)


def draw_from_list(inspection: Inspection) -> None:
    """Give an inspection a case list, whose names are planted, and a sample."""
    good = rows(12, inspection.fieldwork_from or FIELDWORK)
    for cells in (
        [*good, good[0]],
        good,
    ):  # one that is refused, for a case is in it twice, and one that is stored
        content = as_csv(cells)
        send_case_list(inspection=inspection, content=content, name="list.csv", by=BY, at=NOON)
        check_waiting()
    draw_sample(inspection=inspection, plan=Plan(number=4), by=BY, at=NOON)


def listed_and_drawn(inspection: Inspection) -> dict[str, str]:
    """The versions of its list, the number of its first receipt, and a case that it drew."""
    lists = CaseList.objects.filter(inspection=inspection)
    # Lists that others made need rules too, for the page that draws
    lists.filter(rules="").update(rules="probation-supervision-1", counted_from=inspection.fieldwork_from)
    row = SampledCase.objects.filter(sample__kind=SAMPLE, sample__inspection=inspection).earliest("pk")
    lists.filter(problem_count__gt=0).update(state="refused")
    refused = lists.get(state="refused").version
    told = {"refused": refused, "stored": refused + 1, "receipt": row.sample.number}
    return {name: str(number) for name, number in told.items()} | {"drawn": row.case.pseudonym}


def take_document() -> str:
    """A document that was taken in to be read, by its digest; taken in once."""
    content = b"# Letter about Cumbria\n\nThe overall rating of Cumbria is Inadequate.\n"
    draft = read_document(content, "letter.md")
    told = {"name": "letter.md", "title": "A letter", "address": ""}
    return str(take_in(content=content, draft=draft, **told, by=BY, at=NOON).pk)


def somebody(email: str, roles: Sequence[str] = (), of_provider: bool = False) -> Person:
    """Somebody besides the cast."""
    issued = invite(
        name=f"Somebody at {email.partition('@')[0]}",
        email=email,
        roles=roles,
        of_provider=of_provider,
        by=BY,
        at=NOON,
    )
    return Person.objects.get(pk=issued.person)


def _blanks(cast: Cast, inspection: Inspection) -> dict[str, str]:
    return {
        "inspection": inspection.pk,
        "provider": inspection.provider_id,
        "assessment": str(made_case(inspection, cast["inspector"], stage="").pk),
        **_evidence(cast, inspection),
        "review": str(_reviewed(inspection).pk),
        "member": str(TeamMember.objects.filter(inspection=inspection, until=None).latest("pk").pk),
        "letter": str(sent_letter(inspection).pk),
        "draft": str(drafted(inspection, "announcement").pk),
        **quality_of(cast, inspection),
        **_shared_out(cast, inspection),
        **_calibrated(cast),
        "contact": str(Contact.objects.filter(provider=inspection.provider_id, until=None).latest("pk").pk),
        "interest": str(Interest.objects.earliest("pk").pk),
        **listed_and_drawn(inspection),
        "person": str(cast["outsider"].pk),
        "analyst": str(cast["analyst"].pk),
        "document": take_document(),
        "event": str(AuditEvent.objects.earliest("pk").pk),
        "invited": str(Person.objects.get(email="invited@inspectorate.example").pk),
    }


def _reviewed(inspection: Inspection) -> Review:
    """A review of a region with this inspection alone in it."""
    review = Review.objects.create(
        programme=inspection.programme,
        region=inspection.provider,
        title="A review",
        opened_by=BY.id,
        opened_at=NOON,
    )
    Inspection.objects.filter(pk=inspection.pk).update(review=review)
    return review


def _calibrated(cast: Cast) -> dict[str, str]:
    """A calibration session in which some inspectors were asked."""
    session = made_session(cast)
    return {"session": str(session.pk), "vignette": str(session.vignettes.get().pk)}


def _evidence(cast: Cast, inspection: Inspection) -> dict[str, str]:
    """An item that was asked for, and a file that was sent for it."""
    told: Any = {"by": BY, "at": NOON}
    item = evidence.add_request(inspection=inspection, title="Staffing", wanted="All of it", **told)
    evidence.send_requests(inspection=inspection, due=NOON.date(), **told)
    who = cast["point-of-contact"]
    sent = evidence.send_file(request=item, content=io.BytesIO(b"a,b"), name="staff.csv", person=who, **told)
    heard = evidence.add_evidence(
        inspection=inspection,
        told=Told("data", "Vacancies", "Management information", NOON.date()),
        speaks=(Speaks("P1.2", "", "weakness"),),
        content=io.BytesIO(b"office,vacant"),
        name="vacancies.csv",
        person=cast["inspector"],
        **told,
    )
    spoken = heard.links.get().pk
    return {"request": str(item.pk), "sent": str(sent.pk), "spoken": str(spoken)}


def _shared_out(cast: Cast, inspection: Inspection) -> dict[str, str]:
    """A case of the sample in force, with an inspector and a name behind it; an interview; and what was declared."""
    case = sampled_cases(inspection).earliest("pk")
    sealed = seal_identity(Identity("X000001", NAME, "1990-02-14", PRACTITIONER))
    CaseKey.objects.create(inspection=inspection, pseudonym=case.pseudonym, tag="1" * 64, sealed=sealed)
    told: Any = {"inspection": inspection, "case": case, "inspector": cast["inspector"]}
    # Nobody is in two interviews at once, and he has one of each inspection
    starts = NOON + timedelta(hours=2 * CaseInterview.objects.count())
    CaseAllocation.objects.create(**told, since=NOON, given_by="x")
    row = CaseInterview.objects.create(**told, practitioner="P-1", starts=starts, minutes=60)
    told = {"inspection": inspection, "person": cast["second-inspector"], "declared_by": "x"}
    known = Acquaintance.objects.create(**told, touches="office", code="North", declared_at=NOON)
    examiner = cast["second-inspector" if inspection == cast.westmarch else "outsider"]
    return {
        "case": case.pseudonym,
        "interview": str(row.pk),
        "known": str(known.pk),
        "examiner": str(examiner.pk),
    }


def change(place: Place, whose: str) -> None:
    """Let everybody have this to do with Westmarch: an interest declared, or a place on it that ended."""
    people = [place.cast[key] for key in MEMBERS.values()]
    if whose == INTEREST:
        for person in people:
            declare_interest(
                person=person, provider=place.cast.westmarch.provider, kind="worked-there", by=BY, at=NOON
            )
    if whose == FORMER:
        _end_everything(people)


def _end_everything(people: list[Person]) -> None:
    for held in RoleHeld.objects.filter(person__in=people, ended_at=None):
        end_role(person=held.person_id, role=held.role, by=BY, at=NOON)
    for member in TeamMember.objects.filter(person__in=people, until=None):
        leave_team(member=member, by=BY, at=NOON)
    for contact in Contact.objects.filter(person__in=people, until=None):
        end_contact(contact=contact, by=BY, at=NOON)


def digest() -> dict[str, str]:
    """Every table but those that reading may write to, as one short digest each."""
    return {
        model._meta.db_table: _digest_of(model._meta.db_table)
        for model in apps.get_models()
        if model._meta.db_table not in KEPT_OF_READING
    }


def _digest_of(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        rows = sorted(repr([bytes(v) if isinstance(v, memoryview) else v for v in row]) for row in cursor)
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()
