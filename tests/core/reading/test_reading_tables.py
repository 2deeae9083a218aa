"""Ratings tables, however a file gives them, and what does not fit in them."""

from __future__ import annotations

import pytest
from draft_of import codes, draft_of, draft_of_pages
from hypothesis import given, settings
from hypothesis import strategies as st

STANDARDS = (
    ("1.1", "Leadership"), ("1.2", "Staff"), ("1.3", "Services"), ("1.4", "Information and facilities"),
    ("2.1", "Court work"), ("2.2", "Assessment"), ("2.3", "Planning"), ("2.4", "Implementation and delivery"), ("2.5", "Reviewing"),
)  # fmt: skip
BANDS = (
    "Requires improvement",
    "Good",
    "Good",
    "Inadequate",
    "Inadequate",
    "Inadequate",
    "Good",
    "Inadequate",
    "Inadequate",
)


def in_cells(
    head: str = "Wexmouth PDU\tScore\t7/27",
    bands: tuple[str, ...] = BANDS,
    overall: str = "Requires improvement",
) -> str:
    rows = [head, "Fieldwork started March 2022\t\t", f"Overall rating\t{overall}\t"]
    rows += [f"{ref} {title}\t{band}\t" for (ref, title), band in zip(STANDARDS, bands, strict=True)]
    return "\n".join(rows)


def in_lines() -> str:
    rows = [
        "Wexmouth PDU Score 7/27",
        "Fieldwork started March 2022",
        "Overall rating Requires improvement",
        "1. Organisational delivery",
    ]
    rows += [f"{ref}. {title} {band}" for (ref, title), band in zip(STANDARDS, BANDS, strict=True)]
    return "\n".join(rows)


def one_by_one() -> str:
    rows = [
        "Wexmouth PDU",
        "Score",
        "7/27",
        "Fieldwork started March 2022",
        "Overall rating",
        "Requires improvement",
        "1.",
        "Organisational delivery",
    ]
    for (ref, title), band in zip(STANDARDS, BANDS, strict=True):
        rows += [ref, title, band]
    return "\n\n".join(rows)


def in_pipes() -> str:
    return "\n".join("| " + line.replace("\t", " | ") + " |" for line in in_cells().splitlines())


def in_gaps() -> str:
    return in_cells().replace("\t", "      ")


@pytest.mark.parametrize("form", [in_cells, in_lines, one_by_one, in_pipes, in_gaps])
def test_a_table_is_read_however_it_is_given(form) -> None:  # type: ignore[no-untyped-def]
    draft = draft_of(form())
    (table,) = draft.tables
    assert [(each.ref, each.title, each.rating) for each in table.ratings] == [
        (ref, title, band) for (ref, title), band in zip(STANDARDS, BANDS, strict=True)
    ]
    assert table.score is not None
    assert (table.score.points, table.score.out_of) == (7, 27)
    assert table.overall is not None
    assert table.overall.rating == "Requires improvement"
    assert table.fieldwork is not None
    assert table.fieldwork.date.text == "2022-03"
    assert [provider.name for provider in draft.providers] == ["Wexmouth"]
    assert table.edition == "hmip-probation-pdu-2021"
    assert codes(draft) == []


def test_a_table_cut_by_a_page_is_one() -> None:
    lines = in_cells().splitlines()
    head, foot = "An inspection of probation services\n\n", "\n\n{}"
    pages = [
        "Some words of the report stand here.",
        "\n".join(lines[:7]),
        "\n".join(lines[7:]),
        "More words.",
    ]
    draft = draft_of_pages(*(head + page + foot.format(n) for n, page in enumerate(pages, 12)))
    (table,) = draft.tables
    assert len(table.ratings) == 9
    assert table.ratings[0].place.mark == 2
    assert table.ratings[-1].place.mark == 3


def test_a_table_that_goes_on_under_its_heading_again_is_one() -> None:
    lines = in_cells().splitlines()
    again = "Wexmouth PDU (continued)\n"
    draft = draft_of(
        "\n".join(lines[:7])
        + "\n\nThe ratings of the unit go on over the page, as long tables in reports often do today.\n\n"
        + again
        + "\n".join(lines[7:])
    )
    assert [len(table.ratings) for table in draft.tables] == [9]


def test_bands_and_titles_broken_over_lines_are_mended() -> None:
    text = in_lines().replace("1.1. Leadership Requires improvement", "1.1. Leadership Requires\nimprovement")
    text = text.replace("1.4. Information and facilities", "1.4. Information and\nfacilities")
    ratings = draft_of(text).tables[0].ratings
    assert (ratings[0].rating, ratings[3].title, ratings[3].rating) == (
        "Requires improvement",
        "Information and facilities",
        "Inadequate",
    )


