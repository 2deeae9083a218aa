"""A letter of our own: right as it stands, and each mistake planted in it is found exactly once."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from eyre.core.figures import Count
from eyre.core.reports import Code, Figure, FigureRegister, Label, Number, Proof, Settings, Share, proof
from eyre.frameworks.reading import load_edition
from eyre.reports.wording import load_policy

FIGURES = FigureRegister(
    [
        Figure("nw/cases", Number(196)),
        Figure("nw/staff", Number(39)),
        Figure("nw/safe/insufficient", Count(143, 196), "insufficient"),
        Figure("nw/plans", Count(100, 196)),
        Figure("nw/reviews", Count(131, 196)),
        Figure("nw/allocated", Count(9, 10)),
        Figure("nw/breach", Count(17, 27)),
        Figure("nw/target", Share(Fraction(65, 100))),
        Figure("cw/score", Label("7/24")),
        Figure("cw/rating", Label("Requires improvement")),
        Figure("cw/small", Count(2, 4), suppressed=True),
    ]
)
LETTER = """# The regional letter of an example

Fieldwork began on Monday 2 October 2023 in Cheshire West PDU.

We inspected [196](fig:nw/cases) cases and asked [39](fig:nw/staff) staff.

In [almost three-quarters](fig:nw/safe/insufficient) of the [196](fig:nw/cases) cases, work was insufficient.
[All but one](fig:nw/allocated) relevant case ([nine of 10](fig:nw/allocated) cases) was allocated in time.
[17 of the 27](fig:nw/breach) cases had enforcement, and it was **timely**.

<!-- proof: allow unbound because a sum of our own -->
There were 17 men and 10 women, 27 in total.

- [Just over half](fig:nw/plans) of the cases had a plan that said what would be done.
- [Two-thirds](fig:nw/reviews) of the cases had a review that said what had changed.

| Cheshire West PDU | [7/24](fig:cw/score) |
| --- | --- |
| Overall rating | [Requires improvement](fig:cw/rating) |
| 1.1 Leadership | Requires improvement |
| 1.2 Staffing | Good |
| 1.3 Services | Requires improvement |
| 1.4 Information and facilities | Good |
| 2.1 Court work | Not rated |
| 2.2 Assessment | Inadequate |
| 2.3 Planning | Inadequate |
| 2.4 Implementation and delivery | Inadequate |
| 2.5 Reviewing | Requires improvement |

