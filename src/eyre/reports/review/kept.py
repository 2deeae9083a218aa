"""How does a draft come back from the data it was kept as?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from eyre.core.calendar import PartialDate, parse_partial
from eyre.core.reading import (
    ClaimRead,
    DateRead,
    Draft,
    Finding,
    Form,
    Given,
    KindRead,
    ProviderRead,
    RecommendationRead,
    StatementRead,
    TableRead,
)

Json = Any
HALVES = re.compile("[\0\ud800-\udfff]")
Kind = TypeVar("Kind")

PARTS: Mapping[str, type] = {
    "providers": ProviderRead,
    "dates": DateRead,
    "tables": TableRead,
    "statements": StatementRead,
    "recommendations": RecommendationRead,
    "claims": ClaimRead,
    "findings": Finding,
}


def draft_from(data: Mapping[str, Json], text: str) -> Draft:
    """The draft that `eyre.reports.reading.draft_data` wrote down; `text` is what its places count in."""
    about = data["document"]
    given = Given(text, Form(about["form"]), name=about["name"], digest=about["sha256"])
    parts = {name: tuple(_read(kind, each) for each in data[name]) for name, kind in PARTS.items()}
    return Draft(given, _read(KindRead, about), **parts)


def storable(value: Json) -> Json:
    """The same data without the characters that no database keeps: NUL, and halves of a pair of UTF-16."""
    if isinstance(value, str):
        return HALVES.sub("\ufffd", value)
    if isinstance(value, list):
        return [storable(each) for each in value]
    if isinstance(value, dict):
        return {name: storable(each) for name, each in value.items()}
    return value


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def hints_of(kind: Any) -> Mapping[str, Any]:
    """The fields of a fact of this kind with their types."""
    return _hints(kind)


def _read(kind: Any, value: Json) -> Any:
    if get_origin(kind) in (Union, UnionType):
        return None if value is None else _read(get_args(kind)[0], value)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], each) for each in value)
    if kind is PartialDate:
        return parse_partial(value)
    if kind is Fraction or issubclass(kind, Enum):
        return kind(value)
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(**{name: _read(hint, value[name]) for name, hint in hints_of(kind).items()})
    return value
