"""The database itself refuses to change or delete an edition in use, on SQLite and on PostgreSQL."""

from django.db import migrations

TABLE = "frameworks_storededition"

SQLITE = [
    f"""
    CREATE TRIGGER edition_in_use_no_update BEFORE UPDATE ON {TABLE}
    WHEN OLD.in_use_since IS NOT NULL AND (
        NEW.id IS NOT OLD.id OR NEW.text IS NOT OLD.text OR NEW.digest IS NOT OLD.digest
        OR NEW.in_use_since IS NULL
    )
    BEGIN SELECT RAISE(ABORT, 'edition_in_use_never_changes'); END
    """,
    f"""
    CREATE TRIGGER edition_in_use_no_delete BEFORE DELETE ON {TABLE}
    WHEN OLD.in_use_since IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'edition_in_use_never_changes'); END
    """,
]
SQLITE_BACK = ["DROP TRIGGER edition_in_use_no_update", "DROP TRIGGER edition_in_use_no_delete"]

POSTGRESQL = [
    """
    CREATE FUNCTION refuse_change_of_edition_in_use() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'edition_in_use_never_changes' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    f"""
    CREATE TRIGGER edition_in_use_no_update BEFORE UPDATE ON {TABLE} FOR EACH ROW
    WHEN (OLD.in_use_since IS NOT NULL AND (
        NEW.id IS DISTINCT FROM OLD.id OR NEW.text IS DISTINCT FROM OLD.text
        OR NEW.digest IS DISTINCT FROM OLD.digest OR NEW.in_use_since IS NULL
    ))
    EXECUTE FUNCTION refuse_change_of_edition_in_use()
    """,
    f"""
    CREATE TRIGGER edition_in_use_no_delete BEFORE DELETE ON {TABLE} FOR EACH ROW
    WHEN (OLD.in_use_since IS NOT NULL)
    EXECUTE FUNCTION refuse_change_of_edition_in_use()
    """,
]
POSTGRESQL_BACK = [
    f"DROP TRIGGER edition_in_use_no_update ON {TABLE}",
    f"DROP TRIGGER edition_in_use_no_delete ON {TABLE}",
    "DROP FUNCTION refuse_change_of_edition_in_use()",
]


def _run(statements):
    def run(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("frameworks", "0001_initial")]
    operations = [
        migrations.RunPython(
            _run({"sqlite": SQLITE, "postgresql": POSTGRESQL}),
            _run({"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}),
        )
    ]