| Unit | Cases |
| --- | --- |
| Cheshire West | 36 |
| Cheshire East | 38 |
| Total | 74 |
"""
END = "| Total | 74 |\n"


SETTINGS = Settings(
    load_policy(),
    FIGURES,
    load_edition("hmip-probation-pdu-2021"),
    ("Cheshire West", "Cheshire East"),
    inspected=("Cheshire West",),
)


def checked(text: str, **other: Any) -> Proof:
    return proof(text, replace(SETTINGS, **other))


def test_the_letter_is_right_and_nothing_is_found() -> None:
    result = checked(LETTER)
    assert result.findings == ()
    assert result.is_fit_to_sign(strict=True)
    assert {(f.code, f.allowed_because) for f in result.allowed} == {(Code.UNBOUND, "a sum of our own")}
    assert result.bindings == 11


MISTAKES = [
    (Code.FALSE, "[almost three-quarters]", "[almost two-thirds]", "almost two-thirds"),
    (Code.FALSE, "[17 of the 27]", "[16 of the 27]", "16 of the 27"),
    (Code.FALSE, "[39](", "[40](", "40"),
    (Code.FALSE, "[17 of the 27](fig:nw/breach)", "[27](fig:nw/breach)", "27"),
    (Code.BORDERLINE, "[almost three-quarters]", "[More than half]", "More than half"),
    (Code.POLARITY_REVERSED, "[almost three-quarters]", "[27 per cent]", "27 per cent"),
    (Code.POLARITY_DOUBTFUL, "work was insufficient", "work was sufficient", "almost three-quarters"),
    (Code.UNKNOWN_FIGURE, "fig:nw/staff", "fig:nw/stafff", "39"),
    (Code.BROKEN_BINDING, "[39](fig:nw/staff)", "(fig:nw/staff)", "(fig:"),
    (Code.NO_QUANTITY, "[39]", "[our]", "our"),
    (Code.UNBOUND, "[39](fig:nw/staff)", "39", "39"),
    (Code.SMALL_GROUP, "[39](fig:nw/staff)", "[half](fig:cw/small)", "half"),
    (Code.EVALUATIVE, "timely**.", "timely**. There were too few staff.", "too few"),
    (Code.WEEKDAY, "Monday 2", "Tuesday 2", "Tuesday 2 October 2023"),
    (Code.WEEKDAY, "Monday 2 October", "Monday 31 June", "Monday 31 June 2023"),
    (Code.SUM, "27 in total", "28 in total", "28"),
    (Code.TABLE_SUM, "| 74 |", "| 75 |", "75"),
    (Code.BRACKET_EXCEPTION, "([nine of 10](fig:nw/allocated) cases)", "(one of 10 cases)", "one of 10"),
    (Code.MIXED_FORMS, "[Two-thirds]", "[Two in three]", "Two in three"),
    (Code.OTHER_SCALE, "Staffing | Good", "Staffing | Excellent", "Excellent"),
    (Code.OTHER_SCALE, "timely**.", "timely**. It was rated as poor by all who came.", "poor"),
    (Code.OTHER_SCALE, "timely**.", "timely**. The bands are outstanding, good, requires improvement and weak.", "weak"),
    (Code.NOT_INSPECTED, "timely**.", "timely**. We rated Cheshire East higher than Cheshire West.", "Cheshire East"),
    (Code.NOT_A_BAND, "Staffing | Good", "Staffing | Rating", "Rating"),
    (Code.NOT_A_BAND, "Staffing | Good", "Staffing | ", " "),
    (Code.NO_OVERALL, "| Overall rating | [Requires improvement](fig:cw/rating) |\n", "", "Requires improvement"),
    (Code.SCORE, "[7/24](fig:cw/score)", "8/24", "8/24"),
    (Code.OVERALL, "[Requires improvement](fig:cw/rating)", "Good", "Good"),
    (Code.UNKNOWN_NAME, "Cheshire West PDU.", "Cheshire North PDU.", "Cheshire North"),
    (Code.UNKNOWN_NAME, "timely**.", "timely** in Cheshire North.", "Cheshire North"),
    (Code.ALLOW_BAD, " because a sum of our own", "", "<!-- proof: allow unbound -->"),
    (Code.ALLOW_BAD, "allow unbound because", "allow unbounded because", "<!-- proof: allow unbounded because a sum of our own -->"),
    (Code.ALLOW_UNUSED, "allow unbound because", "allow sum because", "<!-- proof: allow sum because a sum of our own -->"),
]  # fmt: skip
OF_THE_SUPPRESSION = {Code.ALLOW_BAD, Code.ALLOW_UNUSED}  # what is not suppressed any more comes back too


@pytest.mark.parametrize(("code", "right", "wrong", "where"), MISTAKES)
def test_each_mistake_is_found_exactly_once(code: Code, right: str, wrong: str, where: str) -> None:
    assert LETTER.count(right) == 1 or right in ("[39]", "[almost three-quarters]")
    result = checked(LETTER.replace(right, wrong, 1))
    found = [
        finding for finding in result.findings if finding.code is not Code.UNBOUND or code is Code.UNBOUND
    ]
    assert [finding.code for finding in found] == [code]
    assert LETTER.replace(right, wrong, 1)[found[0].start : found[0].end] == where
    assert found[0].reason


TABS = """<b>Cheshire West PDU</b>\t\tScore <b>{score}</b>
Fieldwork started October 2023\t\t
<b>Overall rating</b>\t<b>{overall}</b>\t
<b>1. Organisational delivery</b>\t\t
1.1 Leadership\tRequires improvement\t
1.2 Staff\tGood\t
1.3 Services\tRequires improvement\t
1.4 Information and facilities\tGood\t
2.1 Court work\tNot rated\t
2.2 Assessment\tInadequate
2.3 Planning\tInadequate
2.4 Implementation and delivery\tInadequate
2.5 Reviewing\tRequires improvement
"""


@pytest.mark.parametrize(
    ("score", "overall", "code"),
    [
        ("7/24", "Requires improvement", None),
        ("8/24", "Requires improvement", Code.SCORE),
        ("7/27", "Requires improvement", Code.SCORE),
        ("7/24", "Rating", Code.NOT_A_BAND),
        ("7/24", "Inadequate", Code.OVERALL),
    ],
)
def test_a_table_of_tabs_is_a_table(score: str, overall: str, code: Code | None) -> None:
    found = checked(TABS.format(score=score, overall=overall)).findings
    assert [finding.code for finding in found] == ([code] if code else [])


def test_a_table_cut_in_two_below_its_head_is_one_table() -> None:
    cut = TABS.format(score="8/24", overall="Good").replace("1.1 Leadership", "\n1.1 Leadership")
    assert [finding.code for finding in checked(cut).findings] == [Code.SCORE, Code.OVERALL]


def test_two_tables_do_not_lend_each_other_their_heads() -> None:
    first = TABS.format(score="7/24", overall="Requires improvement")
    second = TABS[TABS.index("1.1") :]
    assert [finding.code for finding in checked(f"{first}\n{second}").findings] == [Code.NO_OVERALL]


def test_recommendations_may_repeat_from_list_to_list_and_not_within_one() -> None:
    step = "- make sure that cases have a plan and that plans are reviewed\n"
    lists = f"West should:\n\n{step}\nEast should:\n\n{step}"
    assert checked(lists).findings == ()
    assert [finding.code for finding in checked(lists + step).findings] == [Code.REPEATED]


def test_a_score_must_stand_as_the_figure_says() -> None:
    (found,) = checked(LETTER.replace("[7/24]", "[8/24]"), edition=None).findings
    assert (found.code, found.mend) == (Code.FALSE, "7/24")


@pytest.mark.parametrize(("words", "right"), [("65 per cent", True), ("two-thirds", False), ("196", False)])
def test_a_share_without_its_count_is_checked_as_a_share(words: str, right: bool) -> None:
    found = checked(f"[{words}](fig:nw/target) of the [196](fig:nw/cases) cases did.").findings
    assert (found == ()) is right


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("We met 10 men, 12 women and three others, a total of 25.", False),
        ("We met 10 men, 12 women and three others, a total of 26.", True),
        ("A total of 52 steps were set out: 40 for the units and 11 for the region.", True),
        ("A total of 52 steps were set out: 40 for the units and 12 for the region.", False),
        ("In total 17 men, 10 women and five others took part.", False),
        ("About 10 men and 12 women came, 25 in total.", False),
        ("Of the 40 staff, 28 agreed.", False),
    ],
)
def test_only_a_sentence_that_says_so_is_a_sum(text: str, is_found: bool) -> None:
    codes = [finding.code for finding in checked(text, figures=None).findings]
    assert codes == ([Code.SUM] if is_found else [])


@pytest.mark.parametrize(
    "text",
    [
        "The PDU had a plan, and our PDU too. Our PDU is Cheshire West PDU.",
        "In Cheshire West probation delivery unit it was so; Cheshire East PDU and Cheshire West PDU agreed.",
        "Cheshire Police and the Cheshire councils took part in Cheshire.",
        "We went to Cheshire East and Cheshire West PDU.",
    ],
)
def test_names_that_are_known_or_are_none_are_let_be(text: str) -> None:
    assert checked(text, figures=None).findings == ()


def test_a_name_that_is_wrong_twice_is_found_at_both_places() -> None:
    text = "We went to Blackpool PDU. In Blackpool PDU it was so."
    assert [text[f.start : f.end] for f in checked(text, figures=None).findings] == ["Blackpool"] * 2


def test_a_repeated_sentence_names_the_line_of_the_first() -> None:
    again = "\nA sentence of the letter stands here, and it is long enough."
    (found,) = checked(f"{LETTER}{again}\n{again}\n").findings
    assert found.code is Code.REPEATED
    assert str(LETTER.count("\n") + 2) in found.reason


def test_a_per_cent_needs_its_base_in_the_paragraph() -> None:
    text = "In [73 per cent](fig:nw/safe/insufficient) of cases it was not.{}\n"
    (found,) = checked(text.format("")).findings
    assert found.code is Code.NO_BASE
    assert checked(text.format(" There were [196](fig:nw/cases) cases.")).findings == ()


def test_a_bracket_that_disagrees_with_its_words() -> None:
    (found,) = checked("Almost half (73 per cent) of them did.", figures=None).findings[:1]
    assert found.code is Code.BRACKET_DISAGREES
    codes = [f.code for f in checked("Almost three-quarters (73 per cent) did.", figures=None).findings]
    assert codes == [Code.NO_BASE]


def test_no_word_of_the_answer_names_a_suppressed_figure() -> None:
    (found,) = checked("In [all](fig:cw/small) of them it was.").findings
    assert found.code is Code.SMALL_GROUP
    assert not {"2", "4", "50", "half"} & set(found.reason.replace(";", " ").split())
    assert found.mend == ""


def test_no_bracket_beside_a_suppressed_figure_is_worked_out() -> None:
    text = "[All but one](fig:cw/small) case (one of 10 cases) it was."
    codes = [finding.code for finding in checked(text).findings]
    assert Code.SMALL_GROUP in codes
    assert Code.BRACKET_EXCEPTION not in codes
    other = text.replace("cw/small", "nw/allocated")
    assert Code.BRACKET_EXCEPTION in [finding.code for finding in checked(other).findings]


def test_a_group_under_the_least_number_is_small_bound_or_not() -> None:
    text = "It was so in [nine of 10](fig:nw/allocated) cases, and in three of seven others."
    found = [f for f in checked(text, small_group=11).findings if f.code is Code.SMALL_GROUP]
    assert [text[f.start : f.end] for f in found] == ["nine of 10", "three of seven"]
    assert not any("9" in f.reason or "10" in f.reason for f in found)


def test_places_are_lines_and_columns_from_one() -> None:
    (found,) = checked("# Title\n\nOne line\nand [half](fig:nw/none) of it.\n").findings
    assert (found.line, found.column) == (4, 6)
    assert found.excerpt == "One line and half of it."


@pytest.mark.parametrize(
    "text",
    [
        "`[half](fig:nw/none)` is how a figure is bound.",
        "```\n[half](fig:nw/none) of them\n```\n",
        "<!-- [half](fig:nw/none) of them -->",
        "See [the annexe](https://example.org/annexe) for more.",
        "It took three weeks and cost £12.",
    ],
)
def test_code_comments_links_and_measures_are_let_be(text: str) -> None:
    assert checked(text).findings == ()


def test_without_figures_nothing_is_unbound_and_no_binding_checked() -> None:
    assert checked("[Half](fig:a/b) of the cases did.", figures=None).findings == ()


@pytest.mark.parametrize(
    ("sentence", "is_doubtful"),
    [
        ("In [27 per cent](fig:a/sufficient) of cases, work was insufficient.", True),
        ("[27 per cent](fig:a/sufficient) of cases did not keep people safe.", True),
        ("In [73 per cent](fig:a/insufficient) of cases, work was effective.", True),
        ("In [27 per cent](fig:a/sufficient) of cases, work was sufficient.", False),
        ("In [73 per cent](fig:a/insufficient) of cases, work was not effective.", False),
        ("In [73 per cent](fig:a/insufficient) of cases, the delay was long.", False),
        ("In [only 27 per cent](fig:a/sufficient) of cases, work kept people safe.", False),
        (
            "In [27 per cent](fig:a/sufficient) it was, and in [73 per cent](fig:a/insufficient) it was not.",
            False,
        ),
    ],
)
def test_true_words_in_a_sentence_of_the_opposite(sentence: str, is_doubtful: bool) -> None:
    counts = {"a/sufficient": Count(53, 196), "a/insufficient": Count(143, 196)}
    figures = FigureRegister(Figure(name, count, name[2:]) for name, count in counts.items())
    codes = [finding.code for finding in proof(sentence, Settings(load_policy(), figures)).findings]
    assert (Code.POLARITY_DOUBTFUL in codes) is is_doubtful
    assert Code.FALSE not in codes


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We inspected Cheshire West and met staff of Cheshire East.", ["Cheshire East"]),
        ("Cheshire East is a neighbour of Cheshire West.", []),
        ("Cheshire West was rated as Good.", []),
        ("We rated Cheshire East PDU. Cheshire East was inspected in May.", ["Cheshire East"]),
        ("We rated Cheshire East Hospital.", []),
    ],
)
def test_only_sentences_on_what_was_inspected_are_looked_at(text: str, names: list[str]) -> None:
    found = checked(text, figures=None).findings
    assert [text[f.start : f.end] for f in found if f.code is Code.NOT_INSPECTED] == names


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("There are four bands: excellent, good, requires improvement and poor.", ["excellent", "poor"]),
        ("The coffee was poor, weak and cold.", []),
        ("It was poor, weak and unsatisfactory.", []),  # no band of ours among them: it speaks of no scale
        ("Bands are outstanding, good, requires improvement and inadequate.", []),
    ],
)
def test_a_list_of_bands_of_another_scale(text: str, words: list[str]) -> None:
    found = checked(text, figures=None).findings
    assert [text[f.start : f.end] for f in found if f.code is Code.OTHER_SCALE] == words


def test_a_part_knows_the_whole_of_the_sentence_before() -> None:
    text = "A total of 27 cases were reviewed. Of these, [17](fig:nw/breach) were good."
    assert [f.code for f in checked(text).findings if f.code is not Code.UNBOUND] == []
    wrong = text.replace("27", "28")
    assert [f.code for f in checked(wrong).findings if f.code is not Code.UNBOUND] == [Code.FALSE]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("It began on Monday the 2nd of October 2023.", True),
        ("It began on wednesday 2 October 2023.", False),
        ("On a sunny day, Tuesday 2 October 2023 came.", False),
    ],
)
def test_weekdays_however_they_are_written(text: str, right: bool) -> None:
    codes = [finding.code for finding in checked(text, figures=None).findings]
    assert codes == ([] if right else [Code.WEEKDAY])
