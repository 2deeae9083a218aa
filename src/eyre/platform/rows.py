"""Making the rows of a table match what is wanted: new ones created, changed ones updated, the rest left alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)

BATCH = 500


@dataclass(frozen=True, slots=True)
class Changes:
    """How many rows were created, updated, deleted and left as they were."""

    created: int = 0
    updated: int = 0
    deleted: int = 0
    unchanged: int = 0

    def __add__(self, other: Changes) -> Changes:
        return Changes(
            self.created + other.created,
            self.updated + other.updated,
            self.deleted + other.deleted,
            self.unchanged + other.unchanged,
        )

    def __bool__(self) -> bool:
        return bool(self.created or self.updated or self.deleted)

    @property
    def total(self) -> int:
        """How many rows there are now."""
        return self.created + self.updated + self.unchanged

    def as_dict(self) -> dict[str, int]:
        """The four numbers by name."""
        return {name: getattr(self, name) for name in self.__slots__}


def match_rows(
    wanted: Iterable[Row],
    model: type[Row],
    *,
    key: Sequence[str],
    within: models.QuerySet[Row] | None = None,
    besides: Sequence[str] = (),
    kept: Sequence[str] = (),
) -> Changes:
    """Make the table hold the wanted rows, told apart by the fields of `key`.

    `within` are the rows that may be deleted when they are no longer wanted; None deletes nothing. Fields in
    `besides` are written when a row is created or updated, but a difference in them alone changes nothing. Fields in
    `kept` are written when a row is created and never again: they belong to somebody else from then on.
    Unsaved rows come in; they have their primary key afterwards.
    """
    key_fields = [f.attname for f in model._meta.concrete_fields if f.name in key]
    pk = model._meta.pk
    own = (pk, *(f for f in model._meta.concrete_fields if f.name in kept))
    fields = [f for f in model._meta.concrete_fields if f not in own and f.attname not in key_fields]
    compared = [f.attname for f in fields if f.name not in besides]
    held = {_key(row, key_fields): row for row in model._default_manager.all()}
    new, changed, unchanged, seen = [], [], 0, set()
    for row in wanted:
        mark = _key(row, key_fields)
        seen.add(mark)
        old = held.get(mark)
        if old is None:
            new.append(row)
            continue
        row.pk = old.pk
        if all(_same(getattr(row, name), getattr(old, name)) for name in compared):
            unchanged += 1
        else:
            changed.append(row)
    gone = _delete(within, key_fields, seen)
    model._default_manager.bulk_create(new, batch_size=BATCH)
    if changed:
        model._default_manager.bulk_update(changed, [f.name for f in fields], batch_size=BATCH)
    return Changes(len(new), len(changed), gone, unchanged)


def _delete(within: Any, key_fields: Sequence[str], wanted: set[tuple[Any, ...]]) -> int:
    if within is None:
        return 0
    gone = [row.pk for row in within if _key(row, key_fields) not in wanted]
    within.model._default_manager.filter(pk__in=gone).delete()
    return len(gone)


def _key(row: models.Model, fields: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in fields)


def _same(new: Any, old: Any) -> bool:
    return bytes(new) == bytes(old) if isinstance(old, memoryview | bytes) and new is not None else new == old
