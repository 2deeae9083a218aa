"""The editions that ship: they read, they say how they are known, and a question keeps its concept."""

import re
from itertools import chain
from pathlib import Path

import pytest

from eyre.core.figures import Count, Owner
from eyre.core.frameworks import (
    Combination,
    Completeness,
    Edition,
    KeyQuestion,
    RatedFrom,
    Status,
    SumOfScores,
    Wording,
    build_edition,
    compare_editions,
    edition_data,
)
from eyre.core.frameworks.edition import Provenance
from eyre.frameworks.reading import load_edition, shipped_editions

IDS = tuple(shipped_editions())
CORE = [f"hmip-probation-{kind}-{year}" for kind in ("crc", "nps") for year in (2018, 2019)]


def test_sixteen_editions_ship() -> None:
    assert len(IDS) == 16


@pytest.mark.parametrize("edition_id", IDS)
def test_it_reads_under_its_own_name_and_can_be_written_back(edition_id: str) -> None:
    edition = load_edition(edition_id)
    assert edition.id == edition_id
    assert build_edition(edition_data(edition)) == edition
    assert edition.wording is Wording.SUMMARY
    assert "Nobody" in edition.approval.by


@pytest.mark.parametrize(
    ("completeness", "expected"),
    [
        (Completeness.FULL, {*CORE, "hmip-probation-pdu-2021", "hmip-probation-pdu-2023"}),
        (Completeness.OUTLINE, {"hmip-dipp-2025", "hmip-sfo-qa-2021", "hmip-youth-2025"}),
    ],
)
def test_how_much_is_known(completeness: Completeness, expected: set[str]) -> None:
    assert {name for name in IDS if load_edition(name).completeness is completeness} == expected


@pytest.mark.parametrize(
    ("edition_id", "standards", "maximum"),
    [
        ("hmip-probation-crc-2018", 10, 30),
        ("hmip-probation-nps-2019", 10, 30),
        ("hmip-probation-pdu-2021", 9, 27),
        ("hmip-probation-pdu-2023", 7, 21),
        ("hmip-probation-region-2023", 8, 24),
        ("hmip-probation-national-2025", 4, 12),
        ("hmip-approved-premises-2025", 5, 15),
        ("hmip-youth-2018", 12, 36),
        ("hmip-youth-2021", 13, 36),
        ("cqc-local-authority-2023", 9, 36),
    ],
)
def test_the_greatest_sum_is_the_published_one(edition_id: str, standards: int, maximum: int) -> None:
    edition = load_edition(edition_id)
    assert len(edition.standards) == standards
    assert edition.bands[0].score * sum(standard.counted for standard in edition.standards) == maximum


def test_resettlement_is_rated_and_not_counted() -> None:
    uncounted = [s.ref for name in IDS for s in load_edition(name).standards if not s.counted]
    assert uncounted == ["4.1"]
    assert not load_edition("hmip-youth-2021").standard("4.1").counted


def test_only_court_work_of_2021_may_be_not_rated() -> None:
    found = [(name, s.ref) for name in IDS for s in load_edition(name).standards if s.may_be_not_rated]
    assert found == [("hmip-probation-pdu-2021", "2.1")]


