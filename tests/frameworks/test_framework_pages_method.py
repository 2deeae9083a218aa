"""The method page: whatever it shows of a rule is what the engine computes, for every edition that ships."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.figures import Count, Cut, Owner, Rounding, Scale
from eyre.core.figures.words import say_fraction, say_per_cent
from eyre.core.frameworks import Combination, Completeness, Edition, SumOfScores
from eyre.core.ratings import CannotRate, Rated, rate_overall
from eyre.frameworks.method import combination_method, describe_method
from eyre.frameworks.method.combination import PANEL
from eyre.frameworks.method.scales import borders, case_examples, places
from eyre.frameworks.reading import load_edition, shipped_editions
from eyre.frameworks.words import family_of, say_valid

EDITIONS = list(shipped_editions())
CQC = "cqc-adult-social-care-2022"


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_every_edition_has_a_method_page(edition_id: str) -> None:
    edition = load_edition(edition_id)
    method = describe_method(edition)
    assert method.can_rate == (edition.completeness is not Completeness.OUTLINE)
    assert bool(method.gaps) or method.can_rate
    assert len(method.notes) == len(edition.method_notes)
    for note, told in zip(edition.method_notes, method.notes, strict=True):
        assert told.text == note.text
        assert bool(told.status) == bool(note.provenance)


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_what_cannot_be_rated_is_what_the_engine_refuses(edition_id: str) -> None:
    edition = load_edition(edition_id)
    outcomes = {standard.ref: Rated(edition.bands[0].id) for standard in edition.standards}
    if describe_method(edition).can_rate:
        rate_overall(edition, outcomes)
    else:
        with pytest.raises(CannotRate):
            rate_overall(edition, outcomes)


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_every_place_and_example_is_that_of_the_scale(edition_id: str) -> None:
    edition = load_edition(edition_id)
    rule = describe_method(edition).cases
    if edition.cases is None:
        assert rule is None
        return
    assert rule is not None
    assert [place.band for place in rule.places] == [band.label for band in edition.bands]
    for example in rule.examples:
        x, _, of = example.figure.partition(" of ")
        band = edition.cases.scale.place(Count(int(x), int(of)))
        assert isinstance(band, str)
        assert example.band == edition.band(band).label
        rounded = edition.cases.scale.place_rounded(Count(int(x), int(of)), edition.cases.rounding)
        assert isinstance(rounded, str)
        assert example.differs == (rounded != band)


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_the_tables_of_points_are_those_of_the_rule_and_of_print(edition_id: str) -> None:
    edition = load_edition(edition_id)
    rule = describe_method(edition).sum
    method = edition.overall.method if edition.overall else None
    if not isinstance(method, SumOfScores):
        assert rule is None
        return
    assert rule is not None
    for table in rule.tables:
        for label, least, greatest in table.rows:
            for points in range(least, greatest + 1):
                band = method.scale.place(Count(points, table.maximum))
                assert isinstance(band, str)
                assert edition.band(band).label == label
        assert sum(high - low + 1 for _, low, high in table.rows) == table.maximum + 1 - table.rows[-1][1]
    printed = {
        one.maximum: {(edition.band(b).label, lo, hi) for b, lo, hi in one.rows} for one in method.printed
    }
    shown = {table.maximum: set(table.rows) for table in rule.tables if table.is_printed}
    assert shown == printed
    for example in rule.examples:
        points, _, out_of = example.figure.partition("/")
        band = method.scale.place(Count(int(points), int(out_of)))
        assert isinstance(band, str)
        assert example.band == edition.band(band).label


@pytest.mark.parametrize(
    ("edition_id", "figure", "band", "differs"),
    [
        ("hmip-probation-pdu-2021", "129 of 200", "Requires improvement", True),
        ("hmip-probation-pdu-2021", "11 of 17", "Requires improvement", True),
        ("hmip-probation-pdu-2021", "13 of 20", "Good", False),
        ("hmip-probation-pdu-2021", "10 of 20", "Requires improvement", False),
        ("hmip-probation-pdu-2021", "16 of 20", "Outstanding", False),
        ("hmip-probation-pdu-2021", "4/24", "Inadequate", False),
        ("hmip-probation-pdu-2021", "5/24", "Requires improvement", False),
        ("hmip-youth-2021", "18/36", "Requires improvement", False),
        ("hmip-youth-2021", "19/36", "Good", False),
        ("cqc-local-authority-2023", "14/36", "Inadequate", True),
    ],
)  # fmt: skip
def test_the_examples_everybody_asks_for(edition_id: str, figure: str, band: str, differs: bool) -> None:
    method = describe_method(load_edition(edition_id))
    examples = [
        *(method.cases.examples if method.cases else ()),
        *(method.sum.examples if method.sum else ()),
    ]
    found = {example.figure: example for example in examples}
    assert found[figure].band == band
    assert found[figure].differs == differs


def test_standards_outside_the_sum_and_those_that_may_be_not_rated_are_named() -> None:
    youth, pdu = (
        describe_method(load_edition(one)).sum for one in ("hmip-youth-2021", "hmip-probation-pdu-2021")
    )
    assert youth is not None
    assert pdu is not None
    assert [standard.counted for standard in youth.outside] == [False]
    assert youth.maximum == 36
    assert [standard.ref for standard in pdu.optional] == ["2.1"]
    assert [table.maximum for table in pdu.tables] == [27, 24]


@pytest.fixture(scope="module")
def cqc() -> Edition:
    return load_edition(CQC)


@pytest.mark.slow
def test_all_combinations_are_counted_as_the_engine_rates_them_one_by_one(cqc: Edition) -> None:
    refs = [standard.ref for standard in cqc.standards]
    counts: dict[str, int] = {}
    for bands in product([band.id for band in cqc.bands], repeat=len(refs)):
        outcome = rate_overall(cqc, dict(zip(refs, map(Rated, bands), strict=True))).outcome
        label = cqc.band(outcome.band).label if isinstance(outcome, Rated) else PANEL
        counts[label] = counts.get(label, 0) + 1
    assert cqc.overall is not None
    assert isinstance(cqc.overall.method, Combination)
    described = combination_method(cqc, cqc.overall.method)
    assert described.combinations == 1024
    assert {share.outcome: share.number for share in described.outcomes if share.number} == counts
    assert counts[PANEL] > 0


def test_limits_name_their_fact_and_the_band_they_leave(cqc: Edition) -> None:
    (cap,) = describe_method(cqc).caps
    assert (cap.fact, cap.band) == ("The service is in breach of regulations", "Requires improvement")


@st.composite
def scales(draw: st.DrawFn) -> Scale:
    """Any scale over the four bands, cut at whole per cents."""
    at = sorted(draw(st.sets(st.integers(1, 99), min_size=3, max_size=3)))
    owners = draw(st.lists(st.sampled_from(Owner), min_size=3, max_size=3))
    cuts = tuple(Cut(Fraction(n, 100), owner) for n, owner in zip(at, owners, strict=True))
    return Scale(("inadequate", "requires_improvement", "good", "outstanding"), cuts)


@given(scale=scales(), rounding=st.sampled_from(Rounding))
def test_of_any_scale_the_owner_of_each_cut_is_said_and_shown(scale: Scale, rounding: Rounding) -> None:
    edition = load_edition("hmip-probation-pdu-2021")
    examples = case_examples(edition, scale, rounding)
    said = borders(edition, scale, say_per_cent)
    on_cut = [example for example in examples if example.on_cut]
    assert {example.band for example in on_cut} == {border.owner for border in said}
    assert all(border.owner in (border.below, border.above) for border in said)
    assert len(places(edition, scale, say_per_cent, {})) == 4
    for example in examples:
        x, _, of = example.figure.partition(" of ")
        band = scale.place(Count(int(x), int(of)))
        assert isinstance(band, str)
        assert edition.band(band).label == example.band


@pytest.mark.parametrize(
    ("share", "as_share", "as_per_cent"),
    [
        (Fraction(1, 6), "1/6", "16.67 per cent"),
        (Fraction(1, 2), "1/2", "50 per cent"),
        (Fraction(39, 100), "39 per cent", "39 per cent"),
        (Fraction(129, 200), "64.5 per cent", "64.5 per cent"),
        (Fraction(1), "100 per cent", "100 per cent"),
    ],
)
def test_shares_in_words(share: Fraction, as_share: str, as_per_cent: str) -> None:
    assert (say_fraction(share), say_per_cent(share)) == (as_share, as_per_cent)


def test_every_edition_has_a_family_and_dates_in_words() -> None:
    for edition_id in EDITIONS:
        edition = load_edition(edition_id)
        assert family_of(edition) != "Others", edition_id
        assert say_valid(edition.valid_from, edition.valid_to)
    assert say_valid(None, None) == "dates not known"
