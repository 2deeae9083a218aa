"""How is a row written many times a second? By a statement that is made once from the model's own description.

The fields say which columns there are and how values become what the database keeps; nothing is written down twice.
For writes that are measured; every other write goes through the ORM.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import DEFAULT_DB_ALIAS, connections, models

if TYPE_CHECKING:
    Field = models.Field[Any, Any]


class PreparedInsert:
    """A row with these fields, in their order; what happens where one is there that says the same in `unless`.

    Without `update` nothing happens then, whoever came first; with it these fields get the new values. Two databases
    decide alike, in one statement, so that two who write at once never both win.
    """

    def __init__(
        self,
        model: type[models.Model],
        names: Sequence[str],
        *,
        unless: Sequence[str] = (),
        update: Sequence[str] = (),
    ) -> None:
        self._model, self._names, self._unless, self._update = model, names, unless, update
        self._fields = fields_of(model, names)
        self._made: dict[str, str] = {}

    def run(self, *values: Any) -> Any:
        """The key of the row that was written; None where nothing happened."""
        connection = connections[DEFAULT_DB_ALIAS]
        sql = self._made.get(connection.vendor) or self._make(connection)
        with connection.cursor() as cursor:
            cursor.execute(sql, kept(self._fields, values, connection))
            found = cursor.fetchall()
        return found[0][0] if found else None

    def _make(self, connection: Any) -> str:
        columns = ", ".join(columns_of(self._model, self._names, connection))
        places = ", ".join("%s" for _ in self._names)
        table, key = named(self._model, connection)
        sql = f"INSERT INTO {table} ({columns}) VALUES ({places}){self._conflict(connection)} RETURNING {key}"
        self._made[connection.vendor] = sql
        return sql

    def _conflict(self, connection: Any) -> str:
        if not self._unless:
            return ""
        unless = ", ".join(columns_of(self._model, self._unless, connection))
        changes = [f"{name} = excluded.{name}" for name in columns_of(self._model, self._update, connection)]
        what = f"UPDATE SET {', '.join(changes)}" if changes else "NOTHING"
        return f" ON CONFLICT ({unless}) DO {what}"


class PreparedUpdate:
    """New values for these fields of the row with a key; those in `grow` are added to what is there."""

    def __init__(self, model: type[models.Model], names: Sequence[str], *, grow: Sequence[str] = ()) -> None:
        self._model, self._names, self._grow = model, names, grow
        key = model._meta.pk
        assert key is not None, "every model has a key"
        self._fields = (*fields_of(model, (*names, *grow)), key)
        self._made: dict[str, str] = {}

    def run(self, key: Any, *values: Any) -> None:
        """Write the values: those of the names, then what the others grow by."""
        connection = connections[DEFAULT_DB_ALIAS]
        sql = self._made.get(connection.vendor) or self._make(connection)
        with connection.cursor() as cursor:
            cursor.execute(sql, kept(self._fields, (*values, key), connection))

    def _make(self, connection: Any) -> str:
        table, key = named(self._model, connection)
        sets = [f"{column} = %s" for column in columns_of(self._model, self._names, connection)]
        sets += [f"{column} = {column} + %s" for column in columns_of(self._model, self._grow, connection)]
        sql = f"UPDATE {table} SET {', '.join(sets)} WHERE {key} = %s"
        self._made[connection.vendor] = sql
        return sql


def fields_of(model: type[models.Model], names: Sequence[str]) -> tuple[Field, ...]:
    """The fields of these names. Raises FieldDoesNotExist."""
    return tuple(model._meta.get_field(name) for name in names)  # type: ignore[misc]


def columns_of(model: type[models.Model], names: Sequence[str], connection: Any) -> list[str]:
    """The quoted columns of these fields."""
    return [connection.ops.quote_name(field.column) for field in fields_of(model, names)]


def named(model: type[models.Model], connection: Any) -> tuple[str, str]:
    """The quoted names of a table and of its key."""
    key = model._meta.pk
    assert key is not None, "every model has a key"
    return connection.ops.quote_name(model._meta.db_table), connection.ops.quote_name(key.column)


def kept(fields: Sequence[Field], values: Sequence[Any], connection: Any) -> list[Any]:
    """The values as this database keeps them. Raises ValueError for another number of them."""
    return [field.get_db_prep_save(value, connection) for field, value in zip(fields, values, strict=True)]
