"""A receipt as plain data, for JSON, and back; a damaged one is refused with every fault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .draw import Drawn
from .receipt import FORMAT, Excluded, Receipt, Replaced


class ReceiptFaulty(ValueError):
    """What was given is no receipt; the words name the place."""


def as_data(receipt: Receipt) -> dict[str, Any]:
    """The receipt as dictionaries, lists, texts and numbers."""
    return {
        "format": FORMAT,
        "rule": receipt.rule,
        "seed": receipt.seed,
        "frame": {"cases": receipt.cases, "sha256": receipt.frame_digest},
        "plan": dict(receipt.plan),
        "strata_by": list(receipt.by),
        "strata": [
            {
                "stratum": line.stratum,
                "cases": line.size,
                "drawn": list(line.cases),
                "reserves": list(line.reserves),
            }
            for line in receipt.strata
        ],
        "excluded": [{"case": one.case, "reason": one.reason} for one in receipt.excluded],
        "replaced": [
            {"case": one.case, "by": one.by, "stratum": one.stratum, "reason": one.reason}
            for one in receipt.replaced
        ],
    }


def receipt_of(data: object) -> Receipt:
    """The receipt that `as_data` wrote.

    Raises:
        ReceiptFaulty: when something is missing or of another kind; the words name the first place.
    """
    told = _mapping(data, "the receipt")
    if told.get("format") != FORMAT:
        raise ReceiptFaulty(f"format: {told.get('format')!r} is not {FORMAT!r}")
    frame = _mapping(told.get("frame"), "frame")
    plan = _mapping(told.get("plan"), "plan")
    return Receipt(
        seed=_text(told, "seed"),
        cases=_number(frame, "cases", "frame."),
        frame_digest=_text(frame, "sha256", "frame."),
        strata=tuple(
            Drawn(
                _text(line, "stratum", at),
                _number(line, "cases", at),
                _texts(line, "drawn", at),
                _texts(line, "reserves", at),
            )
            for at, line in _records(told, "strata")
        ),
        plan={name: _text(plan, name, "plan.") for name in plan},
        by=_texts(told, "strata_by", ""),
        excluded=tuple(
            Excluded(_text(one, "case", at), _text(one, "reason", at))
            for at, one in _records(told, "excluded")
        ),
        replaced=tuple(
            Replaced(*(_text(one, name, at) for name in ("case", "by", "stratum", "reason")))
            for at, one in _records(told, "replaced")
        ),
        rule=_text(told, "rule"),
    )


def _mapping(value: object, at: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ReceiptFaulty(f"{at}: names and values are expected")
    return value


def _records(told: Mapping[str, Any], name: str) -> list[tuple[str, Mapping[str, Any]]]:
    return [
        (f"{name}[{number}].", _mapping(one, f"{name}[{number}]"))
        for number, one in enumerate(_list(told, name, ""))
    ]


def _list(told: Mapping[str, Any], name: str, at: str) -> Sequence[Any]:
    value = told.get(name)
    if not isinstance(value, list):
        raise ReceiptFaulty(f"{at}{name}: a list is expected")
    return value


def _texts(told: Mapping[str, Any], name: str, at: str) -> tuple[str, ...]:
    values = _list(told, name, at)
    for number, value in enumerate(values):
        if not isinstance(value, str):
            raise ReceiptFaulty(f"{at}{name}[{number}]: a text is expected")
    return tuple(values)


def _text(told: Mapping[str, Any], name: str, at: str = "") -> str:
    value = told.get(name)
    if not isinstance(value, str):
        raise ReceiptFaulty(f"{at}{name}: a text is expected")
    return value


def _number(told: Mapping[str, Any], name: str, at: str) -> int:
    value = told.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ReceiptFaulty(f"{at}{name}: a whole number is expected")
    return value
