"""Who is answered what at every address: 100 % of address x method x role, for own and other inspections.

The expectations are kinds.csv and addresses.csv (docs/developers/matrix.md). Every pair is asked of the whole site,
middleware and all, with the cast of the demonstration.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from matrix import (
    ADDRESSES,
    COMPARED,
    FACTOR,
    KINDS,
    NOBODY,
    OTHER,
    OWN,
    ROLES,
    SIGN_IN,
    STALE,
    WHOSE,
    YES,
    Address,
    asking,
    cell,
    rows_due,
    whose_of,
)
from matrix_canaries import BEHIND_A_CASE, CANARIES, SAID_OPENLY
from matrix_sweep import KEPT_OF_READING, Answer, Place, change, digest, undone

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

Asked = tuple[Address, str, str]  # an address, whose inspection it is about, and the role that asks


def who_asks(address: Address, whose: str) -> tuple[str, ...]:
    """Everybody; on PostgreSQL, which runs the same rules, one for each answer."""
    return asking(address, whose, everybody=connection.vendor == "sqlite")


@pytest.fixture(scope="module")
def digests() -> list[tuple[str, dict[str, str], dict[str, str]]]:
    """What all tables held before and after everybody had looked at everything, by whose."""
    return []


@pytest.fixture(scope="module")
def answers(
    place: Place, digests: Any, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> dict[Asked, Answer]:
    """What everybody is answered everywhere; looked at first, then posted to, with each post undone."""
    found: dict[Asked, Answer] = {}
    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    static = override_settings(
        STATIC_ROOT=tmp_path_factory.mktemp("static"), STORAGES=settings.STORAGES | plain
    )
    with django_db_blocker.unblock(), static:
        for whose in WHOSE:
            with undone():
                change(place, whose)
                before = digest()
                found.update(_ask_all(place, whose, "GET"))
                digests.append((whose, before, digest()))
                found.update(_ask_all(place, whose, "POST"))
    return found


def _ask_all(place: Place, whose: str, method: str) -> Iterator[tuple[Asked, Answer]]:
    for address in ADDRESSES:
        if address.method == method and whose in whose_of(address):
            path = place.path(address, whose)
            for role in who_asks(address, whose):
                with undone() if method == "POST" or role == STALE else transaction.atomic():
                    yield (address, whose, role), place.ask(role, method, path)


# The tables themselves


def names(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """The name of every URL of the site, with its namespaces."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern, before + (f"{pattern.namespace}:" if pattern.namespace else ""))
        elif isinstance(pattern, URLPattern):
            yield before + str(pattern.name)


def test_every_address_of_the_site_is_listed_and_every_listed_one_is_there() -> None:
    there, listed = set(names(get_resolver())), {address.name for address in ADDRESSES}
    assert there - listed == set(), "not listed in tests/structure/addresses.csv: say who may open them"
    assert listed - there == set(), "listed in tests/structure/addresses.csv, and gone"


def test_the_tables_are_whole() -> None:
    assert {address.kind for address in ADDRESSES} == {kind for kind, _ in KINDS}
    for (kind, whose), cells in KINDS.items():
        assert (whose in WHOSE and all((kind, each) in KINDS for each in WHOSE)) or not whose, (kind, whose)
        assert set(cells.values()) <= {YES, SIGN_IN, FACTOR, "302", "403", "404"}, (kind, whose)
    assert len({(a.name, a.method, a.example) for a in ADDRESSES}) == len(ADDRESSES)


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda a: f"{a.method} {a.example}")
def test_an_example_leads_where_its_name_says(place: Place, address: Address) -> None:
    assert resolve(place.path(address, OWN).partition("?")[0]).view_name == address.name


# What everybody is answered


def expected(address: Address, whose: str, role: str) -> str:
    """The answer in the words of the table, with the number for those who may."""
    told = cell(address, whose, role)
    return str(address.answer) if told == YES else told


