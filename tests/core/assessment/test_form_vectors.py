"""Relevance and completeness by the vectors that the browser reads too."""

import json
from pathlib import Path
from typing import Any

import pytest
from form_of_vectors import form_of

from eyre.core.assessment import evaluate, form_data, missing, progress, relevance

VECTORS = Path(__file__).parents[2] / "vectors"
RELEVANCE = json.loads((VECTORS / "relevance.json").read_text("utf-8"))["vectors"]
COMPLETENESS = json.loads((VECTORS / "completeness.json").read_text("utf-8"))
FORM = form_of(COMPLETENESS["form"])


def test_the_form_of_the_vectors_is_read_whole() -> None:
    assert form_data(FORM) == COMPLETENESS["form"]


@pytest.mark.parametrize("vector", RELEVANCE, ids=lambda vector: vector["name"])
def test_an_expression_holds_as_the_vector_says(vector: dict[str, Any]) -> None:
    assert evaluate(vector["expression"], vector["values"]) is vector["holds"]


@pytest.mark.parametrize("vector", COMPLETENESS["vectors"], ids=lambda vector: vector["name"])
def test_a_case_comes_to_what_the_vector_says(vector: dict[str, Any]) -> None:
    kind, values = vector["kind"], vector["values"]
    assert [[key, held] for key, held in relevance(FORM, kind, values).items()] == vector["relevance"]
    told = missing(FORM, kind, values, vector["conflicts"])
    assert [[one.key, one.rule, one.words] for one in told] == vector["missing"]
    far = progress(FORM, kind, values)
    assert [far.answered, far.of, far.not_relevant] == vector["progress"]
