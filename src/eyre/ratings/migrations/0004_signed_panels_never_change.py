"""The database itself keeps what a panel signed, on SQLite and on PostgreSQL.

Papers, signatures and records are never changed; papers and records are never deleted. A panel counts as signed only with
the signatures of two people, and from then on nothing of it changes: not the panel, its members, its decisions, nor who
signed.
"""

from django.db import migrations

PANEL, MEMBERS, PAPERS = "ratings_panel", "ratings_panelmember", "ratings_panelpapers"
DECISIONS, SIGNATURES, RECORDS = "ratings_paneldecision", "ratings_panelsignature", "ratings_ratingrecord"
CHANGED, TWO = "signed_ratings_never_change", "two_people_sign"
REFUSE = f"BEGIN SELECT RAISE(ABORT, '{CHANGED}'); END"
SIGNED = "EXISTS (SELECT 1 FROM ratings_panel p WHERE p.signed_at IS NOT NULL AND p.id ="
SIGNERS = f"(SELECT COUNT(DISTINCT s.person_id) FROM {SIGNATURES} s WHERE s.panel_id = NEW.id)"
OF_PANEL = {"members": MEMBERS, "decisions": DECISIONS, "signatures": SIGNATURES}

SQLITE = {
    "panel_signed_no_update": f"BEFORE UPDATE ON {PANEL} WHEN OLD.signed_at IS NOT NULL {REFUSE}",
    "panel_signed_no_delete": f"BEFORE DELETE ON {PANEL} WHEN OLD.signed_at IS NOT NULL {REFUSE}",
    "panel_signed_by_two": f"BEFORE UPDATE ON {PANEL} WHEN NEW.signed_at IS NOT NULL AND {SIGNERS} < 2"
    f" BEGIN SELECT RAISE(ABORT, '{TWO}'); END",
    "panel_signed_by_two_first": f"BEFORE INSERT ON {PANEL} WHEN NEW.signed_at IS NOT NULL"
    f" BEGIN SELECT RAISE(ABORT, '{TWO}'); END",
    "panel_papers_no_update": f"BEFORE UPDATE ON {PAPERS} {REFUSE}",
    "panel_papers_no_delete": f"BEFORE DELETE ON {PAPERS} {REFUSE}",
    "panel_papers_no_insert": f"BEFORE INSERT ON {PAPERS} WHEN {SIGNED} NEW.panel_id) {REFUSE}",
    "panel_signatures_no_change": f"BEFORE UPDATE ON {SIGNATURES} {REFUSE}",
    "rating_record_no_update": f"BEFORE UPDATE ON {RECORDS} {REFUSE}",
    "rating_record_no_delete": f"BEFORE DELETE ON {RECORDS} {REFUSE}",
}
for what, table in OF_PANEL.items():
    SQLITE |= {
        f"panel_{what}_no_insert": f"BEFORE INSERT ON {table} WHEN {SIGNED} NEW.panel_id) {REFUSE}",
        f"panel_{what}_no_update": f"BEFORE UPDATE ON {table} WHEN {SIGNED} OLD.panel_id)"
        f" OR {SIGNED} NEW.panel_id) {REFUSE}",
        f"panel_{what}_no_delete": f"BEFORE DELETE ON {table} WHEN {SIGNED} OLD.panel_id) {REFUSE}",
    }
SQLITE_FORWARDS = [f"CREATE TRIGGER {name} {says}" for name, says in SQLITE.items()]
SQLITE_BACKWARDS = [f"DROP TRIGGER IF EXISTS {name}" for name in SQLITE]

VIOLATION = "USING ERRCODE = 'integrity_constraint_violation'"
POSTGRESQL_FORWARDS = [
    f"""
    CREATE FUNCTION refuse_change_of_ratings() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{CHANGED}' {VIOLATION};
    END $$
    """,
    f"""
    CREATE FUNCTION refuse_change_of_signed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP <> 'INSERT' AND {SIGNED} OLD.panel_id) THEN
            RAISE EXCEPTION '{CHANGED}' {VIOLATION};
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        IF {SIGNED} NEW.panel_id) THEN
            RAISE EXCEPTION '{CHANGED}' {VIOLATION};
        END IF;
        RETURN NEW;
    END $$
    """,
    f"""
    CREATE FUNCTION refuse_without_two() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'INSERT' OR {SIGNERS} < 2 THEN
            RAISE EXCEPTION '{TWO}' {VIOLATION};
        END IF;
        RETURN NEW;
    END $$
    """,
    f"CREATE TRIGGER panel_signed BEFORE UPDATE OR DELETE ON {PANEL} FOR EACH ROW"
    " WHEN (OLD.signed_at IS NOT NULL) EXECUTE FUNCTION refuse_change_of_ratings()",
    f"CREATE TRIGGER panel_signed_by_two BEFORE INSERT OR UPDATE ON {PANEL} FOR EACH ROW"
    " WHEN (NEW.signed_at IS NOT NULL) EXECUTE FUNCTION refuse_without_two()",
    f"CREATE TRIGGER panel_papers_kept BEFORE UPDATE OR DELETE ON {PAPERS} FOR EACH ROW"
    " EXECUTE FUNCTION refuse_change_of_ratings()",
    f"CREATE TRIGGER panel_papers_signed BEFORE INSERT ON {PAPERS} FOR EACH ROW"
    " EXECUTE FUNCTION refuse_change_of_signed()",
    f"CREATE TRIGGER panel_signatures_no_change BEFORE UPDATE ON {SIGNATURES} FOR EACH ROW"
    " EXECUTE FUNCTION refuse_change_of_ratings()",
    f"CREATE TRIGGER rating_record_kept BEFORE UPDATE OR DELETE ON {RECORDS} FOR EACH ROW"
    " EXECUTE FUNCTION refuse_change_of_ratings()",
    *(
        f"CREATE TRIGGER panel_{what}_signed BEFORE INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW"
        " EXECUTE FUNCTION refuse_change_of_signed()"
        for what, table in OF_PANEL.items()
    ),
]
POSTGRESQL_BACKWARDS = [
    f"DROP TRIGGER panel_signed ON {PANEL}",
    f"DROP TRIGGER panel_signed_by_two ON {PANEL}",
    f"DROP TRIGGER panel_papers_kept ON {PAPERS}",
    f"DROP TRIGGER panel_papers_signed ON {PAPERS}",
    f"DROP TRIGGER panel_signatures_no_change ON {SIGNATURES}",
    f"DROP TRIGGER rating_record_kept ON {RECORDS}",
    *(f"DROP TRIGGER panel_{what}_signed ON {table}" for what, table in OF_PANEL.items()),
    "DROP FUNCTION refuse_without_two()",
    "DROP FUNCTION refuse_change_of_signed()",
    "DROP FUNCTION refuse_change_of_ratings()",
]
FORWARDS = {"sqlite": SQLITE_FORWARDS, "postgresql": POSTGRESQL_FORWARDS}
BACKWARDS = {"sqlite": SQLITE_BACKWARDS, "postgresql": POSTGRESQL_BACKWARDS}


def _run(statements):
    def run(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("ratings", "0003_judgements_and_panels")]
    operations = [migrations.RunPython(_run(FORWARDS), _run(BACKWARDS))]
