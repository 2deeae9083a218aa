"""A draw that anyone can repeat: against digests by another program, and what must always hold."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.sampling import Frame, FrameFaulty, draw, frame_of, order_of

# printf 'eyre-draw-1\nNW-001' | openssl dgst -sha256 -hmac 'North West, 27 July 2023'   (OpenSSL 3.0)
DIGESTS = {
    "NW-001": "daa51eb30dc0fe8ff8ec629da5d6bb85b23b3d6aa03339fdf8013082a27aec11",
    "NW-002": "2215f0696e8af40177a4531c06b19a6fa1331ad41735c509288baa12449f854d",
    "Cás-é": "5aacb4186e9119a03a67d16c98feb8224a462bde181d36d4c653235b4d18fb50",
    "A b": "1ed130eea8a6ab1d123b28a3768011aca3585b5b6256f8897658698cdc5920c7",
}
NAMES = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)
FRAMES = st.dictionaries(NAMES, st.sampled_from(["men", "women", "not known"]), min_size=1, max_size=40)


def made(cases: dict[str, str]) -> Frame:
    try:
        return frame_of(list(cases), list(cases.values()))
    except FrameFaulty:  # two spellings of one identifier
        return frame_of(["only"], ["men"])


@pytest.mark.parametrize("case", DIGESTS)
def test_the_digest_is_what_another_program_says(case: str) -> None:
    assert order_of(case, "North West, 27 July 2023").hex() == DIGESTS[case]


@given(FRAMES, st.text(min_size=1).filter(str.strip), st.randoms())
def test_the_order_of_the_list_makes_no_difference(
    cases: dict[str, str], seed: str, chance: random.Random
) -> None:
    frame = made(cases)
    mixed = list(zip(frame.cases, frame.strata, strict=True))
    chance.shuffle(mixed)
    other = frame_of([case for case, _ in mixed], [stratum for _, stratum in mixed])
    wanted = {name: (size + 1) // 2 for name, size in frame.sizes().items()}
    assert frame.digest() == other.digest()
    assert draw(frame, seed, wanted) == draw(other, seed, wanted)


@given(FRAMES, st.text(min_size=1).filter(str.strip))
def test_a_case_stands_where_it_stands_whoever_else_is_on_the_list(cases: dict[str, str], seed: str) -> None:
    """Taking a case off the list leaves the order of the others as it was."""
    frame = made(cases)
    line = {one.stratum: (*one.cases, *one.reserves) for one in draw(frame, seed, {}, reserves=99)}
    gone = frame.cases[0]
    rest = [(c, s) for c, s in zip(frame.cases, frame.strata, strict=True) if c != gone]
    fewer = frame_of([c for c, _ in rest], [s for _, s in rest])
    for one in draw(fewer, seed, {}, reserves=99):
        assert one.reserves == tuple(case for case in line[one.stratum] if case != gone)


@given(FRAMES, st.text(min_size=1).filter(str.strip), st.integers(0, 5))
def test_what_is_drawn_is_on_the_list_once(cases: dict[str, str], seed: str, number: int) -> None:
    frame = made(cases)
    wanted = {name: min(number, size) for name, size in frame.sizes().items()}
    for line in draw(frame, seed, wanted):
        all_of_it = (*line.cases, *line.reserves)
        assert len(line.cases) == wanted[line.stratum]
        assert len(set(all_of_it)) == len(all_of_it)
        assert {frame.strata[frame.cases.index(case)] for case in all_of_it} <= {line.stratum}


def test_every_case_is_about_as_likely_as_another() -> None:
    """2,000 seeds, 5 of 20 drawn: each case is expected 500 times; five standard deviations are 97."""
    frame = frame_of([f"c{n}" for n in range(20)], ["all"] * 20)
    times = dict.fromkeys(frame.cases, 0)
    for seed in range(2000):
        for case in draw(frame, str(seed), {"all": 5})[0].cases:
            times[case] += 1
    assert all(abs(found - 500) < 97 for found in times.values()), times


def test_two_spellings_of_a_letter_are_one_case() -> None:
    assert order_of("Cás-é", "s") == order_of("Ca\u0301s-e\u0301", "s")
    with pytest.raises(FrameFaulty, match="was there already, as case 1"):
        frame_of(["Cás", "Ca\u0301s"], ["a", "a"])
    assert frame_of(["Ca\u0301s"], ["a"]).cases == ("Cás",)


def test_every_fault_of_a_list_is_named_at_once() -> None:
    with pytest.raises(FrameFaulty) as why:
        frame_of(
            ["A1", "", "A1", " A2", "A\n3", "A4", "A5"],
            ["men", "men", "men", "men", "men", "", "Men"],
            frozenset({"men", "women"}),
        )
    assert [(fault.row, fault.words.split(" ")[0]) for fault in why.value.faults] == [
        (2, "it"),
        (3, "'A1'"),
        (4, "the"),
        (5, "the"),
        (6, "it"),
        (7, "'Men'"),
    ]


def test_a_draw_needs_a_seed_and_enough_cases() -> None:
    frame = frame_of(["a", "b"], ["men", "men"])
    with pytest.raises(ValueError, match="needs a seed"):
        draw(frame, " ", {"men": 1})
    with pytest.raises(ValueError, match="'men' has 2 cases, and 3 are wanted"):
        draw(frame, "s", {"men": 3})
    with pytest.raises(ValueError, match="'women' has 0 cases"):
        draw(frame, "s", {"women": 1})
