"""Words that name a quantity and no number: most, few, a large majority. The policy says what they mean."""

from __future__ import annotations

from ..quantity import Form
from .draft import Draft
from .lexicon import FUNCTION, GRADES, SUPERLATIVE, TIMES, word_set
from .nouns import looks_plural, noun_phrase
from .tokens import LINK, Tokens

_BEFORE_SUPERLATIVE = word_set(
    "the is are was were be been being those that its their our a an at his her your and or often"
)


def read_most(tokens: Tokens, at: int) -> Draft | None:
    """Most cases, most of the staff; not "the most significant risks", "most of the time"."""
    words = tokens.words
    following = words[at + 1]
    if following == "of":
        is_said = words[at + 2 : at + 4] != ["the", "time"] and words[at - 1] not in {
            "make",
            "making",
            "made",
        }
        return _word(at, at + 1, "most") if is_said else None
    if words[at - 1] in _BEFORE_SUPERLATIVE and words[at - 1] not in {"and", "or", "that"}:
        return None
    if following in {"were", "had", "have", "are", "did", LINK} or _is_plainly_plural(tokens, at + 1):
        return _word(at, at + 1, "most")
    return None


def _is_plainly_plural(tokens: Tokens, at: int) -> bool:
    words = tokens.words
    if words[at] in SUPERLATIVE or words[at] in FUNCTION:
        return False
    first, end = noun_phrase(tokens, at)
    return end > first == at and looks_plural(words[end - 1]) and not words[at].endswith("ly")


_DEGREES = word_set("too very so relatively comparatively not only quite fairly")


def read_many(tokens: Tokens, at: int) -> Draft | None:
    """Many, too many, a great many; not "how many", "as many as", "many thanks"."""
    words = tokens.words
    if words[at - 1] in {"how", "as"} or words[at + 1] in {"thanks", "-", "a", "times"}:
        return None
    if words[at - 1] in {"great", "good"} and words[at - 2] == "a":
        return _word(at - 2, at + 1, f"{words[at - 1]} many")
    return _graded(tokens, at, "many")


def read_few(tokens: Tokens, at: int) -> Draft | None:
    """Few, too few, a few, very few; not "the last few months"."""
    words = tokens.words
    if words[at - 1] in {"last", "past", "next", "first", "every", "as"} or words[at + 1] in TIMES:
        return None
    if words[at - 1] == "a":
        grade = "quite a few" if words[at - 2] == "quite" else "a few"
        return _word(at - 1 - (grade != "a few"), at + 1, grade)
    return _graded(tokens, at, "few")


def _graded(tokens: Tokens, at: int, word: str) -> Draft:
    before = tokens.words[at - 1]
    if before in _DEGREES and before != "only":
        return _word(at - 1, at + 1, f"{before} {word}")
    return _word(at, at + 1, word)


HEADS = {
    "majority": "majority", "minority": "minority", "number": "number", "numbers": "number",
    "proportion": "proportion", "share": "share", "percentage": "percentage", "handful": "handful",
    "couple": "couple", "bulk": "bulk",
}  # fmt: skip


def read_head(tokens: Tokens, at: int) -> Draft | None:
    """A large majority, a significant minority, a small number of, a handful, the bulk of."""
    words = tokens.words
    first, grades = _grades_before(words, at)
    article, head = words[first - 1], HEADS[words[at]]
    if head in {"majority", "minority"}:
        said = words[at + 1] != "-" and not _is_ethnic(words, at)
    elif head == "bulk":
        said = words[at + 1] == "of"
    elif head in {"handful", "couple"}:
        said = words[at + 1] == "of" and article in {"a", "the", "only", "just"}
    else:
        said = words[at + 1] == "of" and (article in {"a", "an"} or bool(grades))
    if not said or (head in {"number", "share", "percentage"} and article == "the"):
        return None
    first -= article in {"a", "an", "the"}
    return _word(first, at + 1, " ".join([*grades, head]))


def _is_ethnic(words: list[str], at: int) -> bool:
    return "ethnic" in (words[at - 1], words[at + 1]) or words[at + 1] in {"group", "groups", "background"}


def _grades_before(words: list[str], at: int) -> tuple[int, list[str]]:
    first = at
    while (
        first > 0
        and at - first < 2
        and (words[first - 1] in GRADES or (first < at and words[first - 1] == "very"))
    ):
        first -= 1
    return first, words[first:at]


def read_several(tokens: Tokens, at: int) -> Draft | None:
    """Several cases, dozens of, hundreds of, hardly any."""
    words = tokens.words
    word = words[at]
    if word in {"hardly", "scarcely"}:
        return _word(at, at + 2, "hardly any") if words[at + 1] == "any" else None
    if word == "several":
        return _word(at, at + 1, word) if words[at + 1] not in TIMES and words[at + 1] != "times" else None
    return _word(at, at + 1, word) if words[at + 1] == "of" else None


def _word(first: int, after: int, word: str) -> Draft:
    return Draft(first, after, Form.WORD, word=word, takes_hedge=False)
