"""What does the letter say about groups of cases in words only, and do the answers say the same?

Women: "assessed more positively than male cases across almost all of our summary judgements".
Grades: the work of PSOs and PQiPs of lesser quality "across the majority of our standards", that of probation
officers insufficient in too many cases too. The summary judgements are the key questions of supervision.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction

from eyre.core.cases import Answer

# (sub-group labels, question, answer)
Answered = tuple[Mapping[str, str], str, Answer]
Shares = dict[str, dict[str, Fraction]]  # label -> question -> sufficient of relevant

OFFICER, OTHERS = "PO", ("PSO", "PQiP")
GOOD = Fraction(65, 100)


def fits_the_letter(rows: Iterable[Answered]) -> bool:
    """Whether both sentences of the letter about groups hold in these answers."""
    judgements = [row for row in rows if row[0] and row[1].startswith("2.")]
    return women_fare_better(shares(judgements, "sex")) and officers_fare_better(shares(judgements, "grade"))


def women_fare_better(sexes: Shares) -> bool:
    """Almost all: better on all questions but one."""
    better = [share > sexes["male"][question] for question, share in sexes["female"].items()]
    return sum(better) == len(better) - 1


def officers_fare_better(grades: Shares) -> bool:
    """Probation officers above both others on most standards, and themselves below Good on most."""
    lowest = {grade: _lowest_by_standard(found) for grade, found in grades.items()}
    officers = lowest[OFFICER]
    ahead = sum(
        all(share > lowest[other][standard] for other in OTHERS) for standard, share in officers.items()
    )
    too_few = sum(share < GOOD for share in officers.values())
    return min(ahead, too_few) * 2 > len(officers)


def shares(rows: Iterable[Answered], column: str) -> Shares:
    """Sufficient of relevant for each label of a sub-group column and each question."""
    yes, of = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for groups, question, answer in rows:
        if answer in (Answer.YES, Answer.NO):
            of[groups[column], question] += 1
            yes[groups[column], question] += answer is Answer.YES
    found: Shares = {}
    for (label, question), n in of.items():
        found.setdefault(label, {})[question] = Fraction(yes[label, question], n)
    return found


def _lowest_by_standard(found: Mapping[str, Fraction]) -> dict[str, Fraction]:
    lowest: dict[str, Fraction] = {}
    for question, share in found.items():
        standard = question.rpartition(".")[0]
        lowest[standard] = min(share, lowest.get(standard, share))
    return lowest
