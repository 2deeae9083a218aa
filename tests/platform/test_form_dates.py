"""Is a date read from its three parts, or from one, and shown as it was typed?"""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from eyre.platform.forms import GovDateField


class Dated(forms.Form):
    """One date."""

    born = GovDateField(label="Date of birth", widget=GovDateField.widget({"autocomplete": "bday"}))
    left = GovDateField(required=False)


def parts(day: str = "", month: str = "", year: str = "") -> dict[str, str]:
    return {"born_day": day, "born_month": month, "born_year": year}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (parts("27", "3", "2023"), date(2023, 3, 27)),
        (parts(" 7", "03 ", "2023"), date(2023, 3, 7)),
        (parts("29", "February", "2024"), date(2024, 2, 29)),
        (parts("1", "sept", "2024"), date(2024, 9, 1)),
        ({"born": "2023-03-27"}, date(2023, 3, 27)),
        ({"born": " 2023-03-27 "} | parts("1", "1", "2000"), date(2023, 3, 27)),
    ],
)
def test_a_date_is_read(typed: dict[str, str], read: date) -> None:
    form = Dated(typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"born": read, "left": None}


@pytest.mark.parametrize(
    ("typed", "code", "said", "wrong"),
    [
        ({}, "required", "", "012"),
        (parts(" ", "", " "), "required", "", "012"),
        (parts("27", "", "2023"), "incomplete", "Date of birth must include a month", "1"),
        (parts("27"), "incomplete", "Date of birth must include a month and year", "12"),
        (parts("31", "2", "2023"), "invalid", "Date of birth must be a real date, such as 27 3 2023", "012"),
        (parts("3", "3", "23"), "invalid", "", "012"),
        (parts("3", "Marvellous", "0000"), "invalid", "", "012"),
        (parts("٣", "3", "2023"), "invalid", "", "012"),
        (parts("-3", "3", "2023"), "invalid", "", "012"),
        ({"born": "2023-13-03"}, "invalid", "", "012"),
        ({"born": "yesterday"}, "invalid", "", "012"),
    ],
)
def test_what_is_no_date_is_refused_in_words(typed: dict[str, str], code: str, said: str, wrong: str) -> None:
    form = Dated(typed)
    (error,) = form.errors.as_data()["born"]
    assert error.code == code
    assert not said or error.messages == [said]
    page = BeautifulSoup(str(form), "html.parser")
    marked = "".join(tag["id"][-1] for tag in page.select("[id^=id_born_][aria-invalid]"))
    assert marked == wrong


@given(st.dates(min_value=date(1000, 1, 1)))
def test_what_is_shown_is_read_again(day: date) -> None:
    page = BeautifulSoup(str(Dated(initial={"born": day})), "html.parser")
    shown = {tag["name"]: tag["value"] for tag in page.select("#id_born input")}
    for typed in (shown, {"born": day.isoformat()}):
        form = Dated(typed, initial={"born": day})
        assert form.is_valid()
        assert form.cleaned_data["born"] == day
        assert not form.has_changed()


@given(
    st.lists(
        st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00")), min_size=3, max_size=3
    )
)
def test_whatever_is_typed_is_a_date_or_refused_and_comes_back(typed: list[str]) -> None:
    form = Dated(parts(*typed))
    read = form.is_valid()
    assert read == isinstance(form.cleaned_data.get("born"), date)
    assert form["born"].value() == typed
    assert "id_born_2" in str(form)


def test_each_part_asks_for_its_own_filling_in() -> None:
    page = BeautifulSoup(str(Dated()), "html.parser")
    asked = [
        (tag["autocomplete"], tag["inputmode"], tag["class"][-1]) for tag in page.select("#id_born input")
    ]
    assert asked == [
        ("bday-day", "numeric", "govuk-input--width-2"),
        ("bday-month", "numeric", "govuk-input--width-2"),
        ("bday-year", "numeric", "govuk-input--width-4"),
    ]
