"""Small editions for the tests of the rules, built in code so that each test shows what it rests on."""

from collections.abc import Iterable
from fractions import Fraction

from eyre.core.figures import Cut, Owner, Rounding, Scale
from eyre.core.frameworks import (
    Approval,
    Band,
    CaseRule,
    Combination,
    CombinationRule,
    Completeness,
    Condition,
    Domain,
    Edition,
    Fact,
    KeyQuestion,
    Limiter,
    OverallRule,
    QuestionSet,
    RatedFrom,
    Standard,
    SumOfScores,
    Wording,
)

LOW_TO_HIGH = ("inadequate", "requires_improvement", "good", "outstanding")
BANDS = tuple(
    Band(name, label, score)
    for name, label, score in [
        ("outstanding", "Outstanding", 3),
        ("good", "Good", 2),
        ("requires_improvement", "Requires improvement", 1),
        ("inadequate", "Inadequate", 0),
    ]
)


def scale(owner: Owner, *cuts: str) -> Scale:
    return Scale(LOW_TO_HIGH, tuple(Cut(Fraction(cut), owner) for cut in cuts))


CASE_RULE = CaseRule(
    scale(Owner.UPPER, "1/2", "13/20", "4/5"),
    Rounding.HALF_UP,
    (("inadequate", "minority"), ("requires_improvement", "too few")),
)
SUM = SumOfScores(scale(Owner.LOWER, "1/6", "1/2", "5/6"))


OVERALL_RULE = OverallRule(SUM)


def case_standard(ref: str, questions: int = 3, **more: bool) -> Standard:
    asked = tuple(
        KeyQuestion(f"{ref}.{i}", f"Question {i}?", f"q/{ref}.{i}") for i in range(1, questions + 1)
    )
    return Standard(ref, f"Title {ref}", f"s/{ref}", RatedFrom.CASES, key_questions=asked, **more)


def other_standard(ref: str, **more: bool) -> Standard:
    return Standard(ref, f"Title {ref}", f"s/{ref}", RatedFrom.OTHER_EVIDENCE, **more)


def edition(
    standards: Iterable[Standard],
    *,
    overall: OverallRule | None = OVERALL_RULE,
    cases: CaseRule | None = CASE_RULE,
    completeness: Completeness = Completeness.FULL,
    missing: tuple[str, ...] = (),
    question_sets: tuple[QuestionSet, ...] = (),
    facts: tuple[Fact, ...] = (),
) -> Edition:
    return Edition(
        id="small",
        title="A small edition",
        short_title="Small",
        inspectorate="The inspectorate",
        licence="",
        completeness=completeness,
        missing=missing,
        wording=Wording.OWN,
        valid_from=None,
        valid_to=None,
        applies_to=("pdu",),
        approval=Approval("nobody"),
        bands=BANDS,
        domains=(Domain("1", "All", tuple(standards)),),
        cases=cases,
        overall=overall,
        question_sets=question_sets,
        facts=facts,
    )


COMBINATION = OverallRule(
    Combination(
        (
            CombinationRule(
                "two-inadequate", "Two or more Inadequate", (Condition(("inadequate",), 2),), "inadequate"
            ),
            CombinationRule(
                "good",
                "No Inadequate and at most one Requires improvement",
                (Condition(("inadequate",), 0, 0), Condition(("requires_improvement",), 0, 1)),
                "good",
            ),
        )
    ),
    (Limiter("breach", "A breach of regulations", "breach", "requires_improvement"),),
)
BREACH = (Fact("breach", "Was there a breach of regulations?"),)
