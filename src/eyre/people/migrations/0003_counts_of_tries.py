"""The table of the cache, where allauth counts tries: the same on both databases, made by Django's own command."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import migrations


def make(apps: Any, schema_editor: Any) -> None:
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def drop(apps: Any, schema_editor: Any) -> None:
    name = schema_editor.quote_name(settings.CACHES["default"]["LOCATION"])
    schema_editor.execute(f"DROP TABLE IF EXISTS {name}")


class Migration(migrations.Migration):
    dependencies = [("people", "0002_one_address_one_invitation")]
    operations = [migrations.RunPython(make, drop)]
