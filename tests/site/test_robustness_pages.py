"""How secure ratings are: a page beside them, a what-if that stores nothing, and few words for other pages."""

from typing import Any

import pytest
from django.template import engines

from cast import Cast, signed_in
from eyre.cases.actions.freezing import end_freeze, freeze_taken
from eyre.core.ratings.robustness import RATHER_SECURE, SECURE, say_secure
from eyre.inspections.models import Inspection
from eyre.platform.audit import Actor
from eyre.platform.audit.models import AuditEvent
from eyre.ratings.models import RobustnessKept
from eyre.ratings.queries.robustness import robustness_of
from eyre.site.queries.robustness import chance_of, in_hundred
from published_data import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BY = Actor.of_command("the tests")


@pytest.fixture(autouse=True)
def _frozen(cast: Cast) -> None:
    freeze_taken(inspection=Inspection.objects.get(pk=cast.westmarch.pk), by=BY, at=NOON)


def main_of(page: Any) -> str:
    return str(page.content.decode().partition("<main")[2].partition("</main>")[0])


def address(cast: Cast, rest: str = "") -> str:
    return f"/desk/{cast.westmarch.pk}/robustness/{rest}"


def get(cast: Cast, who: str = "lead-inspector", rest: str = "", **query: str) -> Any:
    return signed_in(cast[who]).get(address(cast, rest), query)


def test_beside_every_rating_stands_how_close_it_is(cast: Cast) -> None:
    before = AuditEvent.objects.filter(action="robustness.seen").count()
    page = main_of(get(cast))
    assert AuditEvent.objects.filter(action="robustness.seen").count() == before + 1
    for words in (
        "These figures stand beside the ratings and never replace them.",
        "1 fewer sufficient case: Inadequate; 3 more sufficient cases: Good",
        "Within five points of a cut. One case judged otherwise would change the question that governs.",
        "Wilson",
        "not known",
        "any one of 10 cases",
        "Computed just now from 2000 draws, and not kept",
        "WESTMARCH-01",
    ):
        assert words in page
    assert RobustnessKept.objects.count() == 0


def test_the_panel_sees_no_single_case(cast: Cast) -> None:
    page = main_of(get(cast, "panel-chair"))
    assert "any one of 10 cases" in page
    assert "WESTMARCH-" not in page


def test_it_is_kept_on_asking_and_then_shown_as_kept(cast: Cast) -> None:
    client = signed_in(cast["lead-inspector"])
    assert client.post(address(cast, "keep/")).status_code == 302
    assert client.post(address(cast, "keep/")).status_code == 302
    assert RobustnessKept.objects.count() == 1
    page = main_of(client.get(address(cast)))
    assert "from 20000 draws, and kept" in page
    assert "Compute from 20,000 draws and keep" not in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"question": "P2.1.1", "case": "any-yes", "instead": "no"}, "P2.1 Assessment"),
        ({"case": "WESTMARCH-01", "instead": "out"}, "would change"),
        ({"cut_3": "85"}, "1 rating would change"),
        ({"list_1": "20"}, "No rating would change"),
        ({"list_1": "19"}, "A list of 19 is shorter than the 20 cases"),
        ({"cut_2": "40"}, "Every band begins above the one below it"),
        ({"cut_2": "x"}, "Good from, in per cent"),
        ({"case": "any-yes", "instead": "no"}, "Choose the key question."),
        ({"question": "P2.1.1", "case": "any-yes"}, "Say what the case would be judged instead."),
        ({"instead": "no"}, "Choose which case is judged otherwise."),
        ({"case": "WESTMARCH-99", "instead": "out"}, 'href="#id_case"'),
        ({}, "Nothing is changed yet"),
    ],
)
def test_a_what_if_answers_on_the_page_and_alone(cast: Cast, query: dict[str, str], words: str) -> None:
    rows = AuditEvent.objects.count()
    alone = get(cast, rest="what-if/", **query).content.decode()
    assert words in alone
    assert "<main" not in alone
    assert words in main_of(get(cast, **query))
    assert AuditEvent.objects.count() == rows + 2
    assert RobustnessKept.objects.count() == 0


def test_a_changed_cut_shows_what_was_and_what_would_be(cast: Cast) -> None:
    told = get(cast, rest="what-if/", cut_3="85").content.decode()
    line = told.partition("P2.4")[2].partition("</tr>")[0]
    assert line.index("Outstanding") < line.index("Good")
    assert "A what-if, and not the rating." in told


def test_before_the_freeze_nothing_is_said(cast: Cast) -> None:
    Inspection.objects.filter(pk=cast.westmarch.pk).update(stage="fieldwork")
    one = Inspection.objects.get(pk=cast.westmarch.pk)
    end_freeze(inspection=one, reason="Looked at again.", by=BY, at=NOON)
    assert "Nothing can be said yet" in main_of(get(cast))
    assert "Nothing can be said yet" in get(cast, rest="what-if/").content.decode()
    client = signed_in(cast["lead-inspector"])
    assert client.post(address(cast, "keep/")).status_code == 302
    assert RobustnessKept.objects.count() == 0


def test_what_has_no_band_has_no_chance_either() -> None:
    assert chance_of("undetermined", {"good": 1.0}) == "no chance to say"
    assert chance_of("good", {"good": 0.6}) == "about 60 in 100"
    assert chance_of("good", {}) == "under 5 in 100"


def test_few_words_for_other_pages(cast: Cast) -> None:
    one = Inspection.objects.get(pk=cast.westmarch.pk)
    fragment = engines["django"].from_string(
        "{% load eyre_robustness %}{% how_secure one %}{% how_secure_standard kept 'P2.1' %}{% how_secure_standard kept 'P1.1' %}"
    )
    assert "borderline" not in fragment.render({"one": one, "kept": None})
    signed_in(cast["lead-inspector"]).post(address(cast, "keep/"))
    told = fragment.render({"one": one, "kept": robustness_of(one)})
    assert "<strong>P2.1</strong>, Requires improvement: borderline" in told
    assert "One case judged otherwise would change the question that governs." in told
    assert told.count("#standard-") == 1


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.0, "under 5 in 100"),
        (0.024, "under 5 in 100"),
        (0.026, "about 5 in 100"),
        (0.55, "about 55 in 100"),
        (0.79, "just under 80 in 100"),
        (0.80, "about 80 in 100"),
        (0.94, "just under 95 in 100"),
        (0.95, "about 95 in 100"),
        (1.0, "over 95 in 100"),
    ],
)
def test_chances_in_words(chance: float, words: str) -> None:
    assert in_hundred(chance) == words


def test_the_word_and_the_figure_never_contradict_each_other() -> None:
    for thousandth in range(1001):
        chance = thousandth / 1000
        said = in_hundred(chance)
        number = int(said.split()[-3])
        if said.startswith("about"):
            assert (number / 100 >= SECURE) == (say_secure(chance) == "secure")
            assert (number / 100 >= RATHER_SECURE) == (say_secure(chance) != "borderline")
