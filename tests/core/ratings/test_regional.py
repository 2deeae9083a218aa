"""A region's picture from its units: sums of cases, themes in all, most or some units, standards fed by questions."""

import csv
from collections import Counter
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.cases import Tally
from eyre.core.editions import EditionInvalid
from eyre.core.figures import Count
from eyre.core.frameworks import Edition, KeyQuestion
from eyre.core.frameworks.feeding import build_feeding
from eyre.core.ratings import NotKnown, Rated
from eyre.core.ratings.regional import (
    Extent,
    FedStandard,
    PooledQuestion,
    Unit,
    extent,
    pool,
    rate_region,
    say_extent,
)
from eyre.core.wording import Kind, find_quantities, holds
from eyre.frameworks.reading import load_edition
from eyre.frameworks.regional_feeds import feeding_of
from eyre.reports.wording import load_policy

PDU_2021, PDU_2023, REGION = (
    "hmip-probation-pdu-2021",
    "hmip-probation-pdu-2023",
    "hmip-probation-region-2023",
)
POLICY = load_policy()


def read(package: str, *path: str) -> list[dict[str, str]]:
    text = files(package).joinpath(*path).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def north_west() -> tuple[Unit, ...]:
    """The five units of the letter of 27 July 2023, from the reconstructed answers."""
    edition = load_edition(PDU_2021)
    rows = read("eyre.cases", "data", "north-west-2023", "answers.csv")
    found = Counter((row["inspection"], row["question"], row["answer"]) for row in rows)
    asked = {(row["inspection"], row["question"]) for row in rows}
    return tuple(
        Unit(
            name,
            name,
            edition,
            {
                question: Tally(*(found[name, question, word] for word in ("yes", "no", "not_relevant")))
                for question in edition.questions
                if (name, question) in asked
            },
        )
        for name in sorted({row["inspection"] for row in rows})
    )


def unit(name: str, edition: Edition, **tallies: Tally) -> Unit:
    """A unit with answers to questions named Q2_2_3 for 2.2.3 (and for P2.2.3 in the edition of 2023)."""
    prefix = "P" if edition.id == PDU_2023 else ""
    return Unit(name, name, edition, {prefix + ref[1:].replace("_", "."): t for ref, t in tallies.items()})


def by_ref(units: tuple[Unit, ...]) -> dict[str, PooledQuestion]:
    return {one.question.ref: one for one in pool(units)}


def letter() -> list[Any]:
    """What the letter says of cases, each with the question that counts it and whether it counts the failing."""
    notes = {note.part: dict(note.values) for note in load_edition(PDU_2021).method_notes}
    said = {row["count_id"]: row for row in read("eyre.inspections", "data", "counts.csv")}
    return [
        pytest.param(ref.split()[0], ref.endswith("(complement)"), said[number], id=number)
        for number, ref in notes["letter-counts"].items()
    ]


@pytest.mark.parametrize(("ref", "is_failing", "said"), letter())
def test_the_five_units_pooled_give_the_figures_of_the_letter(
    ref: str, is_failing: bool, said: dict[str, str]
) -> None:
    """Seed 001: every number and every phrase; the letter's own slip (a bracket with the exception) is the only one."""
    count = by_ref(north_west())[ref].tally.count
    count = count.complement if is_failing else count
    if said["x"]:
        assert count == Count(int(said["x"]), int(said["of"]))
    kinds = {found.text: holds(POLICY, found, count).kind for found in find_quantities(said["phrase"])}
    assert {text for text, kind in kinds.items() if kind is Kind.FALSE} <= {"one of 10"}
    assert Kind.TRUE in kinds.values()


def test_196_cases_are_pooled() -> None:
    assert by_ref(north_west())["2.2.3"].tally.cases == 196


def test_court_work_is_pooled_from_the_two_units_that_rated_it() -> None:
    found = by_ref(north_west())["2.1.1"]
    assert (found.tally.count, found.met_in) == (Count(10, 20), Count(0, 2))


def test_pooling_adds_cases_and_never_averages_shares() -> None:
    edition = load_edition(PDU_2021)
    units = (unit("small", edition, Q2_2_3=Tally(1, 0)), unit("large", edition, Q2_2_3=Tally(10, 89)))
    assert by_ref(units)["2.2.3"].tally.count == Count(
        11, 100
    )  # the average of 100 and 10 per cent would be 55


def test_a_question_is_pooled_over_editions_by_its_concept() -> None:
    units = (
        unit("then", load_edition(PDU_2021), Q2_2_3=Tally(3, 7)),
        unit("now", load_edition(PDU_2023), Q2_1_3=Tally(6, 4)),
    )
    assert [(one.question.ref, one.tally.count) for one in pool(units)] == [("P2.1.3", Count(9, 20))]


def test_a_unit_without_a_relevant_case_is_not_among_those_counted() -> None:
    edition = load_edition(PDU_2021)
    units = (unit("none", edition, Q2_5_3=Tally(0, 0, 9)), unit("some", edition, Q2_5_3=Tally(8, 2)))
    found = by_ref(units)["2.5.3"]
    assert (found.met_in, found.tally.not_relevant) == (Count(1, 1), 9)


