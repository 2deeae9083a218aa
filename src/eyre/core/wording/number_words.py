"""How is a whole number written? Zero to nine in words, from 10 in numerals: the house style of figures."""

from __future__ import annotations

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def number_in_words(number: int) -> str:
    """The words for 0 to 100: "zero", "twenty-one", "one hundred".

    Raises:
        ValueError: for any other number; those are written in numerals.
    """
    if not 0 <= number <= 100:
        raise ValueError(f"{number} is written in numerals: words are kept for 0 to 100")
    if number < 20:
        return _SMALL[number]
    if number == 100:
        return "one hundred"
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_SMALL[ones]}" if ones else "")


def written(number: int, words_up_to: int) -> str:
    """The number in words up to a limit, in numerals with commas beyond."""
    return number_in_words(number) if number <= words_up_to else f"{number:,}"


def written_together(numbers: tuple[int, ...], words_up_to: int) -> tuple[str, ...]:
    """Numbers of one expression: all in numerals when one of them needs numerals."""
    limit = words_up_to if max(numbers) <= words_up_to else -1
    return tuple(written(number, limit) for number in numbers)
