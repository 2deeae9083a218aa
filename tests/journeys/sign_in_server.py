"""A server with people who can sign in, for the journeys: `python sign_in_server.py fill`, then with a port."""

import os
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eyre.site.settings")
sys.path.insert(0, str(Path(__file__).parents[1] / "people"))
NAMES = ("narrow", "wide", "app", "new", "scriptless", "key", "codes", "idle", "many", "walk", "second")


def fill() -> None:
    """Tables, files, and one person for each journey, whose keys go into a file."""
    import json

    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    from signing_in import give_app, give_recovery_codes, make_person

    keys = {}
    for name in NAMES:
        person = make_person(f"{name}@eyre.example", name=f"{name.capitalize()} Person")
        if name not in {"new", "scriptless"}:
            keys[name] = {"secret": give_app(person), "codes": give_recovery_codes(person)}
    (settings.HOME / "keys.json").write_text(json.dumps(keys))


def leave_alone() -> None:
    """Make every sign-in look as if nobody had clicked for three hours."""
    import django

    django.setup()
    from django.contrib.sessions.models import Session

    for held in Session.objects.all():
        data = held.get_decoded()
        if "eyre_seen" in data:
            data["eyre_seen"] -= 3 * 60 * 60
            Session.objects.filter(pk=held.pk).update(session_data=Session.objects.encode(data))


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        fill()
    elif sys.argv[1] == "leave-alone":
        leave_alone()
    else:
        from eyre.site.serving import listen

        listen("127.0.0.1", int(sys.argv[1]), 2)
