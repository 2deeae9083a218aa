"""Does any form come out in the markup of the Design System: labelled, described, and told what is wrong?"""

import pytest
from allauth.mfa.base.forms import AuthenticateForm
from bs4 import BeautifulSoup, Tag
from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.password_validation import password_validators_help_text_html
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.validators import RegexValidator
from django.forms import formset_factory
from hypothesis import given
from hypothesis import strategies as st
from sample_form import EveryField, draw, draw_page

from eyre.platform.forms import Option
from eyre.platform.forms.attributes import attributes

FULL = {
    "name": "Knowsley",
    "reference": "K1",
    "email": "not an address",
    "password": "a secret",
    "code": "12",
    "cases": "many",
    "share": "1,5",
    "site": "x",
    "reasons": "<b>bold</b>",
    "region": "nw",
    "regions": ["ne", "London"],
    "kind": "region",
    "kinds": ["nw"],
    "agrees": "on",
    "announced_day": "31",
    "announced_month": "February",
    "announced_year": "2023",
    "ends_0": "2023-03-27",
    "ends_1": "half past",
    "chosen_day": "30",
    "chosen_month": "2",
    "chosen_year": "2023",
}


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def one(html: str, selector: str) -> Tag:
    found = soup(html).select(selector)
    assert len(found) == 1, (selector, found)
    return found[0]


def form_of(field: forms.Field, data: dict[str, object] | None = None) -> forms.Form:
    return type("OneField", (forms.Form,), {"x": field})(data)


@pytest.mark.parametrize(
    ("field", "selector", "expected"),
    [
        (forms.CharField(), "input", {"type": "text", "class": "govuk-input"}),
        (forms.CharField(max_length=8), "input", {"class": "govuk-input govuk-input--width-10"}),
        (
            forms.CharField(max_length=8, widget=forms.TextInput({"class": "govuk-!-width-one-half"})),
            "input",
            {"class": "govuk-input govuk-!-width-one-half"},
        ),
        (forms.EmailField(), "input", {"type": "email", "spellcheck": "false", "autocapitalize": "none"}),
        (
            forms.CharField(widget=forms.PasswordInput({"autocomplete": "new-password"})),
            "input",
            {"type": "password", "spellcheck": "false", "autocomplete": "new-password"},
        ),
        (
            forms.IntegerField(min_value=1),
            "input",
            {"type": "text", "inputmode": "numeric", "min": None},
        ),
        (forms.DecimalField(), "input", {"type": "text", "inputmode": None, "step": None}),
        (
            forms.CharField(widget=forms.TextInput({"autocomplete": "one-time-code", "placeholder": "1"})),
            "input",
            {"inputmode": "numeric", "placeholder": None, "spellcheck": "false"},
        ),
        (forms.CharField(widget=forms.Textarea), "textarea", {"class": "govuk-textarea"}),
        (forms.ChoiceField(choices=[("a", "A")]), "select", {"class": "govuk-select"}),
        (forms.BooleanField(), "input", {"type": "checkbox", "class": "govuk-checkboxes__input"}),
        (forms.FileField(), "input", {"type": "file", "class": "govuk-file-upload", "required": None}),
        (forms.CharField(widget=forms.HiddenInput), "input", {"type": "hidden", "class": None}),
    ],
)
def test_an_input_carries_what_its_kind_needs(
    field: forms.Field, selector: str, expected: dict[str, str | None]
) -> None:
    tag = one(str(form_of(field)), selector)
    found = {name: " ".join(value) if isinstance(value, list) else value for name, value in tag.attrs.items()}
    assert {name: found.get(name) for name in expected} == expected


@given(st.sampled_from(["text", "email", "select", "textarea", "radio", "number"]), st.booleans())
def test_classes_stand_once_and_the_author_s_stay(kind: str, wrong: bool) -> None:
    own = {"class": "mine govuk-input"} | ({"aria-invalid": "true"} if wrong else {})
    classes = attributes(kind, own)["class"].split()
    assert len(classes) == len(set(classes))
    assert "mine" in classes
    assert any(name.endswith("--error") for name in classes) == (wrong and kind != "radio")


