"""Does `eyre journal check` see what was kept otherwise than the journal says, and make it anew?"""

import json

import pytest
from click.testing import CliRunner, Result

from eyre.cases.journal.checking import check_journal
from eyre.cases.journal.commands import journal
from eyre.cases.models import AnswerNow, Assessment
from journal_world import NOTE, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = World()
    tablet, laptop = world.tablet(), world.tablet()
    world.send(tablet.write("yes"), laptop.write("no"), tablet.write("A note", key=NOTE))
    return world


def run(*arguments: str) -> Result:
    return CliRunner().invoke(journal, ["check", *arguments])


def test_all_agree(world: World) -> None:
    done = run()
    assert (done.exit_code, done.output) == (0, "2 answers of 1 assessments: all agree.\n")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda: AnswerNow.objects.filter(key=NOTE).update(value="Another"), "kept otherwise"),
        (lambda: AnswerNow.objects.filter(key=NOTE).delete(), "was not kept"),
        (lambda: AnswerNow.objects.filter(key=NOTE).update(key="note:P2.1.1"), "in no journal"),
        (lambda: Assessment.objects.update(conflicts=0), "its counts"),
    ],
)
def test_what_differs_is_named_and_made_anew(world: World, spoil: object, words: str) -> None:
    assert callable(spoil)
    spoil()
    done = run("--json")
    told = json.loads(done.output)
    assert done.exit_code == 1
    assert any(words in each["words"] for each in told["differences"])
    assert run("--mend").exit_code == 0
    assert check_journal().differences == ()