def seen(answer: Answer) -> str:
    """The answer in the words of the table."""
    if answer.status == 302 and answer.goes_to.startswith(f"{reverse('account_login')}?next="):
        return SIGN_IN
    if answer.status == 302 and answer.goes_to.startswith(f"{reverse('account_second_factor')}?next="):
        return FACTOR
    return str(answer.status)


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda a: f"{a.method} {a.example}")
def test_everybody_is_answered_as_the_table_says(answers: dict[Asked, Answer], address: Address) -> None:
    asked = [(whose, role) for whose in whose_of(address) for role in who_asks(address, whose)]
    wrong = [
        f"{whose} {role}: {seen(answers[address, whose, role])}, not {expected(address, whose, role)}"
        for whose, role in asked
        if seen(answers[address, whose, role]) != expected(address, whose, role)
    ]
    assert not wrong, "; ".join(wrong)


def test_every_pair_was_asked(answers: dict[Asked, Answer]) -> None:
    pairs = [(address, whose) for address in ADDRESSES for whose in whose_of(address)]
    assert len(answers) == sum(len(who_asks(*pair)) for pair in pairs)
    if connection.vendor == "sqlite":
        assert len(answers) == len(pairs) * len(ROLES)


def test_a_second_database_is_asked_for_every_answer_and_by_everybody() -> None:
    pairs = [(address, whose) for address in ADDRESSES for whose in whose_of(address)]
    for address, whose in pairs:
        due = {cell(address, whose, role) for role in ROLES}
        assert {cell(address, whose, role) for role in asking(address, whose, everybody=False)} == due
    assert {role for pair in pairs for role in asking(*pair, everybody=False)} == set(ROLES)


# What looking leaves behind


def test_looking_changes_nothing(answers: dict[Asked, Answer], digests: Any) -> None:
    for whose, before, after in digests:
        assert {table for table in before if before[table] != after[table]} == set(), whose
    # Whose sign-in is stale is signed out by any click, and that is written down
    looked = {
        asked: each for asked, each in answers.items() if asked[0].method == "GET" and asked[2] != STALE
    }
    wrote = {asked: answer.wrote - KEPT_OF_READING for asked, answer in looked.items()}
    assert {asked: tables for asked, tables in wrote.items() if tables} == {}
    assert {asked for asked, answer in looked.items() if answer.writes} == set()


def test_reading_what_is_sensitive_leaves_one_row_and_other_reading_none(
    answers: dict[Asked, Answer],
) -> None:
    assert {
        asked: answer.reads for asked, answer in answers.items() if answer.reads != rows_due(*asked)
    } == {}


# What pages say besides


def wrongly_said(example: str, role: str, said: frozenset[str]) -> set[str]:
    """The canaries among these that this role may not hear at this address."""
    return {
        name for name in said if role not in CANARIES[name].may and example.startswith(CANARIES[name].within)
    }


def test_no_page_says_what_its_reader_may_not_know(answers: dict[Asked, Answer]) -> None:
    wrong = [
        f"{address.method} {address.example} ({whose}) tells {role} {name}"
        for (address, whose, role), answer in answers.items()
        if address.name not in SAID_OPENLY
        for name in wrongly_said(address.example, role, answer.said)
    ]
    assert not wrong, "\n".join(wrong)


def test_every_canary_sings_where_it_may(answers: dict[Asked, Answer]) -> None:
    heard = {(name, role) for (_, _, role), answer in answers.items() for name in answer.said}
    for name, canary in CANARIES.items():
        if name != BEHIND_A_CASE:
            assert any((name, role) in heard for role in canary.may), name


@pytest.mark.parametrize("whose", WHOSE)
def test_the_name_behind_a_case_is_told_to_those_alone_who_say_what_for(place: Place, whose: str) -> None:
    """The form of the key with a purpose: who may open it hears the canary, and nobody else does."""
    (address,) = (a for a in ADDRESSES if a.name == "work:case-key" and a.method == "POST")
    told = {"data": b"purpose=interview", "content_type": "application/x-www-form-urlencoded"}
    heard = set()
    with undone():
        change(place, whose)
        for role in ROLES:
            with undone():
                answer = place.ask(role, "POST", place.path(address, whose), **told)
            heard |= {role} if BEHIND_A_CASE in answer.said else set()
    assert heard == {role for role in ROLES if cell(address, whose, role) == YES}