# one concept, and the number it has in each edition
SAME = {
    "assessment/engagement": ("2.1.1", "2.1.1", "2.2.1", "P2.1.1", None),
    "assessment/desistance": ("2.1.2", "2.1.2", "2.2.2", "P2.1.2", None),
    "assessment/safety-of-others": ("2.1.3", "2.1.3", "2.2.3", "P2.1.3", "C1"),
    "planning/safety-of-others": ("2.2.3", "2.2.3", "2.3.3", "P2.2.3", "C2"),
    "delivery/safety-of-others": ("2.3.3", "2.3.3", "2.4.3", "P2.3.3", None),
    "reviewing/desistance": ("2.4.2", "2.4.2", "2.5.2", "P2.4.2", None),
    "court-work/advice-to-court": (None, "3.1.1", "2.1.1", None, None),
    "court-work/allocation": (None, "3.1.2", None, None, None),
    "victim-work/initial-contact": (None, "3.2.1", None, None, None),
    "unpaid-work/safe-delivery": ("4.1.3", None, None, None, None),
    "through-the-gate/coordination": ("4.2.3", None, None, None, None),
    "leadership/vision-and-strategy": ("1.1.1", "1.1.1", "1.1.1", "P1.1.1", None),
    "staff/staff-engagement": ("1.2.5", "1.2.5", "1.2.5", "P1.2.5", None),
    "information-and-facilities/ict": ("1.4.3", "1.4.3", "1.4.3", None, None),
}
WHERE = ("hmip-probation-crc-2018", "hmip-probation-nps-2018", "hmip-probation-pdu-2021", "hmip-probation-pdu-2023", "hmip-dipp-2025")  # fmt: skip


@pytest.mark.parametrize("concept", SAME)
def test_a_question_keeps_its_concept_under_another_number(concept: str) -> None:
    for edition_id, ref in zip(WHERE, SAME[concept], strict=True):
        edition = load_edition(edition_id)
        found = {q.concept: q.ref for s in edition.standards for q in s.key_questions}
        assert found.get(concept) == ref, edition_id


def test_questions_about_a_child_are_other_questions() -> None:
    adult = {q.concept for q in questions(load_edition("hmip-probation-pdu-2021"))}
    youth = {q.concept for q in questions(load_edition("hmip-youth-2021"))}
    assert not adult & youth
    assert all(concept.startswith("youth/") for concept in youth)
    assert load_edition("hmip-youth-2018").standard("3.1").concept == "youth/out-of-court/assessment"
    assert load_edition("hmip-youth-2021").standard("3.2").concept == "youth/out-of-court/assessment"


def questions(edition: Edition) -> list[KeyQuestion]:
    return [q for s in edition.standards for q in s.key_questions]


def test_one_concept_is_one_text_wherever_the_same_people_are_spoken_of() -> None:
    """Editions speak of service users or of people on probation; everything else is alike."""
    texts: dict[str, set[str]] = {}
    for name in (*WHERE, *CORE):
        for question in questions(load_edition(name)):
            said = question.text.replace("person on probation", "service user")
            texts.setdefault(question.concept, set()).add(said)
    assert {concept: said for concept, said in texts.items() if len(said) > 1} == {}


def test_only_the_years_whose_bands_were_left_alone_are_comparable() -> None:
    pairs = {(name, other) for name in IDS for other in load_edition(name).comparable_with}
    assert pairs == {
        (f"hmip-probation-{kind}-{a}", f"hmip-probation-{kind}-{b}")
        for kind in ("crc", "nps")
        for a, b in ((2018, 2019), (2019, 2018))
    }
    assert compare_editions(load_edition(CORE[0]), load_edition(CORE[1])).comparable


def test_cuts_are_owned_as_the_inspectorates_read_them() -> None:
    pdu, cqc = load_edition("hmip-probation-pdu-2021"), load_edition("cqc-local-authority-2023")
    assert pdu.cases is not None
    assert pdu.overall is not None
    assert cqc.overall is not None
    assert isinstance(pdu.overall.method, SumOfScores)
    assert isinstance(cqc.overall.method, SumOfScores)
    assert pdu.cases.scale.place(Count(65, 100)) == "good"
    assert pdu.overall.method.scale.place(Count(4, 24)) == "inadequate"
    assert {cut.owner for cut in cqc.overall.method.scale.cuts} == {Owner.UPPER}
    assert cqc.overall.method.scale.table(36) == [
        ("inadequate", 0, 14),
        ("requires_improvement", 15, 22),
        ("good", 23, 31),
        ("outstanding", 32, 36),
    ]


