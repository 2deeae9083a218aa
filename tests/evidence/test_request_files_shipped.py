"""The lists of requests that come with Eyre: readable, each for an edition there is, and a mistake has its line."""

import pytest

from eyre.evidence.list_files import DEFAULT, list_for, read_list, shipped_lists
from eyre.frameworks.exceptions import EditionFileInvalid
from eyre.frameworks.reading import load_edition, shipped_editions


@pytest.mark.parametrize("name", shipped_lists())
def test_every_list_is_readable_and_belongs_to_an_edition(name: str) -> None:
    found = list_for(name)
    assert found.id == name
    assert name == DEFAULT or name in shipped_editions()
    assert all(item.wanted.endswith(".") for item in found.items)
    if name != DEFAULT:
        refs = {standard.ref for domain in load_edition(name).domains for standard in domain.standards}
        assert {ref for item in found.items for ref in item.standards} <= refs
        assert all(item.standards for item in found.items)


def test_an_edition_without_a_list_has_that_of_all() -> None:
    assert list_for("hmip-sfo-qa-2021").id == DEFAULT


def test_a_mistake_is_named_with_file_and_line() -> None:
    text = b"schema: eyre-requests/1\nid: x\ntitle: X\nitems:\n  - code: a\n    title: A\n    wanted: A\n    standards: [P9.9]\n    status: ours\n"
    with pytest.raises(EditionFileInvalid) as refused:
        read_list(text, "my.yaml", "hmip-probation-pdu-2023")
    (mistake,) = refused.value.mistakes
    assert (mistake.file, mistake.line) == ("my.yaml", 8)
