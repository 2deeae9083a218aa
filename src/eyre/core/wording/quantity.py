"""A quantity as it stands in prose: where, in which form, and what number it names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from eyre.core.figures import Count


class Form(StrEnum):
    """The forms in which English prose states a quantity."""

    COUNT_OF = "count_of"  # five of the six, 32 out of 87, none of the 16, all seven, both
    COUNT = "count"  # 196 cases, just six, 17 of these: a number without its whole
    ALL_BUT = "all_but"  # all but two, all but one relevant case
    ALL = "all"  # all, every, each
    NONE = "none"  # none, no case, not one
    FRACTION = "fraction"  # three-quarters, a third, half
    RATIO = "ratio"  # one in three, four out of ten: a share said as a small count
    PERCENT = "percent"  # 56 per cent, 70 to 75 per cent
    WORD = "word"  # a large majority, most, few: the policy says what it means
    SCORE = "score"  # 7/24


class Hedge(StrEnum):
    """What stands before the number and bends it."""

    NONE = ""
    NEARLY = "nearly"  # nearly, almost, just under
    JUST_OVER = "just_over"  # just over, slightly more than
    OVER = "over"  # over, more than
    UNDER = "under"  # less than, fewer than, under
    ABOUT = "about"  # about, around, approximately, some
    AT_LEAST = "at_least"  # at least, no fewer than
    AT_MOST = "at_most"  # at most, up to, no more than


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity found in a text; `start` and `end` are places in the text, `text` what stands between them.

    Exactly what the form needs is set: `count` for COUNT_OF (x of y) and SCORE; `number` for COUNT and ALL_BUT
    (how many are left out); `share` for FRACTION and RATIO; `low` and `high` in per cent for PERCENT, equal
    unless it is a range; `word` for WORD, the phrase in the policy's spelling. `said_of` is what it is said of
    ("cases", "staff") as far as a rule can tell; `polarity` holds the words near it that turn it round
    ("insufficient", "did not", "only").

    A range of a count ("11 to 20 staff") has `low` and `high` and no `number`, and so has a decimal ("3.5 cases"),
    from itself to itself. A range of fractions ("between a third and a half") has `low` and `high` in per cent and
    no `share`. An ALL_BUT whose whole is said
    ("all but two of the 16") has `count` too (14 of 16). `unit` is set where a COUNT measures something and
    counts no things: "week", "percentage point", "£", "times" ("three times as many"). `whole` is the place of the whole where it stands apart
    from its part ("of the 39 staff who asked, 28 ..."): the part is the COUNT_OF, the whole a COUNT of its own.
    """

    start: int
    end: int
    text: str
    form: Form
    hedge: Hedge = Hedge.NONE
    count: Count | None = None
    number: int | None = None
    share: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    word: str = ""
    said_of: str = ""
    polarity: tuple[str, ...] = ()
    unit: str = ""
    whole: tuple[int, int] | None = None
