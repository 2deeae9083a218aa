"""The format of an edition: what is right is built, what is wrong is named, all of it at once."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.figures import Owner, Rounding
from eyre.core.frameworks import (
    Combination,
    Completeness,
    Edition,
    EditionInvalid,
    Mistake,
    SumOfScores,
    build_edition,
    edition_data,
)

Data = dict[str, Any]

PROVENANCE = [{"part": "whole", "status": "ours", "sources": ["a page"], "note": "made up"}]
CUTS = [
    {"below": "bad", "above": "fair", "at": "50 %", "owner": "upper"},
    {"below": "fair", "above": "good", "at": "4/5", "owner": "upper"},
]


def edition() -> Data:
    """A small edition with one of everything."""
    return {
        "schema": "eyre-edition/1",
        "id": "test-2026",
        "title": "Standards for tests",
        "short_title": "Tests 2026",
        "inspectorate": "Inspectorate of Tests",
        "licence": "none",
        "completeness": "full",
        "wording": "own",
        "valid": {"from": "2026-01-01", "to": None},
        "applies_to": ["pdu"],
        "approved_by": {"by": "the chief tester", "on": "2025-12-24"},
        "comparable_with": ["test-2025"],
        "bands": [
            {"id": "good", "label": "Good", "score": 2},
            {"id": "fair", "label": "Fair", "score": "1"},
            {"id": "bad", "label": "Bad", "score": 0},
        ],
        "domains": [
            {
                "ref": "1",
                "title": "Domain",
                "standards": [
                    {
                        "ref": "1.1",
                        "title": "Cases",
                        "concept": "cases",
                        "rated_from": "cases",
                        "case_kind": "supervision",
                        "may_be_not_rated": "true",
                        "key_questions": [
                            {
                                "ref": "1.1.1",
                                "concept": "cases/first",
                                "text": "Is it so?",
                                "prompts": [{"ref": "a", "text": "So"}, {"ref": "b", "text": "Not so"}],
                                "provenance": deepcopy(PROVENANCE),
                            }
                        ],
                    },
                    {
                        "ref": "1.2",
                        "title": "Other",
                        "concept": "other",
                        "rated_from": "other_evidence",
                        "counted": False,
                    },
                ],
                "provenance": deepcopy(PROVENANCE),
            }
        ],
        "question_sets": [
            {
                "id": "extra",
                "title": "Extra",
                "case_kind": "supervision",
                "questions": [{"ref": "S1", "concept": "extra/one", "text": "And this?"}],
            }
        ],
        "rules": {
            "cases": {"cuts": deepcopy(CUTS), "rounding": "half_up", "phrases": {"bad": "minority"}},
            "overall": {
                "method": "sum_of_scores",
                "cuts": [
                    {"below": "bad", "above": "fair", "at": "1/4", "owner": "lower"},
                    {"below": "fair", "above": "good", "at": "3/4", "owner": "lower"},
                ],
                "printed": [
                    {
                        "maximum": 4,
                        "rows": [
                            {"band": "bad", "least": 0, "greatest": 1},
                            {"band": "fair", "least": 2, "greatest": 3},
                            {"band": "good", "least": 4, "greatest": 4},
                        ],
                    }
                ],
                "limiters": [{"id": "cap", "text": "Capped", "fact": "breach", "cap": "fair"}],
            },
        },
        "facts": [{"id": "breach", "text": "There is a breach"}],
        "method_notes": [{"part": "panel", "text": "A panel", "values": {"members": "three"}}],
        "provenance": deepcopy(PROVENANCE),
    }


def combination() -> Data:
    data = edition()
    rules = [{"id": "two-bad", "text": "Two bad", "when": [{"bands": ["bad"], "at_least": 2}], "then": "bad"}]
    data["rules"]["overall"] = {"method": "combination", "rules": rules}
    return data


def test_everything_is_read() -> None:
    built = build_edition(edition())
    assert built.valid_from == date(2026, 1, 1)
    assert built.valid_to is None
    assert built.approval.on == date(2025, 12, 24)
    assert [band.score for band in built.bands] == [2, 1, 0]
    assert built.standard("1.1").may_be_not_rated
    assert built.standard("1.1").counted
    assert not built.standard("1.2").counted
    assert list(built.questions) == ["1.1.1", "S1"]
    assert built.completeness is Completeness.FULL


def test_cuts_are_exact_and_owned_and_run_upwards() -> None:
    built = build_edition(edition())
    assert built.cases is not None
    assert built.cases.scale.bands == ("bad", "fair", "good")
    assert [cut.at for cut in built.cases.scale.cuts] == [Fraction(1, 2), Fraction(4, 5)]
    assert built.cases.rounding is Rounding.HALF_UP
    assert built.overall is not None
    assert isinstance(built.overall.method, SumOfScores)
    assert {cut.owner for cut in built.overall.method.scale.cuts} == {Owner.LOWER}
    assert built.overall.method.rounding is None


@pytest.mark.parametrize(
    ("written", "share"),
    [
        ("1/6", "1/6"),
        ("65/100", "13/20"),
        ("65 %", "13/20"),
        ("65%", "13/20"),
        ("62.5 %", "5/8"),
        ("1 / 6", "1/6"),
    ],
)
def test_a_share_is_written_in_three_ways(written: str, share: str) -> None:
    data = edition()
    data["rules"]["cases"]["cuts"][0]["at"] = written
    data["rules"]["cases"]["cuts"][1]["at"] = "99 %"
    built = build_edition(data)
    assert built.cases is not None
    assert built.cases.scale.cuts[0].at == Fraction(share)


def test_rules_may_combine_bands() -> None:
    built = build_edition(combination())
    assert built.overall is not None
    assert isinstance(built.overall.method, Combination)
    assert built.overall.method.rules[0].when[0].holds({"bad": 2})
    assert not built.overall.method.rules[0].when[0].holds({"bad": 1})


Change = Callable[[Data], object]


def put(*path: str | int, value: object) -> Change:
    def change(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        data[path[-1]] = value

    return change


def without(*path: str | int) -> Change:
    def change(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        del data[path[-1]]

    return change


def add(*path: str | int, value: object) -> Change:
    def change(data: Any) -> None:
        for step in path:
            data = data[step]
        data.append(value)

    return change


STANDARD = ("domains", 0, "standards", 0)
QUESTION = (*STANDARD, "key_questions", 0)
CASE_CUTS = ("rules", "cases", "cuts")
OVERALL = ("rules", "overall")
ANOTHER = {"ref": "1.1", "title": "Again", "concept": "again", "rated_from": "other_evidence"}


@pytest.mark.parametrize(
    ("change", "path", "words"),
    [
        (without("title"), (), "'title' is missing"),
        (put("title", value=None), ("title",), "'title' is missing"),
        (put("title", value="  "), ("title",), "there are no words"),
        (put("title", value="a\x1b[31m"), ("title",), "control character"),
        (put("title", value=2026), ("title",), "words are expected, not '2026'"),
        (put("titel", value="x"), ("titel",), "did you mean 'title'?"),
        (put("schema", value="eyre-edition/9"), ("schema",), "write eyre-edition/1"),
        (put("id", value="Test 2026"), ("id",), "small letters"),
        (put("wording", value="theirs"), ("wording",), "not one of summary, own"),
        (put("completeness", value="ful"), ("completeness",), "did you mean 'full'?"),
        (put("completeness", value="partial"), ("missing",), "says what is missing"),
        (put("missing", value=["something"]), ("missing",), "a full edition misses nothing"),
        (put("valid", "from", value="2026-02-30"), ("valid", "from"), "not a date of the calendar"),
        (put("valid", "to", value="2025-01-01"), ("valid", "to"), "before it begins"),
        (put("comparable_with", value=["test-2026"]), ("comparable_with",), "its own id"),
        (put("applies_to", value="pdu"), ("applies_to",), "a list is expected"),
        (without("bands"), (), "'bands' is missing"),
        (put("bands", 1, "score", value=2), ("bands", 1, "score"), "best first"),
        (put("bands", 1, "score", value="many"), ("bands", 1, "score"), "a whole number is expected"),
        (put("bands", 2, "score", value=-1), ("bands", 2, "score"), "0 or more"),
        (put("bands", 1, "label", value="Good"), ("bands", 1, "label"), "used twice"),
        (put("domains", value=[]), ("domains",), "no standards"),
        (put("domains", value={"ref": "1"}), ("domains",), "a list is expected"),
        (put("domains", 0, "standards", 0, value="1.1"), STANDARD, "a mapping is expected"),
        (add("domains", 0, "standards", value=ANOTHER), ("domains", 0, "standards", 2, "ref"), "used twice"),
        (put(*STANDARD, "concept", value="other"), ("domains", 0, "standards", 1, "concept"), "used twice"),
        (put(*STANDARD, "concept", value="Cases!"), (*STANDARD, "concept"), "usable id"),
        (put(*STANDARD, "rated_from", value="case"), (*STANDARD, "rated_from"), "did you mean 'cases'?"),
        (put(*STANDARD, "counted", value="maybe"), (*STANDARD, "counted"), "true or false"),
        (put(*STANDARD, "key_questions", value=[]), STANDARD, "has no key questions"),
        (put(*QUESTION, "ref", value="S1"), ("question_sets", 0, "questions", 0, "ref"), "used twice"),
        (put(*QUESTION, "prompts", 1, "ref", value="a"), (*QUESTION, "prompts", 1, "ref"), "used twice"),
        (put(*QUESTION, "provenance", 0, "status", value="sure"), (*QUESTION, "provenance", 0, "status"), "verified"),
        (put("question_sets", 0, "questions", value=[]), ("question_sets", 0, "questions"), "is missing"),
        (without("rules", "cases"), ("rules",), "no 'cases' rule"),
        (without("rules", "overall"), ("rules",), "'overall' rule"),
        (put(*CASE_CUTS, 0, "at", value="0.5"), (*CASE_CUTS, 0, "at"), "write it as 1/6, 65/100 or 65 %"),
        (put(*CASE_CUTS, 0, "at", value="1/0"), (*CASE_CUTS, 0, "at"), "not an exact share"),
        (put(*CASE_CUTS, 0, "at", value="3/2"), (*CASE_CUTS, 0, "at"), "more than the whole"),
        (put(*CASE_CUTS, 0, "at", value="0 %"), (*CASE_CUTS, 0, "at"), "leaves the other band nothing"),
        (put(*CASE_CUTS, 0, "at", value="80 %"), (*CASE_CUTS, 1, "at"), "does not lie above"),
        (put(*CASE_CUTS, 0, "owner", value="best"), (*CASE_CUTS, 0, "owner"), "lower, upper"),
        (without(*CASE_CUTS, 0, "owner"), (*CASE_CUTS, 0), "'owner' is missing"),
        (put(*CASE_CUTS, 0, "above", value="great"), (*CASE_CUTS, 0, "above"), "there is no band 'great'"),
        (without(*CASE_CUTS, 0), CASE_CUTS, "leave a gap"),
        (put(*CASE_CUTS, value=CUTS[::-1]), CASE_CUTS, "leave a gap or run the wrong way"),
        (put("rules", "cases", "phrases", "worst", value="none"), ("rules", "cases", "phrases", "worst"), "no band"),
        (put("rules", "cases", "rounding", value="up"), ("rules", "cases", "rounding"), "half_up"),
        (put(*OVERALL, "method", value="average"), (*OVERALL, "method"), "sum_of_scores or combination"),
        (put(*OVERALL, "rules", value=[]), (*OVERALL, "rules"), "no meaning"),
        (put(*OVERALL, "printed", 0, "rows", 0, "greatest", value=2), (*OVERALL, "printed", 0, "rows"), "one of the two"),
        (put(*OVERALL, "printed", 0, "maximum", value=0), (*OVERALL, "printed", 0, "maximum"), "between 1 and"),
        (put(*OVERALL, "limiters", 0, "fact", value="fire"), (*OVERALL, "limiters", 0, "fact"), "under 'facts'"),
        (put(*OVERALL, "limiters", 0, "cap", value="poor"), (*OVERALL, "limiters", 0, "cap"), "no band 'poor'"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_at_its_place(change: Change, path: tuple[str | int, ...], words: str) -> None:
    data = edition()
    change(data)
    with pytest.raises(EditionInvalid) as caught:
        build_edition(data)
    found = {mistake.path: mistake.text for mistake in caught.value.mistakes}
    assert path in found, found
    assert any(words in mistake.text for mistake in caught.value.mistakes if mistake.path == path), found


RULE = (*OVERALL, "rules", 0)


@pytest.mark.parametrize(
    ("change", "path", "words"),
    [
        (put(*OVERALL, "cuts", value=CUTS), (*OVERALL, "cuts"), "no meaning"),
        (put(*OVERALL, "rules", value=[]), (*OVERALL, "rules"), "is missing"),
        (put(*RULE, "when", value=[]), (*RULE, "when"), "is missing"),
        (put(*RULE, "then", value="poor"), (*RULE, "then"), "no band 'poor'"),
        (put(*RULE, "when", 0, "bands", value=["poor"]), (*RULE, "when", 0, "bands", 0), "no band 'poor'"),
        (without(*RULE, "when", 0, "at_least"), (*RULE, "when", 0), "'at_least' or 'at_most'"),
        (
            put(*RULE, "when", 0, "at_most", value=1),
            (*RULE, "when", 0),
            "no number is at least 2 and at most 1",
        ),
    ],
)
def test_a_mistake_in_a_combination_is_named(change: Change, path: tuple[str | int, ...], words: str) -> None:
    data = combination()
    change(data)
    with pytest.raises(EditionInvalid) as caught:
        build_edition(data)
    assert any(m.path == path and words in m.text for m in caught.value.mistakes), str(caught.value)


def test_every_mistake_is_named_at_once() -> None:
    data = edition()
    del data["title"]
    data["wording"] = "theirs"
    data["bands"][0]["score"] = "x"
    data["rules"]["cases"]["cuts"][0]["at"] = "half"
    data["domains"][0]["standards"][1]["concept"] = "cases"
    with pytest.raises(EditionInvalid) as caught:
        build_edition(data)
    paths = {mistake.path for mistake in caught.value.mistakes}
    assert {(), ("wording",), ("bands", 0, "score"), (*CASE_CUTS, 0, "at")} <= paths
    assert ("domains", 0, "standards", 1, "concept") in paths


def test_an_outline_needs_no_rules_and_no_questions() -> None:
    data = edition()
    data |= {"completeness": "outline", "missing": ["nearly everything"]}
    del data["rules"]
    del data["domains"][0]["standards"][0]["key_questions"]
    built = build_edition(data)
    assert built.cases is None
    assert built.overall is None


def test_what_is_no_mapping_is_one_mistake_and_not_many() -> None:
    data = edition()
    data["domains"][0]["standards"][1] = "1.2 Other"
    with pytest.raises(EditionInvalid) as caught:
        build_edition(data)
    assert [mistake.path for mistake in caught.value.mistakes] == [("domains", 0, "standards", 1)]
    with pytest.raises(EditionInvalid) as caught:
        build_edition("edition")
    assert len(caught.value.mistakes) == 1


@pytest.mark.parametrize("data", [None, [], "edition", 3, {}, {"schema": []}, {1: 2}])
def test_what_is_no_edition_at_all_is_refused(data: object) -> None:
    with pytest.raises(EditionInvalid):
        build_edition(data)


def test_an_edition_written_out_is_read_back_the_same() -> None:
    for data in (edition(), combination()):
        built = build_edition(data)
        assert build_edition(edition_data(built)) == built


def places(data: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The path of every value inside the data."""
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [inner for step, value in steps for inner in [(*path, step), *places(value, (*path, step))]]


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 300)
    | st.sampled_from(["", "good", "1/2", "x: y", "2026-01-01"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "ref", "cuts"]), inner)
    ),
    max_leaves=4,
)


