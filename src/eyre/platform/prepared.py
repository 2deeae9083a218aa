"""How does a page ask the same question many times a second? By having its SQL made once.

Making the SQL of a query costs Django several times what the embedded database needs to answer it. A prepared
read is an ordinary queryset, written once as a function of its values; its SQL is kept, and only the values are new.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class _Made:
    """The SQL for one kind of database: where the values go, the names of the columns, how cells become values."""

    sql: str
    params: tuple[Any, ...]
    places: tuple[tuple[int, int], ...]  # (place among the parameters, which value)
    names: tuple[str, ...]
    converters: Mapping[int, Any]
    compiler: Any


class Prepared:
    """A read with a fixed shape: `Prepared(lambda key: Thing.objects.filter(pk=key).values("name"))`.

    The function is called once, with stand-ins for its values, which are texts, or of the kinds in `of` (text and
    UUID); its queryset names its columns by `values(…)`. Nothing about the answer is remembered: each call asks the
    database.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], of: Sequence[type[str | UUID]] = ()) -> None:
        self._build, self._of = build, of
        self._made: dict[str, _Made] = {}

    def rows(self, *values: str | UUID) -> list[tuple[Any, ...]]:
        """The rows for these values, each a tuple in the order of the columns.

        Raises ValueError for another number of values than the query has.
        """
        connection = connections[DEFAULT_DB_ALIAS]
        made = self._made.get(connection.vendor) or self._make(connection, len(values))
        if len({which for _, which in made.places}) != len(values):
            raise ValueError(f"{len(values)} values were given, and the query has another number")
        params = list(made.params)
        for place, which in made.places:
            params[place] = _kept(values[which], connection)
        with connection.cursor() as cursor:
            cursor.execute(made.sql, params)
            found = cursor.fetchall()
        if made.converters:
            return list(map(tuple, made.compiler.apply_converters(found, made.converters)))
        return list(found)

    def dicts(self, *values: str | UUID) -> list[dict[str, Any]]:
        """The same rows by the names of their columns."""
        rows = self.rows(*values)
        return [dict(zip(self.names, row, strict=True)) for row in rows]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, known once the query was asked."""
        return next(iter(self._made.values())).names

    def _make(self, connection: Any, how_many: int) -> _Made:
        kinds = self._of or [str] * how_many
        stand_ins = [_stand_in(kind, n) for n, kind in enumerate(kinds)]
        query = self._build(*stand_ins).query
        compiler = query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        sought = [_kept(value, connection) for value in stand_ins]
        places = tuple((i, sought.index(value)) for i, value in enumerate(params) if value in sought)
        converters = compiler.get_converters([column for column, _, _ in compiler.select])
        made = _Made(sql, tuple(params), places, tuple(query.selected or ()), converters, compiler)
        self._made[connection.vendor] = made
        return made


def _stand_in(kind: type[str | UUID], number: int) -> str | UUID:
    return UUID(int=(0xE7 << 120) + number) if kind is UUID else f"\0value {number}"


def _kept(value: str | UUID, connection: Any) -> Any:
    """The value as this database compares it."""
    if isinstance(value, str) or connection.features.has_native_uuid_field:
        return value
    return value.hex
