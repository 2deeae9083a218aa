"""The shipped specifications: every example can be read, every edition they serve is there, the documents are theirs."""

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from eyre.cases.forms import form_for_edition
from eyre.cases.lists.document import as_markdown
from eyre.cases.lists.shipped import NoSpecification, specification, specification_for, specifications
from eyre.cases.lists.templates_made import as_csv
from eyre.core.assessment import NothingFromCases
from eyre.core.cases.listed import Specification, check_list
from eyre.core.cases.problems import Problems
from eyre.core.cases.sheets import sheet_of
from eyre.frameworks.reading import shipped_editions

ROOT = Path(__file__).parents[2]
EVERY = pytest.mark.parametrize("rules", specifications(), ids=lambda rules: rules.id)


@EVERY
def test_its_examples_are_a_list(rules: Specification) -> None:
    problems = Problems()
    sheet = sheet_of([c.name for c in rules.columns], [(2, [c.example for c in rules.columns])])
    assert check_list(sheet, rules, date(2026, 11, 22), problems) is not None, list(problems.lines())


@EVERY
def test_every_other_name_and_value_is_understood(rules: Specification) -> None:
    for column in rules.columns:
        for name in column.also:
            header = [name if each is column else each.name for each in rules.columns]
            problems = Problems()
            row = [c.example for c in rules.columns]
            assert check_list(sheet_of(header, [(2, row)]), rules, date(2026, 11, 22), problems), name
        for choice in column.choices:
            assert {column.meant()[word.casefold().replace("-", " ")] for word in choice.also} <= {
                choice.code
            }


@EVERY
def test_it_serves_editions_that_ship_and_kinds_their_forms_know(rules: Specification) -> None:
    assert set(rules.editions) <= set(shipped_editions())
    for edition in rules.editions:
        with suppress(NothingFromCases):  # of some editions we know the list and not the questions
            kinds = set(rules.of_part("kind").kinds().values())
            assert kinds <= {kind.id for kind in form_for_edition(edition).kinds}, edition


def test_an_edition_has_one_list_and_some_have_none() -> None:
    served = [edition for rules in specifications() for edition in rules.editions]
    assert len(served) == len(set(served))
    assert specification_for("hmip-probation-pdu-2023").id == "probation-supervision-1"
    with pytest.raises(NoSpecification):
        specification_for("hmip-approved-premises-2025")
    with pytest.raises(NoSpecification):
        specification("none")


def test_the_template_holds_the_header_alone() -> None:
    assert as_csv(specification("youth-justice-1")).decode("utf-8-sig").count("\r\n") == 1


def test_the_document_is_made_from_the_data() -> None:
    written = (ROOT / "docs/providers/case-list.md").read_text("utf-8")
    assert as_markdown() in written