@pytest.mark.parametrize(
    "form", [EveryField(), EveryField({}), EveryField(FULL)], ids=["new", "empty", "full"]
)
def test_everything_that_is_pointed_at_exists_once(form: forms.Form) -> None:
    page = soup(draw_page(form))
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    pointers = [label["for"] for label in page.select("label[for]")]
    for tag in page.select("[aria-describedby]"):
        assert len(tag["aria-describedby"].split()) == len(set(tag["aria-describedby"].split()))
        pointers += tag["aria-describedby"].split()
    pointers += [link["href"][1:] for link in page.select(".govuk-error-summary a")]
    assert set(pointers) <= set(ids)


def test_every_input_has_a_label_and_every_group_a_legend() -> None:
    page = soup(draw_page(EveryField()))
    inputs = page.select("form input:not([type=hidden]), form select, form textarea")
    assert {tag["id"] for tag in inputs} == {label["for"] for label in page.select("label")}
    legends = [legend.get_text() for legend in page.select("fieldset > legend")]
    assert legends == [
        "What is inspected?",
        "Kinds of case",
        "Date of announcement",
        "End of the fieldwork",
        "Date of the letter",
    ]


def test_hint_and_error_describe_the_input_in_that_order() -> None:
    html = draw_page(EveryField({}))
    assert one(html, "#id_name")["aria-describedby"] == "id_name_helptext id_name_error"
    assert one(html, "#id_reference")["aria-describedby"] == "id_name_helptext id_reference_error"
    group = one(html, "fieldset:has(#id_kind)")
    assert group["aria-describedby"] == "id_kind_helptext id_kind_error"
    assert one(html, "#id_agrees")["aria-describedby"] == "id_agrees_helptext id_agrees_error"
    assert not soup(html).select("#id_kind input[aria-describedby*=error], #id_kind input[aria-invalid]")


def test_an_error_stands_between_hint_and_input_and_is_said() -> None:
    group = one(draw_page(EveryField({})), ".govuk-form-group:has(#id_name)")
    assert "govuk-form-group--error" in group["class"]
    assert [tag.name for tag in group.find_all(recursive=False)] == ["label", "div", "div", "input"]
    error = one(str(group), "#id_name_error")
    assert error.get_text() == "Error: Enter name"
    assert one(str(error), ".govuk-visually-hidden").get_text() == "Error:"
    assert one(str(group), "input")["aria-invalid"] == "true"


def test_a_form_that_is_new_has_nothing_wrong() -> None:
    html = draw_page(EveryField())
    assert "error" not in html
    assert "aria-invalid" not in html
    assert "<title>Everything a form can ask – Eyre</title>" in html


def test_what_was_typed_comes_back_except_secrets_and_files() -> None:
    html = draw_page(EveryField(FULL, {"paper": SimpleUploadedFile("secret.pdf", b"x")}))
    page = soup(html)
    for name in ("name", "email", "code", "cases", "share", "announced_month", "ends_1"):
        assert page.select_one(f"[name={name}]")["value"] == FULL[name]
    assert page.select_one("textarea").get_text() == "\n<b>bold</b>"
    chosen = page.select("option[selected], [type=radio][checked], #id_kinds [checked]")
    chosen = [tag["value"] for tag in chosen if not tag.find_parent(id="id_chosen")]
    assert chosen == ["nw", "ne", "London", "region", "nw"]
    assert "checked" in page.select_one("#id_agrees").attrs
    assert "a secret" not in html
    assert "secret.pdf" not in html


def test_help_of_other_packages_keeps_its_markup_and_plain_text_stays_text() -> None:
    trusted = form_of(forms.CharField(help_text=password_validators_help_text_html()))
    assert "&lt;" not in str(trusted)
    assert "&lt;ul&gt;" in str(form_of(forms.CharField(help_text="<ul>")))


