"""The register that ships: what the published data name, and the history that is known."""

import csv
from pathlib import Path

import pytest

from eyre.core.calendar import parse_partial
from eyre.platform.facts import DataMistakes
from eyre.providers.history import Ambiguous, Found, NotFound
from eyre.providers.register import DATA, read_register

REGISTER = read_register()


def kinds(kind: str) -> list[str]:
    return [body.slug for body in REGISTER.bodies if body.kind == kind]


def test_twelve_regions_since_unification_and_seven_divisions_before() -> None:
    assert len(kinds("region")) == 12
    assert {str(REGISTER.by_slug[slug].exists_from) for slug in kinds("region")} == {"26 June 2021"}
    assert len(kinds("nps_division")) == 7
    assert not REGISTER.by_slug["wales-nps-division"].may_exist(parse_partial("2021-07"))


@pytest.mark.parametrize(
    ("name", "kind", "on", "slug"),
    [
        ("Blackburn", "pdu", "2023-07-27", "blackburn-with-darwen-pdu"),
        ("Blackburn with Darwen", "pdu", "2023-07-27", "blackburn-with-darwen-pdu"),
        ("Blackburn with Darwen", "youth_service", "2023", "blackburn-with-darwen-youth-justice"),
        ("South Tyneside and Gateshead", "pdu", "2022-12", "gateshead-and-south-tyneside-pdu"),
        ("Gateshead and South Tyneside", "pdu", "2025", "gateshead-and-south-tyneside-pdu"),
        ("Leicester Youth Justice Service", "", "2025", "leicester-youth-justice"),
        ("North West", "", "2019-02", "north-west-nps-division"),
        ("North West", "", "2023", "north-west-region"),
        ("Derby City PDU", "", "", "derby-city-pdu"),
        ("Derbyshire PDU", "", "", "derbyshire-pdu"),
        ("HMPPS", "", "", "hmpps"),
    ],
)
def test_names_mean_one_provider(name: str, kind: str, on: str, slug: str) -> None:
    assert REGISTER.resolve(name, kind, parse_partial(on)) == Found(slug)


def test_cheshire_north_is_no_provider() -> None:
    answer = REGISTER.resolve("Cheshire North", "pdu", parse_partial("2023-07-27"))
    assert isinstance(answer, NotFound)
    assert answer.nearest[0] == "Cheshire West PDU"
    assert "cheshire-north" not in (DATA / "names.csv").read_text().lower().replace(" ", "-")


def test_the_north_west_was_merged_from_a_division_and_three_companies() -> None:
    before = REGISTER.predecessors("north-west-region")
    assert len(before) == 4
    assert sum(slug.endswith("-crc") for slug in before) == 3
    assert "greater-manchester-region" in REGISTER.successors("north-west-nps-division")


def test_western_bay_was_split_in_three() -> None:
    assert len(REGISTER.successors("western-bay-youth-justice")) == 3


def test_two_bodies_of_one_name_and_kind_are_asked_about() -> None:
    assert isinstance(REGISTER.resolve("Cumbria"), Ambiguous)


def test_every_fact_names_its_source() -> None:
    assert all(body.source for body in REGISTER.bodies)
    assert all(follow.source for follow in REGISTER.follows)
    assert all(member.source for member in REGISTER.memberships)
    assert all(name.source for name in REGISTER.names if name.use == "official")


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    for path in DATA.glob("*.csv"):
        (tmp_path / path.name).write_text(path.read_text())
    rows = list(csv.reader((DATA / "providers.csv").read_text().splitlines()))
    rows[3][1], rows[5][2] = "castle", "soon"
    with (tmp_path / "providers.csv").open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    (tmp_path / "part_of.csv").write_text("provider,whole\nx,y\n")
    with pytest.raises(DataMistakes) as caught:
        read_register(tmp_path)
    told = [str(mistake) for mistake in caught.value.mistakes]
    assert [line.partition(":")[0] for line in told] == [
        "providers.csv, row 4",
        "providers.csv, row 6",
        "part_of.csv, row 1",
    ]
    assert "'castle'" in told[0]
