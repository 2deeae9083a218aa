"""Recommendations, ratings in prose, dates, claims, and the kind of document."""

from __future__ import annotations

import pytest
from draft_of import codes, draft_of
from hypothesis import given, settings
from hypothesis import strategies as st

RECOMMENDATIONS = """# Recommendations

## Barton North PDU

**Barton North PDU should:**

1. improve the quality of its plans
2. use the views of people on
   probation;

{region} should:

3. provide more interventions

**HM Prison and Probation Service (HMPPS) should:**

4. improve vetting.

## Holme & Kirk

The Holme and Kirk Probation Delivery Unit (PDU) should:

1. obtain information promptly
"""


def addressed(text: str) -> list[tuple[str, int, str]]:
    draft = draft_of(text)
    names = {provider.id: provider.name for provider in draft.providers}
    return [
        (names.get(each.provider, ""), each.number, each.addressee.value) for each in draft.recommendations
    ]


@pytest.mark.parametrize(
    "region",
    [
        "South Mercia region",
        "The Probation Service – South Mercia",
        "The South Mercia Regional Probation Director",
    ],
)
def test_recommendations_go_to_their_addressees_under_their_bodies(region: str) -> None:
    text = RECOMMENDATIONS.format(region=region)
    assert addressed(text) == [
        ("Barton North", 1, "pdu"), ("Barton North", 2, "pdu"), ("Barton North", 3, "region"), ("Barton North", 4, "hmpps"),
        ("Holme and Kirk", 1, "pdu"),
    ]  # fmt: skip
    draft = draft_of(text)
    assert draft.recommendations[1].text == "use the views of people on probation"
    assert codes(draft) == []


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("The Ministry of Justice", "ministry"),
        ("HMPPS and the Ministry of Justice", "hmpps"),
        ("His Majesty’s Prison and Probation Service", "hmpps"),
        ("The Luxford Youth Justice Service", "youth_service"),
        ("The Luxford Youth Justice Service Management Board", "other"),
        ("Wessex CRC", "crc"),
        ("The North Mercia division", "nps_division"),
        ("The chair of the partnership board", "other"),
        ("Wexview Approved Premises", "approved_premises"),
    ],
)
def test_an_addressee_is_known_by_its_words(who: str, kind: str) -> None:
    draft = draft_of(
        f"Recommendations\n\n{who} should:\n\n1. do what is right in every case\n2. do more of it\n"
    )
    assert [each.addressee.value for each in draft.recommendations] == [kind, kind]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The Luxford PDU should:\n\n1. plan well\n\n3. review well\n", "numbering"),
        ("The Luxford PDU should:\n\nA paragraph follows here.\n", "cut"),
        ("# Recommendations\n\n1. plan better for the safety of others\n", "no-addressee"),
        (
            "We have made four recommendations.\n\nThe Luxford PDU should:\n\n1. plan well\n\n2. review well\n",
            "count-differs",
        ),
    ],
)
def test_lists_that_do_not_fit_are_findings(text: str, code: str) -> None:
    assert code in codes(draft_of(text))


def test_what_was_recommended_before_is_not_recommended_now() -> None:
    text = "# Progress against previous recommendations\n\nThe Luxford PDU should:\n\n1. plan well\n"
    assert draft_of(text).recommendations == ()


def test_a_new_list_for_another_addressee_may_begin_at_one() -> None:
    text = "The Luxford PDU should:\n\n1. plan well\n2. review well\n\nHMPPS should:\n\n1. pay well\n"
    assert codes(draft_of(text)) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=5))
def test_numbers_run_through_the_addressees_and_none_is_lost(sizes: list[int]) -> None:
    who = [
        "Luxford PDU",
        "South Mercia region",
        "HMPPS",
        "The Ministry of Justice",
        "The South Mercia region",
    ]
    number, parts = 0, []
    for size, name in zip(sizes, who, strict=False):
        parts.append(f"{name} should:")
        for _ in range(size):
            number += 1
            parts.append(f"{number}. improve the quality of work in area {number}")
    assert [n for _, n, _ in addressed("\n\n".join(parts))] == list(range(1, number + 1))


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        ("We rated Lea PDU as ‘Good’, while Holme and Kirk PDU was rated as 'Inadequate'.",
         [("Lea", "Good"), ("Holme and Kirk", "Inadequate")]),
        ("Lea PDU has been given an overall rating of “Requires improvement”.", [("Lea", "Requires improvement")]),
        ("Lea PDU was judged to be Inadequate.", [("Lea", "Inadequate")]),
        ("Lea PDU did good work and planned well.", []),
        ("Inspectors rated the quality of facilities at Upton as ‘Good’.", []),
    ],
)  # fmt: skip
def test_ratings_in_prose_belong_to_the_bodies_they_name(
    sentence: str, stated: list[tuple[str, str]]
) -> None:
    draft = draft_of(sentence)
    names = {provider.id: provider.name for provider in draft.providers}
    found = [
        (names[each.provider], each.rating)
        for each in draft.statements
        if each.provider and not each.standard
    ]
    assert found == stated


def test_a_name_that_nobody_has_is_found_and_never_put_right() -> None:
    text = "We completed the inspection of the Barton North and Lea PDUs.\n\nWe rated Barton South and Lea as ‘Good’.\n"
    draft = draft_of(text)
    finding = next(each for each in draft.findings if each.code.value == "unknown-name")
    assert (finding.place.words, finding.mend) == ("Barton South", "Barton North")
    assert next((each.provider, each.sure.value) for each in draft.statements) == ("", "unsure")