def test_a_form_without_ids_points_at_nothing() -> None:
    form = type("OneField", (forms.Form,), {"x": forms.CharField(help_text="h")})({}, auto_id=False)
    html = draw("{% error_summary f %}{{ f }}", f=form)
    assert "aria-describedby" not in html
    assert " id=" not in html
    assert "href" not in html
    assert "Enter x" in html


class Whole(forms.Form):
    """A form that is wrong as a whole."""

    day = forms.CharField()
    key = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> None:
        raise forms.ValidationError(["The two days are one", "And late"])


def test_what_concerns_the_whole_form_is_said_above_it_and_in_the_summary() -> None:
    html = draw("{% error_summary f %}<form>{{ f }}</form>", f=Whole({"day": "x"}))
    links = [(link["href"], link.get_text()) for link in soup(html).select(".govuk-error-summary a")]
    assert links == [("#id_day", "The two days are one"), ("#id_day", "And late")]
    assert "Key: Enter key" in one(html, ".govuk-error-summary").get_text()
    above = one(html, "form").select(":scope > .govuk-error-message")
    assert [message.get_text() for message in above][:2] == [
        "Error: The two days are one",
        "Error: And late",
    ]


@pytest.mark.parametrize(
    ("field", "said"),
    [
        (forms.CharField(label="Email address"), "Enter email address"),
        (forms.CharField(label="PDU"), "Enter PDU"),
        (forms.CharField(label="Who leads?"), "Answer the question “Who leads?”"),
        (forms.ChoiceField(label="Role", choices=[("a", "A")]), "Choose role"),
        (forms.BooleanField(label="I agree"), "Tick “I agree”"),
        (forms.FileField(label="Document"), "Choose a file: Document"),
        (forms.CharField(error_messages={"required": "Say why"}), "Say why"),
    ],
)
def test_a_message_stands_alone(field: forms.Field, said: str) -> None:
    html = draw("{% error_summary f %}{{ f }}", f=form_of(field, {}))
    assert one(html, ".govuk-error-summary a").get_text() == said
    assert one(html, "#id_x_error").get_text() == f"Error: {said}"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        (forms.IntegerField(label="Cases"), "many", "Cases: enter a whole number"),
        (
            forms.IntegerField(label="Cases", min_value=3),
            "1",
            "Cases: ensure this value is greater than or equal to 3",
        ),
        (forms.EmailField(label="PDU lead"), "x", "PDU lead: enter a valid email address"),
        (forms.CharField(validators=[RegexValidator("a", message="Begin with a.")]), "b", "Begin with a."),
        (forms.IntegerField(error_messages={"invalid": "Cases are counted"}), "b", "Cases are counted"),
    ],
)
def test_django_s_own_messages_name_their_field_and_others_stay(
    field: forms.Field, typed: str, said: str
) -> None:
    html = draw("{% error_summary f %}{{ f }}", f=form_of(field, {"x": typed}))
    assert one(html, ".govuk-error-summary a").get_text() == said
    assert one(html, "#id_x_error").get_text() == f"Error: {said}"


@pytest.mark.parametrize(
    ("widget", "words"),
    [
        (forms.SplitDateTimeWidget(), ["Date", "Time"]),
        (forms.SelectDateWidget(), ["Day", "Month", "Year"]),
        (
            forms.MultiWidget([forms.TextInput(), forms.HiddenInput(), forms.TextInput()]),
            ["Part 1", "Part 3"],
        ),
    ],
)
def test_each_of_several_inputs_has_a_word_of_its_own(widget: forms.Widget, words: list[str]) -> None:
    page = soup(str(form_of(forms.Field(widget=widget), {})))
    assert [label.get_text() for label in page.select("label")] == words


