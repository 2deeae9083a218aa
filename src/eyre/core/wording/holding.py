"""Is a phrase true of a count? True, false or borderline, why, and what would be right."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from eyre.core.figures import Count

from .judging import Kind, Why, judge, judge_share
from .meaning import meaning
from .meant import NoMeaning, NumberMeaning
from .phrases import phrases_for
from .policy import WordingPolicy
from .quantity import Quantity
from .reasons import per_cent_of, reason_in_words, share_reason_in_words


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a phrase is true of a count, a sentence why, and the phrase that would be right ("" where none is due).

    Reason and mend name the figure: leave both out where the cell is suppressed.
    """

    kind: Kind
    reason: str
    mend: str = ""


def holds(policy: WordingPolicy, quantity: Quantity, count: Count, *, opposite: bool = False) -> Verdict:
    """Whether the quantity is true of the count; with `opposite`, of those not counted.

    "72 per cent insufficient" said of 28 of 100 sufficient is checked on 72 of 100. Nothing is true of 0 of 0;
    a word without a meaning under the policy is borderline, because no count can show it.
    """
    said = count.complement if opposite else count
    if said.of == 0:
        return Verdict(Kind.FALSE, "nothing was counted (0 of 0), so no phrase is true of it")
    try:
        meant = meaning(policy, quantity)
    except NoMeaning as error:
        return Verdict(
            Kind.BORDERLINE, f"{error}, so no count can show it", phrases_for(policy, said)[0].text
        )
    why = judge(policy, meant, said)
    mend = "" if why is Why.HOLDS else _mend(policy, quantity, said)
    return Verdict(why.kind, reason_in_words(policy, quantity, meant, said, why), mend)


def holds_share(
    policy: WordingPolicy, quantity: Quantity, share: Fraction, *, opposite: bool = False
) -> Verdict:
    """Whether the quantity is true of a share whose count is not known, such as 102 per cent of a target.

    A number is never shown true by a share: that is borderline. More than the whole has no opposite.

    Raises:
        ValueError: for a share under 0, or the opposite of one over 1.
    """
    said = 1 - share if opposite else share
    if said < 0:
        raise ValueError(f"{said} is no share: it would be less than nothing")
    mend = per_cent_of(policy, said)
    try:
        meant = meaning(policy, quantity)
    except NoMeaning as error:
        return Verdict(Kind.BORDERLINE, f"{error}, so no figure can show it", mend)
    if isinstance(meant, NumberMeaning):
        reason = f"“{quantity.text}” is a number, and the figure is {mend} of a number that is not known"
        return Verdict(Kind.BORDERLINE, reason, mend)
    why = judge_share(policy, meant, said)
    reason = share_reason_in_words(policy, quantity, meant, said, why)
    return Verdict(why.kind, reason, "" if why is Why.HOLDS else mend)


def _mend(policy: WordingPolicy, quantity: Quantity, said: Count) -> str:
    """The best true phrase, of the same form where there is one."""
    phrases = phrases_for(policy, said)
    same = (phrase.text for phrase in phrases if phrase.quantity.form is quantity.form)
    return next(same, phrases[0].text if phrases else "")
