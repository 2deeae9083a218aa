"""proof: a document of 100,000 words, checked, against a single pass of one regular expression over it.

The document has the forms of an inspectorate's letter, and every figure of it is right, so what the check says of it
is a false alarm. The pass is the plainest there is, word by word; beside it stands the expression that somebody
would search by hand: figures with what follows, and number words with what stands before.
"""

import re
from typing import Any

from eyre.core.reports import Settings, proof
from eyre.frameworks.reading import load_edition
from eyre.reports.wording import load_policy

from .letter import EDITION, made_letter
from .made import best_of

WORDS = 100_000
GROWTH = (1, 2, 4)
TARGET = 20
ONE_PASS = re.compile(r"\w+")
BY_HAND = re.compile(
    r"\b\d[\d,.]*(?:\s*%|\s+per\s+cent|\s*/\s*\d+|\s+(?:out\s+)?of\s+(?:the\s+)?\d+)?"
    r"|\b(?:almost|nearly|just|over|under|about|more\s+than|less\s+than|at\s+least|all\s+but)?\s*\b(?:one|two|three|four"
    r"|five|six|seven|eight|nine|ten|half|third|quarter|quarters|thirds|all|none|most|many|few|majority|minority)\b",
    re.IGNORECASE,
)


def settings_and_text(words: int) -> tuple[Settings, str]:
    """The document, and what it is checked by."""
    policy, edition = load_policy(), load_edition(EDITION)
    text, figures = made_letter(words, policy, edition)
    return Settings(policy, figures, edition, ("Cheshire West", "Cumbria")), text


def compare(words: int, rounds: int) -> dict[str, float]:
    """The best time of each, in seconds, after making sure that nothing is found where nothing is wrong."""
    settings, text = settings_and_text(words)
    found = proof(text, settings)
    assert found.is_fit_to_sign(strict=True), f"false alarms: {found.findings[:3]}"
    return best_of(
        rounds,
        {
            "checked": lambda: proof(text, settings),
            "one pass, word by word": lambda: sum(1 for _ in ONE_PASS.finditer(text)),
            "one pass for figures and number words": lambda: sum(1 for _ in BY_HAND.finditer(text)),
        },
    )


def measure(repeat: int = 5) -> dict[str, Any]:
    """Best times in seconds, and how many times the one pass the check takes."""
    times = compare(WORDS, repeat)
    settings, text = settings_and_text(WORDS)
    found = proof(text, settings)
    checked, one_pass, by_hand = times.values()
    growth = {times_as_many: compare(WORDS * times_as_many, 4)["checked"] for times_as_many in GROWTH}
    return {
        "name": "proof",
        "compares": "every rule of the check over a document, with a single pass of one regular expression",
        "command": "make bench NAME=proof",
        "sizes": {
            "words": len(text.split()),
            "characters": len(text),
            "quantities": found.quantities,
            "bindings": found.bindings,
        },
        "seconds": times,
        "ratio": checked / one_pass,
        "ratio to the search by hand": checked / by_hand,
        "target": f"within {TARGET}x",
        "met": "yes" if checked / one_pass <= TARGET else "no",
        "growth": {f"{n}x": seconds / growth[1] for n, seconds in growth.items()},
        "false alarms": len(found.findings),
    }
