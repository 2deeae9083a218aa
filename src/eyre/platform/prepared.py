"""How does a page ask the same question many times a second? By having its SQL made once.

Making the SQL of a query costs Django several times what the embedded database needs to answer it. A prepared
read is an ordinary queryset, written once as a function of its values; its SQL is kept, and only the values are new.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

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

    The function is called once, with stand-ins for its values, which are texts; its queryset names its columns by
    `values(…)`. Nothing about the answer is remembered: each call asks the database.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self._build = build
        self._made: dict[str, _Made] = {}

    def rows(self, *values: str) -> list[tuple[Any, ...]]:
        """The rows for these values, each a tuple in the order of the columns.

        Raises ValueError for another number of values than the query has.
        """
        connection = connections[DEFAULT_DB_ALIAS]
        made = self._made.get(connection.vendor) or self._make(connection, len(values))
        if len({which for _, which in made.places}) != len(values):
            raise ValueError(f"{len(values)} values were given, and the query has another number")
        params = list(made.params)
        for place, which in made.places:
            params[place] = values[which]
        with connection.cursor() as cursor:
            cursor.execute(made.sql, params)
            found = cursor.fetchall()
        if made.converters:
            return list(map(tuple, made.compiler.apply_converters(found, made.converters)))
        return list(found)

    def dicts(self, *values: str) -> list[dict[str, Any]]:
        """The same rows by the names of their columns."""
        rows = self.rows(*values)
        return [dict(zip(self.names, row, strict=True)) for row in rows]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, known once the query was asked."""
        return next(iter(self._made.values())).names

    def _make(self, connection: Any, how_many: int) -> _Made:
        stand_ins = [f"\0value {n}" for n in range(how_many)]
        query = self._build(*stand_ins).query
        compiler = query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        places = tuple((i, stand_ins.index(value)) for i, value in enumerate(params) if value in stand_ins)
        converters = compiler.get_converters([column for column, _, _ in compiler.select])
        made = _Made(sql, tuple(params), places, tuple(query.selected or ()), converters, compiler)
        self._made[connection.vendor] = made
        return made
