"""When is this a demonstration, and when is it not? The rule as a table, and what holds for every start."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.site.demonstration.refusals import Accounts, Circumstances, is_this_machine, refusals

TRIED = Circumstances(
    is_production=False, has_door=True, hosts=("127.0.0.1", "localhost", "[::1]", "testserver")
)
REAL = Circumstances(is_production=True, has_door=False, has_own_secret=True, hosts=("eyre.example.org",))

# What is changed about a start in order, and which refusals follow
TABLE = [
    (TRIED, {}, []),
    (TRIED, {"accounts": Accounts.CAST}, []),
    (TRIED, {"database": "/var/run/postgresql"}, []),
    (TRIED, {"database": "127.0.0.1"}, []),
    (TRIED, {"listens_on": "::1"}, []),
    (TRIED, {"listens_on": "0.0.0.0", "lets_anyone_in": True}, []),
    (TRIED, {"is_production": True}, ["door-in-production"]),
    (TRIED, {"debug": True}, ["door-with-debug"]),
    (TRIED, {"has_own_secret": True}, ["door-with-own-secret"]),
    (TRIED, {"hosts": ("localhost", "eyre.example.org")}, ["door-for-other-hosts"]),
    (TRIED, {"hosts": ("*",)}, ["door-for-other-hosts"]),
    (TRIED, {"database": "db.example.org"}, ["door-over-distant-database"]),
    (TRIED, {"database": "10.0.0.7"}, ["door-over-distant-database"]),
    (TRIED, {"listens_on": "0.0.0.0"}, ["door-for-the-network"]),
    (TRIED, {"listens_on": "::"}, ["door-for-the-network"]),
    (TRIED, {"listens_on": "192.168.1.4"}, ["door-for-the-network"]),
    (TRIED, {"accounts": Accounts.OTHERS}, ["door-over-accounts"]),
    (TRIED, {"lets_anyone_in": True, "accounts": Accounts.OTHERS}, ["door-over-accounts"]),
    (TRIED, {"is_production": True, "debug": True}, ["door-in-production", "door-with-debug"]),
    (REAL, {}, []),
    (REAL, {"database": "db.example.org", "listens_on": "0.0.0.0", "accounts": Accounts.OTHERS}, []),
    (REAL, {"accounts": Accounts.CAST}, ["cast-in-production"]),
]


@pytest.mark.parametrize(("start", "changed", "codes"), TABLE)
def test_which_starts_are_refused(start: Circumstances, changed: dict[str, object], codes: list[str]) -> None:
    assert [one.code for one in refusals(replace(start, **changed))] == codes  # type: ignore[arg-type]


STARTS = st.builds(
    Circumstances,
    is_production=st.booleans(),
    has_door=st.booleans(),
    debug=st.booleans(),
    has_own_secret=st.booleans(),
    hosts=st.lists(st.sampled_from(["localhost", "eyre.example.org", "*", "127.0.0.1"]), max_size=3).map(
        tuple
    ),
    database=st.sampled_from(["", "/run", "db.example.org", "127.0.0.1"]),
    listens_on=st.sampled_from(["127.0.0.1", "0.0.0.0", "::1", "eyre.example.org"]),
    lets_anyone_in=st.booleans(),
    accounts=st.sampled_from(Accounts),
)


@given(STARTS)
def test_a_door_that_may_stand_is_on_this_machine_over_invented_people(start: Circumstances) -> None:
    if start.has_door and not refusals(start):
        assert not any((start.is_production, start.debug, start.has_own_secret))
        assert start.accounts is not Accounts.OTHERS
        assert start.lets_anyone_in or is_this_machine(start.listens_on)
        assert all(is_this_machine(host) for host in start.hosts)


@given(STARTS, STARTS)
def test_what_is_wrong_is_said_whatever_else_is_wrong(one: Circumstances, other: Circumstances) -> None:
    """Taking the door's side of one mistake never hides another."""
    if one.has_door:
        worse = replace(one, debug=True, has_own_secret=True, accounts=Accounts.OTHERS, hosts=other.hosts)
        said = {refusal.code for refusal in refusals(worse)}
        assert {"door-with-debug", "door-with-own-secret", "door-over-accounts"} <= said
        assert ("door-in-production" in said) == one.is_production


@given(STARTS)
def test_every_refusal_names_a_way_out(start: Circumstances) -> None:
    for refusal in refusals(start):
        assert refusal.words.endswith(".")
        assert any(word in refusal.way_out for word in ("EYRE_", "DEBUG", "--host"))


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("[::1]", True),
        ("LOCALHOST.", True),
        ("eyre.localhost", True),
        ("testserver", True),
        ("0.0.0.0", False),
        ("::", False),
        ("*", False),
        ("", False),
        (".example.org", False),
        ("notlocalhost", False),
        ("localhost.example.org", False),
        ("127.0.0.1.example.org", False),
        ("10.0.0.1", False),
    ],
)
def test_which_hosts_are_this_machine(host: str, here: bool) -> None:
    assert is_this_machine(host) is here