# What is asked for by a word or an id in the address: lists, filters, and what a form is filled in with
SEARCHES = (
    "/inspections/?q={name}",
    "/inspections/?q={name}&format=csv",
    "/providers/?q={name}",
    "/league-tables/pdu-2023/?q={name}",
    "/league-tables/pdu-2023/?with={inspection}",
    "/proof/?inspection={inspection}",
    "/desk/inspections/?q={name}",
    "/desk/inspections/?stage=unpublished",
    "/desk/interests/all/?q={name}",
    "/people/?q={name}",
    "/data-findings/?q={name}",
)
SEARCHERS = (NOBODY, "no role", "lead", "insp", "admin", "analyst", "auditor", "director")


@pytest.mark.parametrize("search", SEARCHES)
def test_no_search_finds_what_its_reader_may_not_know(place: Place, search: str) -> None:
    """What was looked for stands on the page again, so the word of the search itself is taken as it is typed."""
    wrong = []
    for whose, name in ((OWN, "westm"), (OTHER, "eastm")):
        path = search.format_map(place.blanks[whose] | {"name": name})
        for role in SEARCHERS:
            with undone():
                answer = place.ask(role, "GET", path)
            wrong += [f"{role} {each}" for each in wrongly_said(search, role, answer.said)]
            assert answer.status in {200, 302, 400, 403}, (role, answer.status)
    assert not wrong, "\n".join(wrong)


# The other methods

SOME = (NOBODY, "lead", "ops", "admin", "auditor")
NEVER = ("OPTIONS", "TRACE", "PUT", "PATCH", "DELETE")


def _unlisted(method: str) -> list[Address]:
    """One line of each address that no line allows this method at."""
    listed = {address.example for address in ADDRESSES if address.method == method}
    return [a for a in {a.example: a for a in ADDRESSES}.values() if a.example not in listed]


@pytest.mark.parametrize("method", ["GET", "POST", *NEVER])
def test_a_method_that_is_not_listed_is_refused(place: Place, method: str) -> None:
    """405, or for looking and sending the wall before it; never anything that the method would do."""
    wrong = []
    for address in _unlisted(method):
        for role in SOME if method in {"GET", "POST"} else (NOBODY, "lead"):
            with undone():
                answer = place.ask(role, method, place.path(address, OWN))
            walled = method not in NEVER and cell(address, OWN, role) == SIGN_IN
            due = (SIGN_IN if walled else "405", 0, frozenset())
            if (seen(answer), answer.writes, answer.wrote - KEPT_OF_READING) != due:
                wrong.append(
                    f"{address.example} as {role}: {seen(answer)}, not {due[0]}, {sorted(answer.wrote)}"
                )
    assert not wrong, "\n".join(wrong)


def test_asking_for_the_head_alone_is_answered_as_asking_for_the_page(
    place: Place, answers: dict[Asked, Answer]
) -> None:
    wrong = []
    for address in (each for each in ADDRESSES if each.method == "GET"):
        for role in COMPARED:
            with undone():
                answer = place.ask(role, "HEAD", place.path(address, OWN))
            if seen(answer) != seen(answers[address, OWN, role]) or not answer.is_empty:
                wrong.append(f"{address.example} as {role}: {seen(answer)}")
    assert not wrong, "\n".join(wrong)


def test_a_form_that_no_page_of_ours_sent_is_refused(place: Place) -> None:
    """Cross-site request forgery: without the token nothing is done, for nobody and for who may (ASVS 5.0, 3.5.1)."""
    wrong = []
    for address in {each.example: each for each in ADDRESSES}.values():
        for role in (NOBODY, _who_may(address)):
            browser = place.browsers[role]
            browser.handler.enforce_csrf_checks = True
            try:
                with undone():
                    answer = place.ask(role, "POST", place.path(address, OWN))
            finally:
                browser.handler.enforce_csrf_checks = False
            # A page that looks at the length of what is sent before it looks at the token stands behind the wall
            due = {"403", SIGN_IN} if cell(address, OWN, role) == SIGN_IN else {"403"}
            if seen(answer) not in due or answer.writes or answer.wrote - KEPT_OF_READING:
                wrong.append(f"{address.example} as {role}: {answer.status}")
    assert not wrong, "\n".join(wrong)


def _who_may(address: Address) -> str:
    """Somebody signed in who may open it; anybody where only those may who are not."""
    return next((role for role in ROLES[2:] if cell(address, OWN, role) == YES), "lead")
