"""Who may sit on a ratings panel, decide there, and sign? Values in, every problem out, in words.

The panel looks at judgements with other eyes: whoever has an interest in the provider takes no part in it, and whoever
judged, or examined cases, presents and does not decide. Two of those who decided sign.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Seat(StrEnum):
    """What somebody does at a panel."""

    CHAIR = "chair"
    MEMBER = "member"
    PRESENTING = "presenting"
    SECRETARY = "secretary"


DECIDING = (Seat.CHAIR, Seat.MEMBER)
SIGNERS = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be asked to a panel.

    `hindered` says what keeps them from every part in the inspection (an interest), `worked` what they did on it.
    """

    person: str
    name: str
    hindered: str = ""
    worked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody at the meeting: their seat, whether they came, and what they declared there."""

    candidate: Candidate
    seat: Seat
    attended: bool | None = None
    interest: str = ""
    withdrew: bool = False

    @property
    def decides(self) -> bool:
        """Whether they came and took part in deciding: without an interest, and on what others judged."""
        is_free = not self.interest and not self.withdrew and not self.candidate.hindered
        return self.seat in DECIDING and bool(self.attended) and is_free and not self.candidate.worked


@dataclass(frozen=True, slots=True)
class Fault:
    """Why something cannot be done; `of` is the person or field it is about, empty for the whole."""

    words: str
    of: str = ""


def check_seats(seats: Mapping[str, Seat], candidates: Mapping[str, Candidate]) -> tuple[Fault, ...]:
    """Everything that speaks against calling a panel with these seats, by person."""
    return (*_of_seats(seats, candidates), *_of_number(seats.values()))


def _of_seats(seats: Mapping[str, Seat], candidates: Mapping[str, Candidate]) -> Iterator[Fault]:
    for person, seat in seats.items():
        who = candidates.get(person)
        if who is None:
            yield Fault("Somebody was chosen who works neither on this inspection nor for quality.", person)
        elif who.hindered:
            yield Fault(f"{who.name} cannot sit on this panel: {who.hindered}.", person)
        elif who.worked and seat in DECIDING:
            yield Fault(f"{who.name} {' and '.join(who.worked)}: they may present, and not decide.", person)


def _of_number(seats: Iterable[Seat]) -> Iterator[Fault]:
    held = list(seats)
    chairs = held.count(Seat.CHAIR)
    if chairs != 1:
        yield Fault("Choose one chair." if not chairs else f"Choose one chair: you chose {chairs}.")
    if sum(seat in DECIDING for seat in held) < SIGNERS:
        yield Fault("At least two people decide, because two of them sign: choose a chair and a member.")


def check_meeting(sittings: Iterable[Sitting]) -> tuple[Fault, ...]:
    """Everything that is wrong with who came and what they declared."""
    held = tuple(sittings)
    return tuple(_of_meeting(held))


def _of_meeting(held: tuple[Sitting, ...]) -> Iterator[Fault]:
    for each in held:
        name, person = each.candidate.name, each.candidate.person
        if each.interest and not each.withdrew:
            yield Fault(f"{name} declared an interest: they withdraw, or it is no interest.", person)
        if each.withdrew and not each.interest:
            yield Fault(f"Say for which interest {name} withdrew.", person)
        if each.attended and each.candidate.hindered and not each.withdrew:
            yield Fault(
                f"{name} cannot take part: {each.candidate.hindered}. Note that they withdrew.", person
            )
        if each.attended and each.candidate.worked and each.seat in DECIDING and not each.withdrew:
            # After the panel was called: till then `check_seats` refuses them
            yield Fault(
                f"{name} {' and '.join(each.candidate.worked)}, and does not decide: give them another seat, or cancel "
                "this panel and call another.",
                person,
            )
    if sum(each.decides for each in held) < SIGNERS:
        yield Fault(
            "A panel needs two people who came and decided, without an interest. Without them, cancel it and call another."
        )


def why_not_sign(sitting: Sitting | None, signed: Collection[str]) -> str:
    """Why somebody cannot sign what a panel decided; empty where they may. `signed` are those who have."""
    if sitting is None:
        return "You do not sit on this panel."
    if sitting.candidate.person in signed:
        return "You have signed already: somebody else who decided signs too."
    if sitting.seat not in DECIDING:
        return "The chair and the members sign: you did not decide."
    if not sitting.attended:
        return "Those sign who were there, and you are not noted as having come."
    if sitting.interest or sitting.withdrew:
        return "You declared an interest at the meeting and withdrew, so you do not sign."
    if sitting.candidate.hindered:
        return f"You cannot sign: {sitting.candidate.hindered}."
    if sitting.candidate.worked:
        return f"{sitting.candidate.name} {' and '.join(sitting.candidate.worked)}, and does not sign."
    return ""
