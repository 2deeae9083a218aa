"""Reading the published inspections: names become providers, and every mistake is told at once."""

from decimal import Decimal
from pathlib import Path

import pytest

from eyre.core.calendar import parse_partial
from eyre.frameworks.reading import shipped_editions
from eyre.inspections.models import Inspection
from eyre.inspections.published import (
    DATA,
    Published,
    bounded_number,
    link_previous,
    may_be_the_one,
    percent_range,
    read_published,
)
from eyre.inspections.sources import read_sources
from eyre.platform.facts import DataMistakes
from eyre.providers.register import read_register


@pytest.fixture(scope="module")
def published() -> Published:
    return read_published(read_register(), shipped_editions())


@pytest.fixture(scope="module")
def by_id(published: Published) -> dict[str, Inspection]:
    return {inspection.id: inspection for inspection in published.inspections}


def test_five_of_the_letter_and_150_others(published: Published) -> None:
    assert len(published.inspections) == 155
    assert sum(inspection.table_is_complete for inspection in published.inspections) == 5
    assert all(inspection.provider_id for inspection in published.inspections)


def test_every_programme_is_of_one_edition_and_kind(published: Published) -> None:
    programmes = {programme.slug: programme for programme in published.programmes}
    assert len(programmes) == 12
    for inspection in published.inspections:
        programme = programmes[inspection.programme_id]
        assert (programme.edition_id, programme.kind) == (inspection.edition_id, inspection.kind)


@pytest.mark.parametrize(
    ("inspection", "provider", "region"),
    [
        ("pdu-2023-blackburn", "blackburn-with-darwen-pdu", "north-west-region"),
        ("pdu-2022-stg", "gateshead-and-south-tyneside-pdu", "north-east-region"),
        ("pdu-2025-gst", "gateshead-and-south-tyneside-pdu", "north-east-region"),
        ("dipp-2025-kss", "kent-surrey-and-sussex-region", "kent-surrey-and-sussex-region"),
        ("nps-2019-northwest", "north-west-nps-division", None),
        ("crc-2018-merseyside", "merseyside-crc", None),
        ("yjs-2019-surrey", "surrey-youth-justice", None),
        ("yjs-2022-surrey", "surrey-youth-justice", None),
        ("nat-2025-hmpps", "hmpps", None),
    ],
)
def test_names_become_providers(
    by_id: dict[str, Inspection], inspection: str, provider: str, region: str
) -> None:
    assert (by_id[inspection].provider_id, by_id[inspection].region_id) == (provider, region)


@pytest.mark.parametrize(
    ("inspection", "previous"),
    [
        ("pdu-2025-gst", "pdu-2022-stg"),
        ("crc-2020-merseyside", "crc-2018-merseyside"),
        ("crc-2020-dtv", "crc-2019-dtv"),
        ("yjs-2023-birmingham", "yjs-1920-birmingham"),
        ("pdu-2024-kirklees", None),
        ("yjs-2022-swansea", None),
        ("pdu-2023-cumbria", None),
    ],
)
def test_the_previous_inspection_is_the_latest_earlier_one_we_hold(
    by_id: dict[str, Inspection], inspection: str, previous: str | None
) -> None:
    assert by_id[inspection].previous_id == previous


def test_an_inspection_always_follows_its_previous_one(by_id: dict[str, Inspection]) -> None:
    for inspection in by_id.values():
        if inspection.previous_id:
            before = by_id[inspection.previous_id]
            assert before.published_to < inspection.published_from
            assert before.provider_id == inspection.provider_id


def inspected(name: str, published: str, printed: str = "", fieldwork: str = "") -> Inspection:
    on = parse_partial(published)
    return Inspection(
        id=name, provider_id="p", kind="pdu", published=published, published_from=on.earliest,
        published_to=on.latest, previous_as_printed=printed, fieldwork=fieldwork,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "linked"),
    [("", "b"), ("2022", "b"), ("2021-11", "b"), ("2021-05", None), ("2020", None), ("(earlier)", "b")],
)
def test_a_printed_date_that_is_another_links_nothing(printed: str, linked: str | None) -> None:
    rows = [
        inspected("a", "2020"),
        inspected("b", "2022-01", fieldwork="2021-11"),
        inspected("c", "2024", printed),
    ]
    link_previous(rows)
    assert rows[2].previous_id == linked
    assert rows[1].previous_id == "a"
    assert rows[0].previous_id is None


def test_fieldwork_that_is_not_known_is_not_taken_for_the_printed_date() -> None:
    assert not may_be_the_one("2022", inspected("a", "2020"))


def test_a_bracket_after_the_date_is_no_part_of_it() -> None:
    assert may_be_the_one("2019 (Western Bay)", inspected("a", "2019-03"))


@pytest.mark.parametrize(
    ("text", "value"), [("", ("", None)), ("27", ("", 27)), (">500", (">", 500)), ("<=10", ("<=", 10))]
)
def test_numbers_with_bounds(text: str, value: tuple[str, int | None]) -> None:
    assert bounded_number(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("", (None, None)), ("102", (Decimal(102), Decimal(102))), ("70-75", (Decimal(70), Decimal(75)))],
)
def test_per_cents_and_ranges(text: str, value: tuple[Decimal | None, Decimal | None]) -> None:
    assert percent_range(text) == value


@pytest.mark.parametrize("text", ["many", "1,300", "-1", "1.5"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no whole number"):
        bounded_number(text)


def test_every_source_has_a_citation(published: Published) -> None:
    sources = {source.reference: source for source in read_sources(published.references)}
    letter = sources["hmip-letter-north-west-2023"]
    assert "27 July 2023" in letter.citation
    assert "seed" not in "".join(source.citation + source.url for source in sources.values()).casefold()


def test_an_unknown_publisher_is_a_mistake() -> None:
    with pytest.raises(DataMistakes, match=r"nowhere\.example"):
        read_sources({"https://nowhere.example/page"})


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    for path in DATA.glob("*.csv"):
        (tmp_path / path.name).write_text(path.read_text("utf-8"), "utf-8")
    spoilt = (DATA / "inspections.csv").read_text("utf-8").splitlines()
    spoilt[1] = spoilt[1].replace("Blackburn with Darwen PDU", "Cheshire North PDU")
    spoilt[2] = spoilt[2].replace("2023-06-01", "June 2023").replace("pdu-2021", "pdu-1948")
    spoilt[3] = spoilt[3].replace("North West", "North East")
    spoilt.append(spoilt[4])
    (tmp_path / "inspections.csv").write_text("\n".join(spoilt), "utf-8")
    (tmp_path / "sources.csv").write_text(
        "inspection_id,source,kind,what_was_read,source_date,read_on\nPDU-1948-X,s,k,w,,2026-11-31\n"
    )
    with pytest.raises(DataMistakes) as caught:
        read_published(read_register(), shipped_editions(), tmp_path)
    told = "\n".join(map(str, caught.value.mistakes))
    for words in (
        "inspections.csv, row 2: no pdu is called 'Cheshire North PDU'; the nearest is Cheshire West PDU",
        "inspections.csv, row 3: edition: there is no edition 'hmip-probation-pdu-1948'",
        "inspections.csv, row 3: publication_date: 'June 2023' is no date",
        "inspections.csv, row 4: region: the register has",
        "row 157: the id pdu-2023-liverpoolnorth stands here a second time",
        "sources.csv, row 2: inspection_id: there is no inspection 'PDU-1948-X'",
        "sources.csv, row 2: read_on:",
    ):
        assert words in told, words
