"""Words broken at the end of a line: was the hyphen the writer's or the printer's?"""

from __future__ import annotations

import re

from eyre.core.wording.finding.lexicon import word_set

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_BROKEN = re.compile(r"([A-Za-z]{2,})[-‐]$")
_NEXT = re.compile(r"([a-z]{2,})")
# first parts that English joins with a hyphen, and second parts
_KEEPS_AFTER = word_set(
    "well self post pre non co multi cross high low long short full part half out in up on two three four five six "
    "seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety one year old new first second third "
    "trauma evidence strength risk gender face day age offence victim service problem case court person child"
)
_KEEPS_BEFORE = word_set(
    "led based related focused informed specific wide term time quality up to house depth of one third thirds quarter "
    "quarters half fifths making ordinated operation centred risk level profile going old month week day year"
)


class Hyphens:
    """Decides about broken words by the words that the document itself writes."""

    def __init__(self, text: str) -> None:
        self._known = set(_WORD.findall(text.lower()))

    def joint(self, before: str, after: str) -> str | None:
        """What takes the place of the hyphen between two lines: "" or "-"; None where no word is broken."""
        first, second = _BROKEN.search(before), _NEXT.match(after)
        if not first or not second:
            return None
        one, two = first[1].lower(), second[1].lower()
        if f"{one}-{two}" in self._known:
            return "-"
        if one + two in self._known:
            return ""
        return "-" if one in _KEEPS_AFTER or two in _KEEPS_BEFORE else ""
