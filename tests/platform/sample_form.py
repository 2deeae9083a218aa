"""A form with every kind of input, for the tests of the markup of forms."""

from django import forms
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory

from eyre.platform.forms import GovDateField, Option
from eyre.platform.lines import COLOURS, Action, SummaryRow, Task, tag_mark

KINDS = [("pdu", Option("Probation delivery unit", hint="Eight standards")), ("region", "Region")]
GROUPS = [
    ("North", [("nw", Option("North West", hint="Four units")), ("ne", "North East")]),
    ("London", "London"),
]
PAGE = """{% extends "eyre/base.html" %}{% load eyre_forms %}
{% block title %}{% error_prefix form %}Everything a form can ask{% endblock %}
{% block content %}{% error_summary form %}
<h1 class="govuk-heading-l">Everything a form can ask</h1>
<form method="post" enctype="multipart/form-data" novalidate>{{ form }}
<div class="govuk-button-group">{% button "Save and go on" %}{% button "Save as a draft" kind="secondary" name="step" value="draft" %}
{% button "Delete" kind="warning" %}{% button_link "Leave" "/" kind="secondary" %}</div></form>{% endblock %}"""

COMPONENTS = """{% extends "eyre/base.html" %}{% load eyre_forms %}{% block title %}Knowsley{% endblock %}
{% block content %}{% notification_banner kind="success" %}<p class="govuk-notification-banner__heading">The letter was sent</p>{% endnotification_banner %}
{% notification_banner %}<p class="govuk-notification-banner__heading">Two cases wait</p>{% endnotification_banner %}
{% notification_banner kind="danger" title="Immediate risk of harm" %}<p class="govuk-notification-banner__heading">An alert was raised</p>{% endnotification_banner %}
{% confirmation_panel "Inspection announced" %}Reference<br><strong>PDU-2026-11</strong>{% endconfirmation_panel %}
{% summary_list rows %}{% task_list tasks %}<p>{% for colour in colours %}{% tag_mark colour colour %} {% endfor %}</p>
{% endblock %}"""
ROWS = [
    SummaryRow("Provider", "Knowsley and St Helens", (Action("Change", "/c", "the provider"),)),
    SummaryRow("Lead", "Somebody", (Action("Change", "/c", "the lead"), Action("Remove", "/r", "the lead"))),
    SummaryRow("Status", tag_mark("Draft", "grey")),
]
TASKS = [
    Task("Conditions", "Completed", "/a"),
    Task("Case list", "In progress", "/b", "38 of 60 cases drawn", "teal"),
    Task("Panel", "Cannot start yet", hint="Needs every case"),
]


class EveryField(forms.Form):
    """One field for each kind of input; the first one and the ticks have hints."""

    name = forms.CharField(max_length=200, help_text="As it is printed on the report")
    reference = forms.CharField(
        max_length=5, widget=forms.TextInput({"aria-describedby": "id_name_helptext"})
    )
    email = forms.EmailField(label="Email address", widget=forms.EmailInput({"autocomplete": "email"}))
    password = forms.CharField(widget=forms.PasswordInput({"autocomplete": "current-password"}))
    code = forms.CharField(widget=forms.TextInput({"autocomplete": "one-time-code", "placeholder": "Code"}))
    cases = forms.IntegerField(label="Number of cases", min_value=1, max_value=500)
    share = forms.DecimalField(label="Share in per cent")
    site = forms.URLField(label="Web address", assume_scheme="https")
    reasons = forms.CharField(widget=forms.Textarea({"rows": 4}), help_text="What the panel saw")
    region = forms.ChoiceField(choices=[("", "Choose one"), *GROUPS])
    regions = forms.MultipleChoiceField(label="Regions beside it", choices=GROUPS)
    kind = forms.ChoiceField(
        label="What is inspected?", choices=KINDS, widget=forms.RadioSelect, help_text="One"
    )
    kinds = forms.MultipleChoiceField(
        label="Kinds of case", choices=GROUPS, widget=forms.CheckboxSelectMultiple, help_text="Any"
    )
    agrees = forms.BooleanField(label="I have read the conditions", help_text="They are short")
    announced = GovDateField(label="Date of announcement", help_text="For example, 27 3 2023")
    ends = forms.SplitDateTimeField(label="End of the fieldwork")
    chosen = forms.DateField(widget=forms.SelectDateWidget(years=[2022, 2023]), label="Date of the letter")
    paper = forms.FileField(label="Document")
    token = forms.CharField(widget=forms.HiddenInput, initial="t")


def draw(markup: str, **context: object) -> str:
    """The markup with the tags of `eyre_forms`, drawn."""
    request: HttpRequest = RequestFactory().get("/")
    return str(engines["django"].from_string("{% load eyre_forms %}" + markup).render(context, request))


def draw_page(form: forms.Form) -> str:
    """A whole page with that form and its error summary."""
    return str(engines["django"].from_string(PAGE).render({"form": form}, RequestFactory().get("/")))


def draw_components() -> str:
    """A whole page with everything that stands around forms."""
    template = engines["django"].from_string(COMPONENTS)
    given = {"rows": ROWS, "tasks": TASKS, "colours": sorted(COLOURS)}
    return str(template.render(given, RequestFactory().get("/")))
