"""Until now only loads of the published data wrote these rows: they are theirs."""

from django.db import migrations, models

NAMES = ("publishedrating", "publishedoverall")


def all_so_far_are_shipped(apps, schema_editor):
    for name in NAMES:
        apps.get_model("ratings", name).objects.update(is_shipped=True)


class Migration(migrations.Migration):
    dependencies = [("ratings", "0001_initial")]
    operations = [
        *(migrations.AddField(name, "is_shipped", models.BooleanField(default=False)) for name in NAMES),
        migrations.RunPython(all_so_far_are_shipped, migrations.RunPython.noop),
    ]