def test_every_printed_table_of_the_drafts_is_kept() -> None:
    printed = {}
    for name in IDS:
        overall = load_edition(name).overall
        if overall and isinstance(overall.method, SumOfScores):
            printed[name] = [table.maximum for table in overall.method.printed]
    assert printed == {
        "cqc-local-authority-2023": [],
        "hmip-approved-premises-2025": [15],
        "hmip-probation-crc-2018": [30, 27, 24],
        "hmip-probation-crc-2019": [30, 27, 24],
        "hmip-probation-national-2025": [12],
        "hmip-probation-nps-2018": [30, 27, 24],
        "hmip-probation-nps-2019": [30, 27, 24],
        "hmip-probation-pdu-2021": [27, 24],
        "hmip-probation-pdu-2023": [21],
        "hmip-probation-region-2023": [24, 27],
        "hmip-youth-2018": [36, 24],
        "hmip-youth-2021": [36, 24],
    }


def test_another_inspectorate_combines_without_any_code_of_its_own() -> None:
    edition = load_edition("cqc-adult-social-care-2022")
    assert [s.title for s in edition.standards] == ["Safe", "Effective", "Caring", "Responsive", "Well-led"]
    assert edition.overall is not None
    method = edition.overall.method
    assert isinstance(method, Combination)
    assert [rule.then for rule in method.rules] == [
        "inadequate",
        "requires_improvement",
        "outstanding",
        "good",
    ]
    assert [limiter.fact for limiter in edition.overall.limiters] == ["breach_of_regulations"]
    assert not any(s.rated_from is RatedFrom.CASES for s in edition.standards)


def test_the_counts_of_the_letter_have_a_question_each() -> None:
    edition = load_edition("hmip-probation-pdu-2021")
    note = next(note for note in edition.method_notes if note.part == "letter-counts")
    asked = {name: ref.split(" ")[0] for name, ref in note.values}
    assert set(asked.values()) <= set(edition.questions)
    assert len(set(asked.values())) == len(asked)
    victims = [q.ref for q in edition.question_sets[1].questions]
    assert victims == [f"V{n}" for n in range(17)]
    assert [asked[f"001-{n:03}"] for n in (43, 45, 57, 59, 60, 61)] == [
        "V0",
        "V1",
        "V13",
        "V14",
        "V15",
        "V16",
    ]
    assert {p.status for group in edition.question_sets for p in group.provenance} == {Status.OURS}


def parts(edition: Edition) -> list[Provenance]:
    rules = [rule for rule in (edition.cases, edition.overall) if rule]
    held = [
        edition, *edition.domains, *edition.standards, *questions(edition), *edition.question_sets, *rules,
        *edition.method_notes,
    ]  # fmt: skip
    return list(chain.from_iterable(one.provenance for one in held))


@pytest.mark.parametrize("edition_id", IDS)
def test_what_is_verified_or_derived_names_a_source_or_a_reason(edition_id: str) -> None:
    for part in parts(load_edition(edition_id)):
        if part.status in (Status.VERIFIED, Status.DERIVED):
            assert part.sources or part.note, part


@pytest.mark.parametrize("edition_id", IDS)
def test_every_rule_says_how_it_is_known(edition_id: str) -> None:
    edition = load_edition(edition_id)
    for held in (edition.cases, edition.overall, *edition.domains, *edition.method_notes, edition):
        assert held is None or held.provenance, held


def test_rounding_is_recalled_wherever_cases_are_rated() -> None:
    for name in IDS:
        rule = load_edition(name).cases
        if rule:
            assert [p.status for p in rule.provenance if p.part == "rounding"] == [Status.RECALLED]


@pytest.mark.parametrize("path", shipped_editions().values(), ids=lambda path: path.stem)
def test_no_file_names_a_path_of_somebodys_machine(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"seed|\.txt|(?<![\w/.])/(work|tmp|home|farm)\b|unverified", text)
    assert text.endswith("\n")
    assert not re.search(r"[ \t]$", text, re.MULTILINE)
