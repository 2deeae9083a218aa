"""`eyre people`: the first administrator, the list, closing an account, the way back in."""

import json
from typing import Any
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from django.core import mail
from django.test import Client
from somebody import roles, somebody

from eyre.people.models import Person
from eyre.platform.audit.models import AuditEvent
from eyre.site.command import main

pytestmark = pytest.mark.django_db

ADA = ("people", "invite", "--name", "Ada Lovelace", "--email", "Ada@example.org")


def run(*arguments: str) -> Any:
    return CliRunner().invoke(main, arguments)


def test_the_first_administrator_of_a_new_installation_gets_in() -> None:
    result = run(*ADA, "--administrator")
    assert result.exit_code == 0, result.output
    ada = Person.objects.get()
    assert (ada.name, ada.email, roles(ada)) == ("Ada Lovelace", "ada@example.org", {"administrator"})
    link = result.stdout.strip()
    assert link.startswith("http://127.0.0.1:8000/invitation/")
    assert "nobody else" in result.stderr
    browser = Client()
    browser.get(urlsplit(link).path)
    assert "Ada Lovelace" in browser.get("/invitation/").content.decode()
    rows = list(AuditEvent.objects.values_list("chain", "action", "actor", "role"))
    assert ("writes", "person.invited", "eyre people invite", "system") in rows
    assert ("reads", "invitation.shown", "eyre people invite", "system") in rows
    assert mail.outbox == []


def test_the_link_is_json_for_other_programs() -> None:
    told = json.loads(run(*ADA, "--role", "analyst", "--address", "https://eyre.example/", "--json").stdout)
    assert told["link"].startswith("https://eyre.example/invitation/")
    assert told["person"] == str(Person.objects.get().pk)
    assert told["expires_at"]


def test_in_production_the_link_leads_to_the_first_host(settings: Any) -> None:
    settings.EYRE_DEMONSTRATION = False
    settings.ALLOWED_HOSTS = ["eyre.example", "other.example"]
    assert run(*ADA).stdout.startswith("https://eyre.example/invitation/")
    settings.ALLOWED_HOSTS = [".example"]
    result = run(*ADA)
    assert result.exit_code == 2
    assert "--address" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("people", "invite", "--name", "", "--email", "a@example.org"), 1, "Enter the person’s name"),
        (("people", "invite", "--name", "Ada", "--email", "ada"), 1, "like name@example.org"),
        (("people", "invite", "--name", "Ada", "--email", "adа@example.org"), 1, "cyrillic"),
        ((*ADA, "--role", "lead-inspector"), 1, "whole inspectorate"),
        ((*ADA, "--administrator", "--role", "auditor"), 1, "both"),
        ((*ADA, "--administrator", "--provider"), 1, "provider"),
        ((*ADA, "--address", "eyre.example"), 2, "https://"),
        (("people", "invite", "--name", "Ada"), 2, "--email"),
        (("people", "disable", "nobody@example.org"), 1, "no account with the address"),
        (("people", "reset", "nobody@example.org"), 1, "no account with the address"),
    ],
)
def test_what_is_refused_is_told_in_words(arguments: tuple[str, ...], code: int, words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == code
    assert words in result.stderr
    assert not Person.objects.exists()
    assert not AuditEvent.objects.exists()


def test_an_address_is_invited_once() -> None:
    run(*ADA)
    result = run(*ADA)
    assert result.exit_code == 1
    assert "Ada Lovelace has an account" in result.stderr


def test_the_list_names_everybody_and_is_written_down() -> None:
    assert "Nobody has an account yet" in run("people", "list").stdout
    somebody("Bo Ek", "analyst", "publications")
    assert "bo.ek@example.org  Bo Ek  Active  Publications officer, Analyst" in run("people", "list").stdout
    (told,) = json.loads(run("people", "list", "--json").stdout)
    assert (told["email"], told["roles"]) == ("bo.ek@example.org", ["Publications officer", "Analyst"])
    assert AuditEvent.objects.filter(action="people.listed", chain="reads").count() == 3


def test_an_account_is_closed() -> None:
    bo = somebody("Bo Ek", "analyst")
    assert "is disabled" in run("people", "disable", "BO.EK@example.org").stdout
    assert not Person.objects.get(pk=bo.pk).is_active
    assert "already" in run("people", "disable", "bo.ek@example.org").stdout


def test_the_last_administrator_is_not_closed_but_let_back_in() -> None:
    asa = somebody("Asa Gray", "administrator")
    result = run("people", "disable", "asa.gray@example.org")
    assert result.exit_code == 1
    assert "last administrator" in result.stderr
    result = run("people", "reset", "asa.gray@example.org")
    assert result.exit_code == 0
    assert "/invitation/" in result.stdout
    assert roles(asa) == {"administrator"}


def test_without_a_database_the_command_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError

    def fail(**_: Any) -> None:
        raise OperationalError

    monkeypatch.setattr("eyre.people.actions.invite", fail)
    result = run(*ADA)
    assert result.exit_code == 1
    assert "eyre load" in result.stderr