@pytest.mark.parametrize(("yes", "is_met"), [(80, True), (65, True), (64, False), (49, False)])
def test_a_theme_holds_from_the_third_band_of_four(yes: int, is_met: bool) -> None:
    units = (unit("one", load_edition(PDU_2021), Q2_2_3=Tally(yes, 100 - yes)),)
    assert by_ref(units)["2.2.3"].met_in == Count(int(is_met), 1)


@given(st.lists(st.tuples(*[st.integers(0, 9)] * 4), min_size=1, max_size=4))
def test_the_order_of_the_units_is_irrelevant_and_the_sum_is_the_sum(tallies: list[tuple[int, ...]]) -> None:
    edition = load_edition(PDU_2021)
    units = [unit(f"u{i}", edition, Q2_2_3=Tally(*each)) for i, each in enumerate(tallies)]
    pools = {pool(order) for order in permutations(units)}
    assert len(pools) == 1
    whole = sum((Tally(*each) for each in tallies), start=Tally(0, 0))
    assert sum((one.tally for one in pools.pop()), start=Tally(0, 0)) == whole


@given(st.integers(1, 30), st.integers(0, 30))
def test_two_units_or_one_with_all_their_cases_are_pooled_alike(yes: int, no: int) -> None:
    edition = load_edition(PDU_2021)
    apart = (unit("a", edition, Q2_2_3=Tally(yes, 0)), unit("b", edition, Q2_2_3=Tally(0, no, 1)))
    together = (unit("a", edition, Q2_2_3=Tally(yes, no, 1)),)
    assert by_ref(apart)["2.2.3"].tally == by_ref(together)["2.2.3"].tally


@pytest.mark.parametrize(
    ("x", "of", "how", "words"),
    [
        (5, 5, Extent.ALL, "all five units"),
        (4, 5, Extent.MOST, "most units (four of five)"),
        (3, 5, Extent.MOST, "most units (three of five)"),  # 60 per cent is “most” in the default policy
        (2, 5, Extent.SOME, "some units (two of five)"),
        (1, 5, Extent.ONE, "one of five units"),
        (0, 5, Extent.NONE, "none of five units"),
        (1, 1, Extent.ALL, "the one unit"),
        (0, 1, Extent.NONE, "not the one unit"),
    ],
)
def test_themes_hold_in_all_most_some_or_no_unit(x: int, of: int, how: Extent, words: str) -> None:
    assert (extent(POLICY, Count(x, of)), say_extent(POLICY, Count(x, of))) == (how, words)


def test_most_is_what_the_wording_policy_calls_so() -> None:
    strict = load_policy("education-scotland")  # most from 75 per cent
    assert extent(strict, Count(3, 5)) is Extent.SOME
    with pytest.raises(ValueError, match="no unit"):
        extent(POLICY, Count(0, 0))


@given(st.integers(1, 40))
def test_more_units_never_make_it_fewer(of: int) -> None:
    order = [Extent.NONE, Extent.ONE, Extent.SOME, Extent.MOST, Extent.ALL]
    found = [order.index(extent(POLICY, Count(x, of))) for x in range(of + 1)]
    assert found == sorted(found)


def test_the_standards_of_a_region_are_fed_by_the_questions_of_its_units() -> None:
    found = rate_region(load_edition(REGION), feeding_of(REGION), pool(north_west()))
    standards = {one.standard.ref: one for one in found.standards}
    fed = {ref: [q.question.ref for q in one.questions] for ref, one in standards.items() if one.questions}
    assert fed == {
        "R2.1": ["2.2.3", "2.3.3", "2.4.3", "2.5.3"],
        "R2.2": ["2.2.1", "2.2.2", "2.3.1", "2.3.2", "2.4.1", "2.4.2", "2.5.1", "2.5.2"],
        "R2.3": ["2.1.1"],
    }
    bands = {ref: one.rating.outcome for ref, one in standards.items() if one.questions}
    assert bands == {
        "R2.1": Rated("inadequate"),  # 51 of 196
        "R2.2": Rated("inadequate"),  # 88 of 196
        "R2.3": Rated("requires_improvement"),  # 10 of 20, exactly on the cut
    }
    assert "51 of 196 (26 per cent)" in standards["R2.1"].rating.steps[-1].text
    assert found.overall.score is None


@pytest.mark.parametrize(
    ("ref", "reason"),
    [
        ("R1.1", "it is judged on other evidence, and nobody has given it a rating yet"),
        ("R2.4", "it rests on regional cases, of which no answers are held"),
        ("R2.5", "no question of the units is known to feed it"),
        ("R2.6", "it rests on regional cases, of which no answers are held"),
    ],
)
def test_what_nothing_feeds_is_not_known_and_says_what_it_waits_for(ref: str, reason: str) -> None:
    found = rate_region(load_edition(REGION), feeding_of(REGION), pool(north_west()))
    assert next(one.rating.outcome for one in found.standards if one.standard.ref == ref) == NotKnown(reason)


