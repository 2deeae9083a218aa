"""Who may sit on a panel, and who may sign?"""

from itertools import product

import pytest

from eyre.core.ratings.panel import Candidate, Fault, Seat, Sitting, check_meeting, check_seats, why_not_sign

KWAME, NADIA = Candidate("k", "Kwame"), Candidate("n", "Nadia")
AMARA = Candidate("a", "Amara", worked=("leads this inspection",))
OWEN = Candidate("o", "Owen", hindered="they declared an interest in Eastmere")
ALL = {each.person: each for each in (KWAME, NADIA, AMARA, OWEN)}
CHAIR, MEMBER, PRESENTING, SECRETARY = Seat

SEATS = [
    ({"k": CHAIR, "n": MEMBER}, []),
    ({"k": CHAIR, "n": MEMBER, "a": PRESENTING}, []),
    ({"k": CHAIR, "n": MEMBER, "a": MEMBER}, ["Amara leads this inspection: they may present"]),
    ({"k": CHAIR, "n": MEMBER, "o": SECRETARY}, ["Owen cannot sit on this panel: they declared an interest"]),
    ({"k": CHAIR, "n": CHAIR}, ["Choose one chair: you chose 2"]),
    ({"k": MEMBER, "n": MEMBER}, ["Choose one chair."]),
    ({"k": CHAIR, "a": PRESENTING}, ["At least two people decide"]),
    ({"k": CHAIR, "n": MEMBER, "x": MEMBER}, ["Somebody was chosen"]),
    ({}, ["Choose one chair.", "At least two people decide"]),
]


@pytest.mark.parametrize(("seats", "words"), SEATS)
def test_who_may_sit(seats: dict[str, Seat], words: list[str]) -> None:
    said = [fault.words for fault in check_seats(seats, ALL)]
    assert len(said) == len(words)
    assert all(one.startswith(other) for one, other in zip(said, words, strict=True)), said


TWO = (Sitting(KWAME, CHAIR, True), Sitting(NADIA, MEMBER, True))
MEETINGS = [
    (TWO, ()),
    ((TWO[0], Sitting(NADIA, MEMBER, False)), ("A panel needs two",)),
    ((*TWO, Sitting(AMARA, PRESENTING, True)), ()),
    ((*TWO, Sitting(OWEN, MEMBER, True)), ("Owen cannot take part",)),
    ((*TWO, Sitting(OWEN, MEMBER, True, "My sister works there", True)), ()),
    (
        (*TWO, Sitting(OWEN, MEMBER, True, "My sister works there")),
        ("Owen declared an interest", "Owen cannot"),
    ),
    ((*TWO, Sitting(AMARA, PRESENTING, True, "", True)), ("Say for which interest Amara",)),
    ((TWO[0], Sitting(NADIA, MEMBER, True, "A friend", True)), ("A panel needs two",)),
    ((*TWO, Sitting(AMARA, MEMBER, True)), ("Amara leads this inspection, and does not decide",)),
    ((*TWO, Sitting(AMARA, MEMBER, False)), ()),
    ((TWO[0], Sitting(AMARA, MEMBER, True)), ("Amara leads this inspection, and", "A panel needs two")),
    ((*TWO, Sitting(AMARA, SECRETARY, True)), ()),
]


@pytest.mark.parametrize(("sittings", "words"), MEETINGS)
def test_who_was_there(sittings: tuple[Sitting, ...], words: tuple[str, ...]) -> None:
    said = [fault.words for fault in check_meeting(sittings)]
    assert len(said) == len(words)
    assert all(one.startswith(other) for one, other in zip(said, words, strict=True)), said


def test_a_fault_names_whom_it_is_about() -> None:
    assert check_meeting((*TWO, Sitting(AMARA, PRESENTING, True, "", True))) == (
        Fault("Say for which interest Amara withdrew.", "a"),
    )


def test_only_those_sign_who_came_and_decided_without_an_interest() -> None:
    """Every combination: exactly one of them may sign, and only once."""
    for who, seat, attended, interest, withdrew in product(
        (KWAME, AMARA, OWEN), Seat, (True, False, None), ("", "A friend"), (True, False)
    ):
        sitting = Sitting(who, seat, attended, interest, withdrew)
        assert not sitting.decides or who is KWAME, "neither who judged nor who has an interest"
        may = who is KWAME and seat in (CHAIR, MEMBER) and attended is True and not interest and not withdrew
        assert (why_not_sign(sitting, ()) == "") == may
        assert why_not_sign(sitting, {who.person})
    assert why_not_sign(None, ()) == "You do not sit on this panel."
