"""What is asked about a case, what of it concerns this case, what is missing, and may this be an answer?"""

from .assemble import derive_form
from .completeness import CONFLICT, UNKNOWN, Missing, Progress, missing, progress, progress_of
from .data import form_data
from .exceptions import NothingFromCases
from .expressions import Expression, Values, check_expression, evaluate, known
from .form import (
    ANSWERS,
    AskedPrompt,
    AskedQuestion,
    CaseKind,
    CompletenessRule,
    Each,
    FactField,
    FactType,
    Form,
    Section,
)
from .relevance import Relevance, relevance
from .schema import SCHEMA, build_form
from .values import check_value

__all__ = [
    "ANSWERS",
    "CONFLICT",
    "SCHEMA",
    "UNKNOWN",
    "AskedPrompt",
    "AskedQuestion",
    "CaseKind",
    "CompletenessRule",
    "Each",
    "Expression",
    "FactField",
    "FactType",
    "Form",
    "Missing",
    "NothingFromCases",
    "Progress",
    "Relevance",
    "Section",
    "Values",
    "build_form",
    "check_expression",
    "check_value",
    "derive_form",
    "evaluate",
    "form_data",
    "known",
    "missing",
    "progress",
    "progress_of",
    "relevance",
]
