"""The indexes of the auditor's searches; adding one never touches a row."""

from django.db import migrations, models

COLUMNS = (
    ("actor", "actor"),
    ("role", "role"),
    ("action", "action"),
    ("operation", "operation"),
    ("subject_kind", "kind"),
    ("subject_id", "subject"),
)


class Migration(migrations.Migration):
    dependencies = [("platform", "0002_audit_rows_never_change")]
    operations = [
        migrations.AddIndex("auditevent", models.Index(fields=["at", "id"], name="audit_event_at")),
        *(
            migrations.AddIndex(
                "auditevent", models.Index(fields=[column, "at", "id"], name=f"audit_event_{name}")
            )
            for column, name in COLUMNS
        ),
    ]
