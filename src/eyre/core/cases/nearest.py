"""Where a text is none of the names that fit: which of them did the writer most likely mean?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

NUMBER = re.compile(r"[^0-9]*([0-9]+(?:\.[0-9]+)*)\.?")


def nearest_ref(word: str, refs: Iterable[str], titles: Mapping[str, str] | None = None) -> str:
    """The ref that a text means: the same number under another letter (1.1 for P1.1), or its title; else "".

    `titles` holds the title of each ref. A likeness of digits alone is no hint: 9.1 is not 2.1.
    """
    plain, known = word.strip().casefold(), list(refs)
    for ref, title in (titles or {}).items():
        if plain in (title.casefold(), f"{ref} {title}".casefold(), f"{ref}: {title}".casefold()):
            return ref
    number = NUMBER.fullmatch(plain)
    if number:
        same = [ref for ref in known if _number(ref) == number[1]]
        return same[0] if len(same) == 1 else ""
    near = get_close_matches(plain, [title.casefold() for title in (titles or {}).values()], 1, 0.8)
    return next((ref for ref, title in (titles or {}).items() if title.casefold() in near), "")


def _number(ref: str) -> str:
    found = NUMBER.fullmatch(ref.casefold())
    return found[1] if found else ""


def initials(label: str) -> str:
    """The first letters of the words of a label: RI for Requires improvement."""
    return "".join(part[0] for part in label.split()).casefold()


def nearest_label(word: str, labels: Iterable[str]) -> str:
    """The label that a text means: by its initials (RI), or with a slip of the pen (Goood); else ""."""
    known, plain = list(labels), word.casefold().replace("_", " ").replace("-", " ")
    by_initials = [label for label in known if initials(label) == plain]
    if len(by_initials) == 1:
        return by_initials[0]
    near = get_close_matches(plain, [label.casefold() for label in known], 1, 0.75)
    return next((label for label in known if label.casefold() in near), "")