def test_the_summary_leads_to_what_is_to_be_corrected() -> None:
    page = soup(draw_page(EveryField({"announced_day": "3", "announced_month": "4"})))
    targets = [link["href"] for link in page.select(".govuk-error-summary a")]
    assert targets == [
        f"#id_{name}"
        for name in [
            "name",
            "reference",
            "email",
            "password",
            "code",
            "cases",
            "share",
            "site",
            "reasons",
            "region",
            "regions",
            "kind_0",
            "kinds_0_0",
            "agrees",
            "announced_2",
            "ends_0",
            "chosen_day",
            "paper",
        ]
    ]
    assert page.title.get_text().startswith("Error: Everything")
    assert page.select_one(".govuk-error-summary [role=alert] h2").get_text() == "There is a problem"
    assert page.main.find(True)["class"] == ["govuk-error-summary"]


def test_formsets_are_drawn_and_summed_up_whole() -> None:
    many = formset_factory(
        type("Line", (forms.Form,), {"x": forms.CharField()}), min_num=2, validate_min=True
    )
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-1-x": "", "form-0-x": "a"}
    html = draw(
        "{% error_summary none set new %}<form>{{ set }}</form>", set=many(data), none=None, new=many()
    )
    said = [item.get_text() for item in soup(html).select(".govuk-error-summary li")]
    assert said == ["Please submit at least 2 forms.", "Enter x"]
    assert one(html, "form > .govuk-error-message").get_text() == f"Error: {said[0]}"
    assert one(html, "#id_form-0-x")["value"] == "a"
    assert one(html, "[name=form-TOTAL_FORMS]")["value"] == "2"


@pytest.mark.parametrize(
    ("form", "asks"),
    [
        (AuthenticateForm({}, user=AnonymousUser()), {"code": "one-time-code"}),
        (
            SetPasswordForm(AnonymousUser(), {}),
            {"new_password1": "new-password", "new_password2": "new-password"},
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_forms_of_other_packages_come_out_alike(form: forms.Form, asks: dict[str, str | None]) -> None:
    html = draw("{% error_summary f %}{{ f }}", f=form)
    page = soup(html)
    inputs = {tag["name"]: tag for tag in page.select("input:not([type=hidden])")}
    assert {name: tag.get("autocomplete") for name, tag in inputs.items()} == asks
    assert all(tag["class"][0].startswith("govuk-") for tag in inputs.values())
    assert {label["for"] for label in page.select("label")} == {tag["id"] for tag in inputs.values()}
    assert "errorlist" not in html
    assert page.select_one(".govuk-error-summary a")["href"][1:] in {tag["id"] for tag in inputs.values()}


def test_a_choice_may_say_more_beneath_its_name() -> None:
    page = soup(draw_page(EveryField()))
    for name, hint in (("id_kind_0", "Eight standards"), ("id_kinds_0_0", "Four units")):
        described = page.select_one(f"#{name}")["aria-describedby"]
        assert page.select_one(f"#{described}").get_text() == hint
    assert "aria-describedby" not in page.select_one("#id_kind_1").attrs
    assert page.select_one("option[value=nw]").get_text() == "North West"
    bare = EveryField(auto_id=False)
    assert "Eight standards" in str(bare["kind"])
    assert "aria-describedby" not in str(bare["kind"])


@given(st.text(), st.text())
def test_a_choice_with_a_hint_is_a_text_like_any_other(label: str, hint: str) -> None:
    option = Option(label, hint)
    assert (option, hash(option), option.hint) == (label, hash(label), hint)


def test_errors_drawn_by_themselves_are_said_alike() -> None:
    form = Whole({"day": ""})
    html = draw("{{ f.non_field_errors }}{{ f.day.errors }}", f=form)
    said = [message.get_text() for message in soup(html).select(".govuk-error-message")]
    assert said == [
        "Error: The two days are one",
        "Error: And late",
        "Error: This field is required.",
    ]
    assert one(html, "#id_day_error")


def test_a_page_without_its_form_has_nothing_wrong() -> None:
    assert not draw("{% error_prefix missing none %}{% error_summary missing none %}", none=None).strip()
