"""Finds the segment that may hold a row."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("platform", "0003_audit_searches")]
    operations = [
        migrations.AddIndex(
            "auditsegment", models.Index(fields=["chain", "sealed_to"], name="audit_segment_reach")
        ),
    ]