def test_two_ratings_of_one_body_contradict_each_other() -> None:
    text = "Lea PDU was rated as ‘Good’.\n\nIn the end Lea PDU was rated as ‘Inadequate’.\n"
    assert "ratings-differ" in codes(draft_of(text))


@pytest.mark.parametrize(
    ("text", "what", "date"),
    [
        ("9 November 2022\n\nDear Alex\n\nMany thanks.\n\nYours sincerely\n", "published", "2022-11-09"),
        ("Published on 3 May 2024.", "published", "2024-05-03"),
        ("An inspection of Lea PDU\n\nHM Inspectorate of Probation, May 2024\n", "published", "2024-05"),
        ("Fieldwork for this inspection took place in August 2018.", "fieldwork", "2018-08"),
        ("We inspected the division between September and November 2018.", "fieldwork", "2018-09/2018-11"),
        ("The service was last inspected in March 2016.", "previous", "2016-03"),
        ("EMBARGOED UNTIL 00.01 on Thursday 6 July 2023", "embargo", "2023-07-06"),
        ("Inspectors conducted the inspection in January and February.", "fieldwork", ""),
    ],
)
def test_a_date_says_what_the_words_before_it_say(text: str, what: str, date: str) -> None:
    assert [(each.what.value, each.date.text) for each in draft_of(text).dates] == [(what, date)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Published on Monday 7 July 2023.", "weekday"),
        ("Published on 31 June 2023.", "not-a-date"),
        ("Published on 3 May 2023.\n\nFieldwork took place in June 2023.", "dates-conflict"),
        ("The rating system has four bands: excellent, good, requires improvement and poor.", "other-scale"),
        ("It was so in all but one relevant case (one of 14 cases).", "bracket-exception"),
        ("# Key strengths\n\n- The region is making great efforts to reduce the backlog of unpaid work.\n\n# Key areas for improvement\n\n"
         "- The region is making great efforts to reduce the backlog of unpaid work, but more is needed.", "both-ways"),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_a_finding(text: str, code: str) -> None:
    assert code in codes(draft_of(text))


def test_a_fact_that_an_error_speaks_of_is_unsure() -> None:
    claims = draft_of("Work was right in all but one relevant case (one of 14 cases).").claims
    assert {claim.phrase: claim.sure.value for claim in claims}["one of 14"] == "unsure"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Dear Sam\n\nThanks.\n\nYours sincerely\n", "letter"),
        ("Lea PDU rated Good\n\nENDS\n\nNotes to editors\n\n1. One.\n", "press_notice"),
        ("Share This Post\n\nInspectors found much.\n\nLeave a Reply\n", "article"),
        ("# An inspection of Lea PDU\n\n# Contents\n\n# Foreword\n\nWords.\n", "report"),
        ("Words about nothing.", "unknown"),
    ],
)
def test_a_document_is_known_by_its_signs(text: str, kind: str) -> None:
    assert draft_of(text).kind.kind.value == kind


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("In 32 out of 87 cases nothing was done.", [("32 out of 87", 32, 87, None)]),
        ("Of the 39 staff who needed it, 28 had it.", [("39", None, None, 39), ("28", 28, 39, None)]),
        ("Almost two-thirds of plans did not.", [("Almost two-thirds", None, None, None)]),
        ("In the last 12 months many staff left all regional functions.", []),
        (
            "Too few victims were told in all relevant cases.",
            [("Too few", None, None, None), ("all", None, None, None)],
        ),
    ],
)
def test_claims_keep_phrase_and_numbers(
    text: str, claims: list[tuple[str, int | None, int | None, int | None]]
) -> None:
    found = draft_of(text).claims
    assert [(each.phrase, each.x, each.of, each.number) for each in found] == claims
    for each in found:
        assert text[each.place.start : each.place.end] == each.phrase


def test_a_claim_knows_its_section_and_what_stands_below_an_article_claims_nothing() -> None:
    text = "# Staff\n\n## Key strengths\n\n- In 5 of 6 cases.\n\nLeave a Reply\n\nOver 25 years and 12 of 30 posts.\n"
    (claim,) = draft_of(text).claims
    assert claim.section == "Staff > Key strengths"


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("The Tees, Wye with Dee and Gwent North PDUs were inspected.", [("Tees", "inspected"), ("Wye with Dee", "inspected"), ("Gwent North", "inspected")]),
        ("An inspection of probation services in:\nLea PDU\nThe Probation Service – South Mercia region\n", [("Lea", "inspected"), ("South Mercia", "mentioned")]),
        ("An inspection of youth justice services in\nLuxford and the Vale of Lea\n", [("Luxford and the Vale of Lea", "inspected")]),
        ("Inspectors visited Luxford Youth Justice Service in June 2022.", [("Luxford", "inspected")]),
        ("Probation services in Wexford have been rated as ‘Good’.", [("Wexford", "inspected")]),
        ("The National Probation Service faces a crisis.", [("National Probation Service", "inspected")]),
        ("Words about nobody.", []),
    ],
)  # fmt: skip
def test_the_body_that_a_document_is_about_is_found(text: str, bodies: list[tuple[str, str]]) -> None:
    assert [(each.name, each.role.value) for each in draft_of(text).providers] == bodies
