"""The database itself refuses to change or delete a row of the log, or a seal, on SQLite and on PostgreSQL."""

from django.db import migrations

TABLES = ("platform_auditevent", "platform_auditsegment")


def _sqlite(table: str) -> list[str]:
    # REPLACE would delete a row without asking the trigger for deletions, hence the third; a row whose id is
    # left to the database has none yet
    taken = "id = NEW.id"
    if table == "platform_auditsegment":
        taken += " OR (chain = NEW.chain AND number = NEW.number)"
    refuse = "BEGIN SELECT RAISE(ABORT, 'audit_rows_never_change'); END"
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}"
        f" WHEN EXISTS (SELECT 1 FROM {table} WHERE {taken}) {refuse}",
    ]


def _postgresql(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit()",
        # Also where a replica or a restore has switched ordinary triggers off
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_update",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_truncate",
    ]


SQLITE = [statement for table in TABLES for statement in _sqlite(table)]
SQLITE_BACK = [
    f"DROP TRIGGER {table}_no_{what}" for table in TABLES for what in ("update", "delete", "replace")
]
POSTGRESQL = [
    """
    CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'audit_rows_never_change' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    *(statement for table in TABLES for statement in _postgresql(table)),
]
POSTGRESQL_BACK = [
    *(f"DROP TRIGGER {table}_no_{what} ON {table}" for table in TABLES for what in ("update", "truncate")),
    "DROP FUNCTION refuse_change_of_audit()",
]
FORWARDS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
BACKWARDS = {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}


def _run(statements):
    def run(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("platform", "0001_audit")]
    operations = [migrations.RunPython(_run(FORWARDS), _run(BACKWARDS))]
