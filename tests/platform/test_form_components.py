"""Do buttons, banners, panels and lists say what they are given, and obey none of it?"""

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, Tag
from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.cookie import CookieStorage
from django.template import engines
from django.test import RequestFactory
from hypothesis import example, given
from hypothesis import strategies as st
from sample_form import draw

from eyre.platform.forms import Option
from eyre.platform.lines import COLOURS, Action, SummaryRow, Task, tag_mark

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)' autofocus='",
    "</textarea></title><b>",
    "</option></select><b>",
    "--><b><!--",
    "{{ form }}{% now 'Y' %}",
    "%s %(x)s {0} {x}",
    "&lt;b&gt;",
]
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1)
ANY = st.sampled_from(HOSTILE) | TEXT | st.builds("{}{}".format, st.sampled_from(HOSTILE), TEXT)
COMPONENTS = (
    "{% summary_list rows %}{% task_list tasks %}{% tag_mark x 'grey' %}{% confirmation_panel x %}{{ x }}{% endconfirmation_panel %}"
    "{% notification_banner title=x %}{{ x }}{% endnotification_banner %}{% button x name=x value=x %}{% button_link x x %}"
)


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def skeleton(html: str) -> list[tuple[str, tuple[str, ...]]]:
    """Every element with the names of its attributes: what a string must never change."""
    return [(tag.name, tuple(sorted(tag.attrs))) for tag in soup(html).find_all(True)]


def components(text: str) -> str:
    rows = [SummaryRow(text, text, (Action(text, text, text), Action(text, text)))]
    tasks = [Task(text, text, text, text, "grey"), Task(text, text)]
    return draw(COMPONENTS, x=text, rows=rows, tasks=tasks)


def form_of(text: str) -> forms.Form:
    """A form that was sent back, with the text wherever a text can stand."""
    choices = [(text, Option(text, text)), (text + "g", [(text + "h", text)])]
    said = {"label": text, "help_text": text}
    fields = {
        "plain": forms.CharField(**said),
        "secret": forms.CharField(widget=forms.PasswordInput, **said),
        "long": forms.CharField(widget=forms.Textarea, **said),
        "tick": forms.BooleanField(**said),
        "hidden": forms.CharField(widget=forms.HiddenInput, label=text),
        "pick": forms.ChoiceField(choices=choices, **said),
        "radio": forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **said),
        "ticks": forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **said),
    }
    form: forms.Form = type("Hostile", (forms.Form,), dict(fields))(
        dict.fromkeys(fields, text) | {"ticks": [text], "tick": "on"}
    )
    form.errors.clear()
    for name in (None, *fields):
        form.add_error(name, text)
    return form


@given(ANY)
@example("x")
def test_no_string_in_a_form_becomes_a_node(text: str) -> None:
    markup = "{% error_summary f %}{{ f }}"
    assert skeleton(draw(markup, f=form_of(text))) == skeleton(draw(markup, f=form_of("x")))


@given(ANY)
def test_no_string_in_a_component_becomes_a_node(text: str) -> None:
    html = components(text)
    assert skeleton(html) == skeleton(components("x"))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_string_is_shown_as_it_is(text: str) -> None:
    page = soup(draw("{{ f }}", f=form_of(text)))
    assert page.select_one("label[for=id_plain]").get_text() == text
    assert page.select_one("#id_plain")["value"] == text
    assert page.select_one("#id_radio_0 + label").get_text() == text
    assert page.select_one("#id_plain_error").get_text() == f"Error: {text}"


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        ('{% button "Save" %}', []),
        ('{% button "Save" kind="secondary" %}', ["govuk-button--secondary"]),
        ('{% button "Save" kind="warning" %}', ["govuk-button--warning"]),
    ],
)
def test_a_button_sends_its_form_once(markup: str, kind: list[str]) -> None:
    button = soup(draw(markup)).button
    assert button["class"] == ["govuk-button", *kind]
    assert (button["type"], button["data-prevent-double-click"]) == ("submit", "true")
    assert "name" not in button.attrs


def test_what_does_not_exist_is_refused() -> None:
    for markup in (
        '{% button "Save" kind="huge" %}',
        "{% notification_banner kind='x' %}{% endnotification_banner %}",
    ):
        with pytest.raises(KeyError):
            draw(markup)
    with pytest.raises(ValueError, match="the colours are blue"):
        tag_mark("Draft", "beige")


@pytest.mark.parametrize("colour", sorted(COLOURS))
def test_every_colour_of_a_tag_has_its_rule(colour: str) -> None:
    name = soup(tag_mark("Draft", colour)).strong["class"][-1]
    assert name == ("govuk-tag" if colour == "blue" else f"govuk-tag--{colour}")
    assert f".{name}{{" in _style_sheet()


def _style_sheet() -> str:
    from django.contrib.staticfiles import finders

    path = finders.find("vendor/govuk-frontend/govuk-frontend.css")
    assert isinstance(path, str)
    with open(path) as file:
        return file.read()


def test_messages_become_banners_and_are_used_up() -> None:
    request = RequestFactory().get("/")
    store = request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    for level, text in (
        (constants.SUCCESS, "Saved"),
        (constants.WARNING, "Late <b>"),
        (constants.SUCCESS, "Sent"),
    ):
        store.add(level, text)
    template = engines["django"].from_string("{% load eyre_forms %}{% message_banners %}")
    banners = list(_banners(str(template.render({}, request))))
    assert banners == [
        ("alert", "Success", ["Saved", "Sent"]),
        ("region", "Important", ["Late <b>"]),
    ]
    assert store.used
    assert not draw("{% message_banners %}")


def _banners(html: str) -> Iterator[tuple[str, str, list[str]]]:
    for banner in soup(html).select(".govuk-notification-banner"):
        said = [text.get_text() for text in banner.select(".govuk-notification-banner__heading")]
        yield str(banner["role"]), str(banner["aria-label"]), said


def test_a_task_is_a_link_until_it_cannot_be_started() -> None:
    tasks = [Task("Cases", "Completed", "/c/", "38 cases"), Task("Letter", "Cannot start yet")]
    first, second = soup(draw("{% task_list tasks name='work' %}", tasks=tasks)).select("li")
    link = first.a
    assert isinstance(link, Tag)
    assert (link["href"], link["aria-describedby"]) == ("/c/", "work-1-hint work-1-status")
    assert second.a is None
    assert "govuk-task-list__status--cannot-start-yet" in second.select_one("#work-2-status")["class"]


def test_links_of_a_summary_say_what_they_act_on() -> None:
    rows = [
        SummaryRow("Name", "Knowsley", (Action("Change", "/n/", "the name"),)),
        SummaryRow("Papers", "2", (Action("Add", "/a/"), Action("Remove", "/r/", "the last"))),
        SummaryRow("Status", tag_mark("Draft", "grey")),
    ]
    one, two, none = soup(draw("{% summary_list rows %}", rows=rows)).select("dl > div")
    assert one.a.get_text() == "Change the name"
    assert [item.get_text() for item in two.select("li")] == ["Add", "Remove the last"]
    assert "govuk-summary-list__row--no-actions" in none["class"]
    assert none.dd.strong.get_text() == "Draft"


def test_a_button_takes_further_attributes() -> None:
    button = soup(
        draw('{% button "Add" id="add" type="button" name="step" value="2" data_start="" %}')
    ).button
    assert [button[name] for name in ("id", "type", "name", "value")] == ["add", "button", "step", "2"]
    assert button["data-start"] == ""