@pytest.mark.parametrize(
    ("old", "new", "code", "mend"),
    [
        ("Overall rating\tRequires improvement", "Overall rating\tRating", "not-a-band", ""),
        ("7/27", "8/27", "score", "7/27"),
        ("Overall rating\tRequires improvement", "Overall rating\tGood", "overall", "Requires improvement"),
        ("Overall rating\tRequires improvement\t\n", "", "no-overall", ""),
        ("\tScore\t7/27", "", "no-score", ""),
        ("2.3 Planning\tGood", "2.3 Planning\tExcellent", "other-scale", ""),
        ("2.1 Court work\tInadequate\t\n", "", "standard-missing", ""),
        ("2.3 Planning", "2.2 Assessment", "standard-twice", ""),
        ("2.3 Planning", "2.3 Gardening", "no-edition", ""),
        ("2.5 Reviewing\tInadequate", "2.5 Reviewing", "cut", ""),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_a_finding(old: str, new: str, code: str, mend: str) -> None:
    text = in_cells()
    assert old in text
    found = {finding.code.value: finding for finding in draft_of(text.replace(old, new)).findings}
    assert code in found
    assert found[code].mend == mend


def test_a_cell_that_is_no_band_is_kept_as_printed_and_never_guessed() -> None:
    overall = draft_of(in_cells(overall="Rating")).tables[0].overall
    assert overall is not None
    assert (overall.printed, overall.rating, overall.sure.value) == ("Rating", "", "unsure")


def test_not_rated_counts_on_neither_side() -> None:
    bands = (*BANDS[:4], "Not rated", *BANDS[5:])
    draft = draft_of(in_cells("Wexmouth PDU\tScore\t7/24", bands))
    assert draft.tables[0].ratings[4].rating == "Not rated"
    assert codes(draft) == []


def test_a_list_of_contents_and_a_sentence_are_no_table() -> None:
    draft = draft_of(
        "1.1 Leadership ........ 12\n1.2 Staff ........ 14\n\nThe PDU was rated as Good for 1.1 Leadership.\n"
    )
    assert draft.tables == ()


def test_two_tables_stay_two() -> None:
    second = in_cells("Holme PDU\tScore\t7/27").replace("March", "April")
    draft = draft_of(f"{in_cells()}\n\n{second}")
    assert [table.heading for table in draft.tables] == ["Wexmouth PDU", "Holme PDU"]
    assert [len(table.ratings) for table in draft.tables] == [9, 9]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Outstanding", "Good", "Requires improvement", "Inadequate", "Not rated"]),
        min_size=9,
        max_size=9,
    )
)
def test_whatever_the_bands_the_table_comes_back_and_its_true_score_fits(bands: list[str]) -> None:
    points = {"Outstanding": 3, "Good": 2, "Requires improvement": 1, "Inadequate": 0}
    rated = [points[band] for band in bands if band in points]
    if bands[4] in points and any(band == "Not rated" for n, band in enumerate(bands) if n != 4):
        return  # only court work may be left out by this edition
    if sum(band == "Not rated" for band in bands) > (bands[4] == "Not rated"):
        return
    draft = draft_of(in_cells(f"Wexmouth PDU\tScore\t{sum(rated)}/{3 * len(rated)}", tuple(bands)))
    assert [each.rating for each in draft.tables[0].ratings] == bands
    assert "score" not in codes(draft)
    wrong = draft_of(in_cells(f"Wexmouth PDU\tScore\t{sum(rated) + 1}/{3 * len(rated)}", tuple(bands)))
    assert "score" in codes(wrong)


@pytest.mark.parametrize("lead", ["R ", ""])
def test_standards_without_numbers_get_those_of_the_edition_and_are_only_likely(lead: str) -> None:
    rows = [("Leadership", "Good"), ("Staffing", "Inadequate"), ("Public protection", "Inadequate"), ("Desistance", "Good"), ("Court work", "Good"),
            ("Unpaid work", "Good"), ("Resettlement", "Requires improvement"), ("Statutory victim work", "Good")]  # fmt: skip
    text = "South Mercia region\tScore\t11/24\nOverall rating\tRequires improvement\t\n" + "\n".join(
        f"{lead}{title}\t{band}\t" for title, band in rows
    )
    draft = draft_of(text)
    (table,) = draft.tables
    assert [each.ref for each in table.ratings] == [
        "R1.1",
        "R1.2",
        "R2.1",
        "R2.2",
        "R2.3",
        "R2.4",
        "R2.5",
        "R2.6",
    ]
    assert [(each.title, each.rating) for each in table.ratings] == rows
    assert {each.sure.value for each in table.ratings} == {"likely"}
    assert codes(draft) == []


def test_titles_that_no_edition_has_together_make_no_table() -> None:
    assert (
        draft_of(
            "Leadership\tGood\nGardening\tGood\nUnpaid work\tGood\nDesistance\tGood\nVictims\tGood\n"
        ).tables
        == ()
    )


@pytest.mark.parametrize(
    ("text", "edition", "kind", "refs"),
    [
        ("Wexview Approved Premises Score 13/15\nOverall rating Outstanding\n1. Leadership and governance Outstanding\n2. Staffing Good\n"
         "3. Safety Outstanding\n4. Public protection Good\n5. Rehabilitation Outstanding\n",
         "hmip-approved-premises-2025", "approved_premises", "1 2 3 4 5"),
        ("Luxford Youth Justice Service\nOverall rating\tGood\n1.1 Governance and leadership\tGood\n1.2 Staffing\tGood\n"
         "1.3 Partnerships and services\tOutstanding\n2.1 Assessing\tGood\n2.2 Planning\tGood\n2.3 Delivering\tGood\nV1 Victims\tGood\n",
         "hmip-youth-2025", "youth_service", "1.1 1.2 1.3 2.1 2.2 2.3 V1"),
        ("Lea PDU\tScore 5/21\nOverall rating Requires improvement\nP 1.1 Leadership Requires improvement\nP 1.2 Staffing Requires improvement\n"
         "P 1.3 Services Good\nP 2.1 Assessment Inadequate\nP 2.2 Planning Inadequate\nP 2.3 Implementation and delivery Inadequate\nP 2.4 Reviewing Requires improvement\n",
         "hmip-probation-pdu-2023", "pdu", "P1.1 P1.2 P1.3 P2.1 P2.2 P2.3 P2.4"),
    ],
)  # fmt: skip
def test_tables_of_other_editions_are_known_by_their_standards(
    text: str, edition: str, kind: str, refs: str
) -> None:
    draft = draft_of(text)
    (table,) = draft.tables
    assert table.edition == edition
    assert [provider.kind.value for provider in draft.providers] == [kind]
    assert " ".join(each.ref for each in table.ratings) == refs
    assert {code for code in codes(draft) if code != "no-score"} == set()
