"""Who is meant by a name on a day; the rule is pure."""

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.calendar import UNKNOWN, parse_partial
from eyre.providers.history import (
    Ambiguous,
    Body,
    Follows,
    Found,
    Membership,
    Name,
    NotFound,
    Register,
    plain_name,
)

DAY = parse_partial("2021-06-26")
LAST = parse_partial("2021-06-25")
REGISTER = Register(
    bodies=(
        Body("west-division", "nps_division", exists_to=LAST),
        Body("west-region", "region", exists_from=DAY),
        Body("blackburn-pdu", "pdu", exists_from=DAY),
        Body("cheshire-west-pdu", "pdu", exists_from=DAY),
        Body("surrey-youth", "youth_service"),
        Body("old-bay", "youth_service", exists_to=parse_partial("2019")),
        Body("bay", "youth_service", exists_from=parse_partial("2020")),
    ),
    names=(
        Name("west-division", "West division"),
        Name("west-division", "West", "short"),
        Name("west-region", "West region"),
        Name("west-region", "West", "short"),
        Name("blackburn-pdu", "Blackburn with Darwen PDU"),
        Name("blackburn-pdu", "Blackburn PDU", "variant"),
        Name("cheshire-west-pdu", "Cheshire West PDU"),
        Name("surrey-youth", "Surrey Youth Offending Service"),
        Name("surrey-youth", "Surrey Youth Justice Service", since=parse_partial("2022")),
        Name("old-bay", "Bay Youth Offending Team"),
        Name("bay", "Bay Youth Justice Service"),
    ),
    memberships=(Membership("blackburn-pdu", "west-region", since=DAY),),
    follows=(
        Follows("west-division", "west-region", "merged", DAY),
        Follows("old-bay", "bay", "renamed", parse_partial("2020")),
    ),
)


@pytest.mark.parametrize(
    ("name", "kind", "on", "expected"),
    [
        ("Blackburn", "pdu", "", Found("blackburn-pdu")),
        ("Blackburn PDU", "", "", Found("blackburn-pdu")),
        ("BLACKBURN WITH  DARWEN", "pdu", "2023-07-27", Found("blackburn-pdu")),
        (
            "Blackburn & Darwen",
            "pdu",
            "",
            NotFound("Blackburn & Darwen", ("Blackburn with Darwen PDU", "Blackburn PDU")),
        ),
        ("West", "", "2019", Found("west-division")),
        ("West", "", "2023-05", Found("west-region")),
        ("West region", "", "", Found("west-region")),
        ("West", "", "", Ambiguous("West", ("west-division", "west-region"))),
        ("West", "", "2021", Ambiguous("West", ("west-division", "west-region"))),
        ("West", "crc", "", NotFound("West")),
        ("Surrey YOT", "", "", Found("surrey-youth")),
        ("Surrey Youth Justice Service", "", "2018", Found("surrey-youth")),
        ("Bay", "youth_service", "2018", Found("old-bay")),
        ("Bay YJS", "", "2022", Found("bay")),
        ("Blackburn", "pdu", "2019", NotFound("Blackburn", ("Blackburn PDU", "Blackburn with Darwen PDU"))),
        ("Cheshire North", "pdu", "2023-07-27", NotFound("Cheshire North", ("Cheshire West PDU",))),
        ("", "", "", NotFound("")),
    ],
)
def test_resolves(name: str, kind: str, on: str, expected: object) -> None:
    assert REGISTER.resolve(name, kind, parse_partial(on)) == expected


@pytest.mark.parametrize(
    ("on", "name"),
    [
        ("2019", "Surrey Youth Offending Service"),
        ("2023", "Surrey Youth Justice Service"),
        ("", "Surrey Youth Justice Service"),
    ],
)
def test_the_name_follows_the_day(on: str, name: str) -> None:
    assert REGISTER.name_on("surrey-youth", parse_partial(on)) == name


def test_a_body_without_an_official_name_has_none() -> None:
    with pytest.raises(KeyError):
        REGISTER.name_on("nobody")


def test_knows_wholes_and_lines() -> None:
    assert REGISTER.whole_of("blackburn-pdu", parse_partial("2023")) == "west-region"
    assert REGISTER.whole_of("blackburn-pdu", parse_partial("2019")) is None
    assert REGISTER.line_of("west-region") == ("west-region", "west-division")
    assert REGISTER.successors("west-division") == ("west-region",)


def test_contradictions_are_told_all_at_once() -> None:
    bad = replace(
        REGISTER,
        bodies=(
            *REGISTER.bodies,
            Body("nameless", "pdu"),
            Body("backwards", "pdu", parse_partial("2022"), parse_partial("2020")),
            Body("double", "pdu"),
        ),
        names=(
            *REGISTER.names,
            Name("backwards", "Backwards"),
            Name("double", "Blackburn"),
            Name("ghost", "X"),
        ),
        follows=(*REGISTER.follows, Follows("west-region", "west-division", "renamed")),
    )
    told = list(bad.mistakes())
    assert not list(REGISTER.mistakes())
    for words in (
        "nameless has no official name",
        "backwards ends before it starts",
        "ghost, of the name X, is no provider",
        "share the name 'blackburn'",
        "west-region descends from itself",
    ):
        assert any(words in each for each in told), words


def test_a_line_in_a_circle_ends() -> None:
    circle = replace(
        REGISTER, follows=(Follows("bay", "old-bay", "renamed"), Follows("old-bay", "bay", "renamed"))
    )
    assert set(circle.line_of("bay")) == {"bay", "old-bay"}


@given(st.sampled_from(REGISTER.names), st.sampled_from(["", " PDU", "  ", "."]), st.booleans())
def test_spelling_never_matters(name: Name, after: str, shout: bool) -> None:
    written = f"{name.name.upper() if shout else name.name}{after if name.provider.endswith('pdu') else ''}"
    kind = REGISTER.by_slug[name.provider].kind
    asked = REGISTER.resolve(plain_name(written)[0] or written, kind)
    assert asked == REGISTER.resolve(plain_name(name.name)[0], kind)


@given(st.text(max_size=30), st.sampled_from(["", "pdu", "region", "youth_service"]))
def test_an_answer_is_always_a_known_provider_of_that_kind(name: str, kind: str) -> None:
    answer = REGISTER.resolve(name, kind, UNKNOWN)
    slugs = [answer.slug] if isinstance(answer, Found) else list(getattr(answer, "slugs", ()))
    assert all(slug in REGISTER.by_slug for slug in slugs)
    assert all(not kind or REGISTER.by_slug[slug].kind == kind for slug in slugs)


def test_the_rule_needs_no_django() -> None:
    code = "import sys, eyre.providers.history; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
