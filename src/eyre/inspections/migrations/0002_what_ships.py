"""Until now only loads of the published data wrote counts: they are theirs."""

from django.db import migrations, models


def all_so_far_are_shipped(apps, schema_editor):
    apps.get_model("inspections", "publishedcount").objects.update(is_shipped=True)


class Migration(migrations.Migration):
    dependencies = [("inspections", "0001_initial")]
    operations = [
        migrations.AddField("publishedcount", "is_shipped", models.BooleanField(default=False)),
        migrations.RunPython(all_so_far_are_shipped, migrations.RunPython.noop),
    ]