def test_given_ratings_and_fed_ones_make_the_whole() -> None:
    given_ = {ref: Rated("good") for ref in ("R1.1", "R1.2", "R2.4", "R2.5", "R2.6")}
    found = rate_region(load_edition(REGION), feeding_of(REGION), pool(north_west()), given=given_)
    assert str(found.overall.score) == "11/24"
    assert found.overall.outcome == Rated("requires_improvement")


def region_that_asks(*questions: KeyQuestion) -> Edition:
    """The regional edition, whose R2.3 Court work (fed by 2.1.1 of the units, 10 of 20) has questions of its own."""
    edition = load_edition(REGION)
    domains = tuple(
        replace(
            domain,
            standards=tuple(
                replace(one, key_questions=questions) if one.ref == "R2.3" else one
                for one in domain.standards
            ),
        )
        for domain in edition.domains
    )
    return replace(edition, domains=domains)


def court_work(edition: Edition, regional: dict[str, Tally], units: tuple[Unit, ...]) -> FedStandard:
    found = rate_region(edition, feeding_of(REGION), pool(units), regional=regional)
    return next(one for one in found.standards if one.standard.ref == "R2.3")


def counts(found: FedStandard) -> dict[str, Count]:
    return {one.ref: one.count for one in found.rating.key_questions}


@pytest.mark.parametrize(
    ("refs", "regional", "expected", "own"),
    [
        ("", {}, {"2.1.1": (10, 20)}, ()),
        ("same", {}, {"2.1.1": (10, 20)}, ()),
        ("same", {"R2.3.1": Tally(9, 1)}, {"2.1.1": (19, 30)}, ("R2.3.1",)),
        ("other", {"R2.3.2": Tally(9, 1)}, {"2.1.1": (10, 20), "R2.3.2": (9, 10)}, ("R2.3.2",)),
        (
            "same other",
            {"R2.3.1": Tally(0, 5), "R2.3.2": Tally(9, 1)},
            {"2.1.1": (10, 25), "R2.3.2": (9, 10)},
            ("R2.3.1", "R2.3.2"),
        ),
        ("clash", {"2.1.1": Tally(1, 9)}, {"2.1.1": (10, 20), "2.1.1 (region)": (1, 10)}, ("2.1.1",)),
    ],
)
def test_cases_of_the_region_are_summed_with_those_of_its_units(
    refs: str, regional: dict[str, Tally], expected: dict[str, tuple[int, int]], own: tuple[str, ...]
) -> None:
    concept = by_ref(north_west())["2.1.1"].question.concept
    asked = {
        "same": KeyQuestion("R2.3.1", "Is it?", concept),
        "other": KeyQuestion("R2.3.2", "Is that?", "of-the-region"),
        "clash": KeyQuestion("2.1.1", "Is that?", "of-the-region"),
    }
    found = court_work(region_that_asks(*(asked[ref] for ref in refs.split())), regional, north_west())
    assert counts(found) == {ref: Count(*count) for ref, count in expected.items()}
    assert found.own == own


@given(st.integers(0, 60), st.integers(0, 60))
def test_whether_a_case_is_of_a_unit_or_of_the_region_makes_no_difference(yes: int, no: int) -> None:
    units = north_west()
    edition = region_that_asks(KeyQuestion("R2.3.1", "Is it?", by_ref(units)["2.1.1"].question.concept))
    more = (*units, Unit("more", "More", units[0].edition, {"2.1.1": Tally(yes, no)}))
    one, other = court_work(edition, {"R2.3.1": Tally(yes, no)}, units), court_work(edition, {}, more)
    assert (counts(one), one.rating.outcome) == (counts(other), other.rating.outcome)


def test_a_standard_without_a_mapping_file_is_not_fed() -> None:
    found = rate_region(load_edition(REGION), None, pool(north_west()))
    assert not any(one.questions for one in found.standards)


def test_every_feed_names_what_stands_in_an_edition_and_says_that_it_is_an_assumption() -> None:
    feeding = feeding_of(REGION)
    assert feeding is not None
    edition = load_edition(REGION)
    for feed in feeding.feeds:
        assert edition.standard(feed.ref)
        assert any("assumption" in one.note for one in feed.provenance)
    assert feeding_of(PDU_2021) is None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"schema": "eyre-feeding/2"}, "write eyre-feeding/1"),
        ({"standards": [{"ref": "R1", "themes": []}]}, "nothing feeds it"),
        (
            {"standards": [{"ref": "R1", "themes": ["a"]}, {"ref": "R1", "concepts": ["b"]}]},
            "R1 stands here twice",
        ),
        ({"standard": []}, "standard"),
    ],
)
def test_a_mapping_with_mistakes_is_refused_with_all_of_them(data: dict[str, Any], words: str) -> None:
    with pytest.raises(EditionInvalid) as told:
        build_feeding({"schema": "eyre-feeding/1", "edition": "a-region", "provenance": []} | data)
    assert any(words in str(mistake.text) for mistake in told.value.mistakes)
