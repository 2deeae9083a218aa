"""Lines, broken words, furniture, dates and names: the parts that facts are made from."""

from __future__ import annotations

from datetime import date

import pytest
from draft_of import draft_of, draft_of_pages
from hypothesis import given, settings
from hypothesis import strategies as st

from eyre.core.calendar import say_day
from eyre.core.reading import Form, Given
from eyre.core.reading.cleaned import clean, lines_of
from eyre.core.reading.dates import find_dates
from eyre.core.reading.hyphens import Hyphens
from eyre.core.reading.names import bare, find_names, is_shorter_form, is_twin


def cleaned(text: str) -> str:
    document = Given(text)
    return clean(document, *lines_of(document)).text


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("27 July 2023", ["2023-07-27"]),
        ("on Tuesday 18 December 2018", ["2018-12-18"]),
        ("between July 2018 and June 2019", ["2018-07/2019-06"]),
        ("September to November 2018", ["2018-09/2018-11"]),
        ("4 to 8 March 2024", ["2024-03-04/2024-03-08"]),
        ("30 October – 10 November 2023", ["2023-10-30/2023-11-10"]),
        ("the 1st of May 2020", ["2020-05-01"]),
        ("18/12/2018 and 2019-01-02", ["2018-12-18", "2019-01-02"]),
        ("31 February 2023", [""]),
        ("November to March 2023", [""]),
        ("in January and February", []),
        ("May 12 people come", []),
        ("7/24 and 12 of 2023 cases", []),
    ],
)
def test_dates_are_as_exact_as_they_are_written(text: str, dates: list[str]) -> None:
    assert [found.date.text for found in find_dates(text)] == dates


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_every_day_is_read_back_with_its_weekday(day: date) -> None:
    (found,) = find_dates(f"It was {day:%A} {say_day(day)}, in the rain.")
    assert (found.date.earliest, found.weekday, found.right) == (day, f"{day:%A}", f"{day:%A}")


@pytest.mark.parametrize(
    ("before", "after", "joint"),
    [
        ("the imple-", "mentation of plans", ""),
        ("it was well-", "led and", "-"),
        ("three-", "quarters of", "-"),
        ("an over-", "view", "-"),  # the document writes over-view itself
        ("a line –", "dash", None),
        ("ends here", "and goes on", None),
        ("North-", "West", None),
    ],
)
def test_a_broken_word_is_mended_as_the_document_writes_it(
    before: str, after: str, joint: str | None
) -> None:
    assert Hyphens("Implementation of an over-view.").joint(before, after) == joint


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("two\nlines", "two lines"),
        ("a broken imple-\nmentation", "a broken implementation"),
        ("soft\u00adhyphen and ﬁne", "softhyphen and fine"),
        ("**bold** and `code` &amp; <b>tags</b>", "bold and code & tags"),
        ("of it.<sup>1</sup> The 1<sup>st</sup> [floor](https://example.org)", "of it. The 1st floor"),
        ("no\u00a0break  here", "no break here"),
        ("personal\n\ncircumstances go on", "personal circumstances go on"),
        ("An end.\n\nAnother", "An end.\n\nAnother"),
        ("- one\n- two", "- one\n\n- two"),
        ("a\tb\nc\td", "a\tb\nc\td"),
        (
            "including across\n\n<sup>1</sup> A note.\n\nMerseyside.",
            "A note.\n\nincluding across Merseyside.",
        ),
    ],
)
def test_lines_are_joined_and_undressed(text: str, says: str) -> None:
    assert cleaned(text) == says


@settings(max_examples=200, deadline=None)
@given(st.text("ab1. \n\t-*<>&;#|_[]()ﬁ\u00ad\u00a0AZ’", max_size=120))
def test_every_place_lies_in_the_text_and_letters_stand_where_they_are_said_to_stand(text: str) -> None:
    document = Given(text)
    result = clean(document, *lines_of(document))
    for block in result.blocks:
        for n in range(block.start, block.end):
            place = result.place(n, n + 1)
            assert 0 <= place.start < place.end <= len(text)
            if result.text[n].isalnum() and not {"&", "ﬁ"} & set(text):
                assert text[place.start] == result.text[n]


def test_running_heads_and_page_numbers_are_no_text() -> None:
    pages = [f"An inspection of Wexmouth\n\nWords of page {word}.\nIn {n} of 30 cases.\n\n{n}" for n, word in enumerate(["one", "two", "three", "four"], 1)]  # fmt: skip
    claims = draft_of_pages(*pages).claims
    assert [claim.phrase for claim in claims if claim.form == "count_of"] == [
        "1 of 30",
        "2 of 30",
        "3 of 30",
        "4 of 30",
    ]
    assert not any("An inspection of Wexmouth" in claim.sentence for claim in claims)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the inspection of the Barton West, Ashby with Farley, Holme and Kirk, Upton North and Lea Probation Delivery Units (PDUs)",
         [("Barton West", "pdu"), ("Ashby with Farley", "pdu"), ("Holme and Kirk", "pdu"), ("Upton North", "pdu"), ("Lea", "pdu")]),
        ("An inspection of youth offending services in Luxford", [("Luxford", "youth_service")]),
        ("The Royal Borough of Holme Youth Justice Service", [("Royal Borough of Holme", "youth_service")]),
        ("Overall, Harborough Youth Offending Service", [("Harborough", "youth_service")]),
        ("the North Mercia division of the National Probation Service (NPS)", [("North Mercia", "nps_division")]),
        ("NPS North Mercia Division", [("North Mercia", "nps_division")]),
        ("Dale Tees Valley Community Rehabilitation Company (CRC)", [("Dale Tees Valley", "crc")]),
        ("review of Probation Service – South Mercia Region.", [("South Mercia", "region")]),
        ("Wexview Approved Premises", [("Wexview", "approved_premises")]),
        ("HM Prison and Probation Service and the National Probation Service", []),
        ("In our PDU inspections and in the region", []),
    ],
)  # fmt: skip
def test_bodies_are_known_by_the_words_beside_their_names(text: str, names: list[tuple[str, str]]) -> None:
    assert [(named.name, named.kind.value) for named in find_names(text)] == names
    for named in find_names(text):
        assert text[named.start : named.end] == named.name


def test_names_are_compared_by_their_parts() -> None:
    assert bare("Holme & Kirk PDU") == "Holme & Kirk"
    assert is_twin("Barton North", "Barton West")
    assert not is_twin("Barton North", "Barton North")
    assert not is_twin("Holme", "Kirk")
    assert is_shorter_form("Ashby", "Ashby with Farley")
    assert not is_shorter_form("Ashby with Farley", "Ashby")


@settings(max_examples=60, deadline=None)
@given(st.text("abcABC 0123456789./\n\t-#*|'‘’“”()<>&", max_size=300), st.sampled_from(list(Form)))
def test_any_text_gives_a_draft_whose_facts_have_places_and_ids_of_their_own(text: str, form: Form) -> None:
    draft = draft_of(text, form)
    ids = [fact.id for fact in draft.facts()]
    assert len(ids) == len(set(ids))
    for place in [*(fact.place for fact in draft.facts()), *(finding.place for finding in draft.findings)]:
        assert 0 <= place.start <= place.end <= len(text)
        assert (place.line, place.column) == draft.given.line(place.start)
    assert draft == draft_of(text, form)