@given(st.data(), ANYTHING)
def test_whatever_stands_anywhere_it_is_built_or_refused(draw: st.DataObject, value: object) -> None:
    data = combination() if draw.draw(st.booleans()) else edition()
    put(*draw.draw(st.sampled_from(places(data))), value=value)(data)
    outcome = build_or_mistakes(data)
    assert outcome
    if isinstance(outcome, Edition):
        assert build_edition(edition_data(outcome)) == outcome


def build_or_mistakes(data: object) -> Edition | tuple[Mistake, ...]:
    try:
        return build_edition(data)
    except EditionInvalid as error:
        return error.mistakes


OPTIONAL = {
    "note", "sources", "provenance", "from", "to", "on", "comparable_with", "case_kind", "may_be_not_rated", "counted",
    "prompts", "phrases", "bad", "values", "members", "printed", "limiters", "method_notes", "question_sets",
}  # fmt: skip
NEEDED = [path for path in places(edition()) if isinstance(path[-1], str) and path[-1] not in OPTIONAL]


@given(st.sampled_from(NEEDED))
def test_whatever_must_be_there_is_missed(path: tuple[str | int, ...]) -> None:
    data = edition()
    without(*path)(data)
    mistakes = build_or_mistakes(data)
    assert isinstance(mistakes, tuple)
    near = {path[:n] for n in range(len(path) + 1)}
    assert any(mistake.path in near or path[-1] == "facts" for mistake in mistakes), mistakes


@pytest.mark.parametrize("value", [None, [], {}, "", "words", 3, True, [1], {"a": 1}, [[]], [{}]], ids=repr)
def test_no_odd_value_anywhere_breaks_the_reading(value: object) -> None:
    """Every place of both editions in turn, so that none is left to chance."""
    for make in (edition, combination):
        for place in places(make()):
            data = make()
            put(*place, value=value)(data)
            assert build_or_mistakes(data)
