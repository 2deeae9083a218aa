"""The name of an inspection stands in lists beside others: nothing in it may be unseen or turn them round."""

import pytest

from eyre.inspections.forms import OpenForm


def errors_of(name: str) -> list[str]:
    form = OpenForm({"name": name})
    form.is_valid()
    return [str(each) for each in form.errors.get("name", [])]


@pytest.mark.parametrize(
    "name", ["Kent\u202edlrow", "Ken\u200bt", "Ke\u2066nt", "Kent\u2028x", "Kent\ue000", "Kent\ud800"]
)
def test_what_cannot_be_seen_is_refused(name: str) -> None:
    assert "cannot be seen" in errors_of(name)[0]


@pytest.mark.parametrize("name", ["Kent", "Ynys Môn", "Dún Laoghaire", "نرخ\u200cها", "Kent (two)", "=Kent"])
def test_names_as_people_write_them_go_through(name: str) -> None:
    assert errors_of(name) == []
