"""The database itself refuses to change what is frozen, and every answer to it, on SQLite and on PostgreSQL.

A freeze is never changed or deleted but for its end, which is set once. While one is in force, the answers kept for
counting stay as they are, and no journal of the inspection takes an entry.
"""

from django.db import migrations

IN_FORCE = "SELECT 1 FROM cases_freeze f WHERE f.ended_at IS NULL AND f.inspection_id ="
KEPT = (
    "id", "inspection_id", "number", "questions", "cases", "groups", "cells", "digest", "sources", "journal_digest",
    "entries", "frozen_by", "frozen_at",
)  # fmt: skip
FREEZE, ANSWERS, JOURNAL = "cases_freeze", "cases_frozenanswers", "cases_journalentry"
OF_JOURNAL = "(SELECT a.inspection_id FROM cases_assessment a WHERE a.id = NEW.assessment_id)"
REFUSE = "BEGIN SELECT RAISE(ABORT, 'frozen_answers_never_change'); END"

SQLITE = {
    "freeze_no_update": f"BEFORE UPDATE ON {FREEZE} WHEN OLD.ended_at IS NOT NULL OR "
    + " OR ".join(f"NEW.{each} IS NOT OLD.{each}" for each in KEPT),
    "freeze_no_delete": f"BEFORE DELETE ON {FREEZE}",
    "answers_frozen_no_update": f"BEFORE UPDATE ON {ANSWERS} WHEN EXISTS"
    f" ({IN_FORCE} OLD.inspection_id AND f.digest IS NOT NEW.digest) OR (EXISTS ({IN_FORCE} OLD.inspection_id)"
    " AND (NEW.cells IS NOT OLD.cells AND NEW.digest IS OLD.digest OR NEW.inspection_id IS NOT OLD.inspection_id))",
    "answers_frozen_no_delete": f"BEFORE DELETE ON {ANSWERS} WHEN EXISTS ({IN_FORCE} OLD.inspection_id)",
    "journal_frozen_no_insert": f"BEFORE INSERT ON {JOURNAL} WHEN EXISTS ({IN_FORCE} {OF_JOURNAL})",
}
SQLITE_FORWARDS = [f"CREATE TRIGGER {name} {when} {REFUSE}" for name, when in SQLITE.items()]
SQLITE_BACKWARDS = [f"DROP TRIGGER IF EXISTS {name}" for name in SQLITE]

POSTGRESQL_FORWARDS = [
    """
    CREATE FUNCTION refuse_change_of_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'frozen_answers_never_change' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    f"""
    CREATE FUNCTION refuse_entry_when_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS ({IN_FORCE} {OF_JOURNAL}) THEN
            RAISE EXCEPTION 'frozen_answers_never_change' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    f"""
    CREATE FUNCTION refuse_answers_when_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            IF EXISTS ({IN_FORCE} OLD.inspection_id) THEN
                RAISE EXCEPTION 'frozen_answers_never_change' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN OLD;
        END IF;
        IF EXISTS ({IN_FORCE} OLD.inspection_id AND f.digest <> NEW.digest) OR (EXISTS ({IN_FORCE} OLD.inspection_id)
            AND (NEW.cells IS DISTINCT FROM OLD.cells AND NEW.digest = OLD.digest
                 OR NEW.inspection_id <> OLD.inspection_id)) THEN
            RAISE EXCEPTION 'frozen_answers_never_change' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    f"CREATE TRIGGER freeze_no_update BEFORE UPDATE ON {FREEZE} FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL OR "
    + " OR ".join(f"NEW.{each} IS DISTINCT FROM OLD.{each}" for each in KEPT)
    + ") EXECUTE FUNCTION refuse_change_of_frozen()",
    f"CREATE TRIGGER freeze_no_delete BEFORE DELETE ON {FREEZE} FOR EACH ROW EXECUTE FUNCTION refuse_change_of_frozen()",
    f"CREATE TRIGGER answers_frozen BEFORE UPDATE OR DELETE ON {ANSWERS} FOR EACH ROW"
    " EXECUTE FUNCTION refuse_answers_when_frozen()",
    f"CREATE TRIGGER journal_frozen BEFORE INSERT ON {JOURNAL} FOR EACH ROW"
    " EXECUTE FUNCTION refuse_entry_when_frozen()",
]
POSTGRESQL_BACKWARDS = [
    f"DROP TRIGGER freeze_no_update ON {FREEZE}",
    f"DROP TRIGGER freeze_no_delete ON {FREEZE}",
    f"DROP TRIGGER answers_frozen ON {ANSWERS}",
    f"DROP TRIGGER journal_frozen ON {JOURNAL}",
    "DROP FUNCTION refuse_change_of_frozen()",
    "DROP FUNCTION refuse_entry_when_frozen()",
    "DROP FUNCTION refuse_answers_when_frozen()",
]
FORWARDS = {"sqlite": SQLITE_FORWARDS, "postgresql": POSTGRESQL_FORWARDS}
BACKWARDS = {"sqlite": SQLITE_BACKWARDS, "postgresql": POSTGRESQL_BACKWARDS}


def _run(statements):
    def run(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_devices_count")]
    operations = [migrations.RunPython(_run(FORWARDS), _run(BACKWARDS))]
