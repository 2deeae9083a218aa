"""The page about editions shows the whole format: its example is read, and no key is left out of it."""

import re
from pathlib import Path

import pytest

from eyre.core.editions import provenance
from eyre.core.frameworks import content, rules, schema
from eyre.frameworks.reading import load_edition, read_edition, shipped_editions

PAGE = (Path(__file__).parents[2] / "docs" / "developers" / "editions.md").read_text()
EXAMPLE, COMBINATION = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def test_the_example_is_an_edition() -> None:
    edition = read_edition(EXAMPLE.encode(), "the example")
    assert edition.standard("1.1").may_be_not_rated
    assert edition.questions.keys() == {"1.1.1", "S1"}


def test_the_other_rule_fits_into_the_example() -> None:
    start = EXAMPLE.index("    method: sum_of_scores")
    end = EXAMPLE.index("    limiters:")
    changed = EXAMPLE[:start] + COMBINATION + EXAMPLE[end:]
    overall = read_edition(changed.encode(), "the example").overall
    assert overall is not None
    assert len(overall.limiters) == 1


KEYS = [
    *schema.EDITION_KEYS, *content.DOMAIN_KEYS, *content.STANDARD_KEYS, *content.QUESTION_KEYS, *content.SET_KEYS,
    *content.NOTE_KEYS, *content.FACT_KEYS, *provenance.PROVENANCE_KEYS, *content.BAND_KEYS, *rules.CUT_KEYS,
    *rules.CASES_KEYS, *rules.OVERALL_KEYS, *rules.LIMITER_KEYS, *rules.COMBINATION_KEYS,
]  # fmt: skip


@pytest.mark.parametrize("key", sorted(set(KEYS) - {"missing"}))
def test_every_key_is_shown(key: str) -> None:
    assert re.search(rf"^ *(- )?{key}:", EXAMPLE + COMBINATION, re.MULTILINE)


def test_every_kind_of_concept_is_shown() -> None:
    table = PAGE[PAGE.index("## Concepts") :]
    for name in shipped_editions():
        for standard in load_edition(name).standards:
            first = standard.concept.split("/")[0]
            assert f"`{first}" in table or first.startswith(("safety-in-", "cqc-")), standard.concept
