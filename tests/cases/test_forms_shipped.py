"""The forms that ship: one for every edition that asks about cases, and what is wrong with a file, all at once."""

from pathlib import Path

import pytest

from eyre.cases.exceptions import FormNotFound
from eyre.cases.forms import form_for_edition, load_form, read_form, shipped_forms
from eyre.core.assessment import NothingFromCases, missing, progress, relevance
from eyre.frameworks.exceptions import EditionFileInvalid
from eyre.frameworks.reading import load_edition, shipped_editions

# For each edition, how many items a case of its first kind is asked, or why there is no form
ITEMS = {
    "cqc-adult-social-care-2022": "rates nothing from cases",
    "cqc-local-authority-2023": "rates nothing from cases",
    "hmip-approved-premises-2025": "rates nothing from cases",
    "hmip-dipp-2025": 9,
    "hmip-probation-crc-2018": 62,
    "hmip-probation-crc-2019": 62,
    "hmip-probation-national-2025": "rates nothing from cases",
    "hmip-probation-nps-2018": 62,
    "hmip-probation-nps-2019": 62,
    "hmip-probation-pdu-2021": 78,
    "hmip-probation-pdu-2023": 76,
    "hmip-probation-region-2023": "None of its key questions",
    "hmip-sfo-qa-2021": "rates nothing from cases",
    "hmip-youth-2018": 12,
    "hmip-youth-2021": 12,
    "hmip-youth-2025": "None of its key questions",
}
SUPERVISION = ("community", "licence", "short_sentence")


def test_every_edition_is_listed_here() -> None:
    assert set(ITEMS) == set(shipped_editions())
    assert set(shipped_forms()) == {"hmip-probation-pdu-2021", "hmip-probation-pdu-2023"}


@pytest.mark.parametrize("edition", ITEMS)
def test_an_edition_has_a_form_or_says_why_not(edition: str) -> None:
    expected = ITEMS[edition]
    if isinstance(expected, str):
        with pytest.raises(NothingFromCases, match=expected):
            form_for_edition(edition)
        return
    form = form_for_edition(edition)
    assert progress(form, form.kinds[0].id, {}).of == expected
    assert load_form(form.id) is form
    assert len(form.digest) == 64
    asked = {question.ref for question in form.questions()}
    assert asked == set(load_edition(edition).questions), "a question of the edition is put to no case"


def test_the_form_of_2021_asks_eighty_things_about_a_licence() -> None:
    form = form_for_edition("hmip-probation-pdu-2021")
    assert progress(form, "licence", {}).of == 80


@pytest.mark.parametrize("edition", ["hmip-probation-pdu-2021", "hmip-probation-pdu-2023"])
@pytest.mark.parametrize("kind", SUPERVISION)
def test_keeping_safe_is_asked_where_the_inspector_judged_the_risk_not_low(edition: str, kind: str) -> None:
    form = form_for_edition(edition)
    safe = [q.key for q in form.questions() if q.concept.endswith("safety-of-others")]
    assert len(safe) == 4
    for judged, held in (("low", False), ("medium", True), ("very-high", True), (None, None)):
        # What the service recorded makes no difference
        told = relevance(form, kind, {"fact:risk_judged": judged, "fact:risk_recorded": "high"})
        assert {told[key] for key in safe} == {held}
    marked = [one.status.value for q in form.questions() if q.key in safe for one in q.provenance]
    assert "recalled" in marked


def test_every_question_of_the_written_forms_has_its_rule() -> None:
    for edition in shipped_forms():
        form = form_for_edition(edition)
        assert all(question.rule and question.guidance for question in form.questions())


def test_nothing_is_left_unasked_for_ever() -> None:
    """With every fact given, whatever it is, no question stays “not yet known”."""
    for edition in shipped_forms():
        form = form_for_edition(edition)
        for risk in ("low", "high"):
            facts = {fact.key: fact.options[0][0] if fact.options else "x" for fact in form.facts}
            facts["fact:risk_judged"] = risk
            for kind in SUPERVISION:
                assert None not in relevance(form, kind, facts).values()
                assert missing(form, kind, facts)


def test_a_form_nobody_has_is_not_found() -> None:
    for name in (
        "",
        "x",
        "hmip-probation-pdu-2021",
        "hmip-sfo-qa-2021-derived",
        "../hmip-probation-pdu-2021",
    ):
        with pytest.raises(FormNotFound):
            load_form(name)


WRONG = """schema: eyre-form/1
id: f
edition: hmip-probation-pdu-2021
title: F
kinds:
  - id: community
    title: Community
    asks: [supervision, prisons]
facts:
  - id: risk
    label: Risk
    type: choice
  - id: risk
    label: Twice
    type: number
    options: [{code: a, label: A}]
sections:
  - ref: "9.9"
questions:
  - ref: "2.2.1"
    when: {xor: [1]}
    prompts:
      - ref: z
  - ref: "2.2.2"
    when: {eq: [fact:nothing, low]}
  - ref: "2.2.3"
    when: {in: [question:2.2.1, [maybe]]}
completeness:
  - id: one
    each: fact
    words: Give it
colour: blue
"""
MISTAKES = {
    8: "asks nothing of 'prisons'",
    10: "a choice has options",
    13: "is used twice",
    16: "a choice has options",
    18: "no standard or question set '9.9'",
    21: "'xor' is not an operator",
    23: "no prompt of 2.2.1 'z'",
    25: "asks nothing called 'fact:nothing'",
    27: "'maybe' is no answer",
    29: "'missing' is missing",
    32: "the key 'colour' is not known",
}


def test_every_mistake_of_a_form_is_told_with_its_line() -> None:
    with pytest.raises(EditionFileInvalid) as told:
        read_form(WRONG.encode(), "form.yaml", load_edition("hmip-probation-pdu-2021"))
    lines = {mistake.line: mistake.text for mistake in told.value.mistakes}
    assert set(lines) == set(MISTAKES), lines
    for line, words in MISTAKES.items():
        assert words in lines[line]


def test_another_word_is_another_digest() -> None:
    path = shipped_forms()["hmip-probation-pdu-2023"]
    edition = load_edition("hmip-probation-pdu-2023")
    one = read_form(path.read_bytes(), "f", edition)
    other = read_form(Path(path).read_bytes().replace(b"Age in years", b"Age"), "f", edition)
    assert one.digest != other.digest
    assert one.digest == form_for_edition("hmip-probation-pdu-2023").digest
