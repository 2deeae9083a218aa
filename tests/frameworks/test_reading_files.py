"""Reading editions from files: what is wrong is said in words, with file and line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from eyre.core.frameworks import Edition
from eyre.frameworks.exceptions import EditionFileInvalid, EditionNotFound
from eyre.frameworks.reading import (
    edition_digest,
    load_edition,
    read_edition,
    read_edition_file,
    shipped_editions,
)

PDU = "hmip-probation-pdu-2021"


@pytest.fixture
def good() -> str:
    return shipped_editions()[PDU].read_text()


def mistakes(text: str | bytes) -> list[str]:
    content = text.encode() if isinstance(text, str) else text
    with pytest.raises(EditionFileInvalid) as caught:
        read_edition(content, "my.yaml")
    return str(caught.value).splitlines()


def test_an_id_and_a_path_give_the_same_edition() -> None:
    assert load_edition(PDU) == load_edition(str(shipped_editions()[PDU]))
    assert load_edition(PDU) is load_edition(PDU)


def test_an_unknown_id_names_the_nearest() -> None:
    with pytest.raises(EditionNotFound, match=r"did you mean hmip-probation-pdu-2021\?.*hmip-youth-2018"):
        load_edition("hmip-probation-pdu2021")
    with pytest.raises(EditionNotFound, match="there is no file"):
        load_edition("nowhere.yaml")


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("youth", "hmip-youth-2018"),
        ("premises", "hmip-approved-premises-2025"),
        ("yth", ""),
        ("a", ""),
        ("", ""),
    ],
)
def test_few_letters_mean_no_edition_for_being_part_of_one(name: str, near: str) -> None:
    with pytest.raises(EditionNotFound) as caught:
        load_edition(name)
    assert (f"did you mean {near}?" in str(caught.value)) == bool(near)
    assert ("did you mean" in str(caught.value)) == bool(near)


def test_a_folder_is_no_edition(tmp_path: Path) -> None:
    with pytest.raises(EditionNotFound, match="cannot be read"):
        read_edition_file(tmp_path)


def test_mistakes_have_file_line_place_and_sentence(good: str) -> None:
    bad = good.replace("short_title: PDU 2021", "shorttitle: PDU 2021").replace("at: 1/6", "at: one sixth")
    line = bad.splitlines().index("        at: one sixth") + 1
    found = mistakes(bad)
    assert "my.yaml:3: the edition: 'short_title' is missing; add it" in found
    assert (
        "my.yaml:6: shorttitle: the key 'shorttitle' is not known here; did you mean 'short_title'?" in found
    )
    assert any(
        m.startswith(f"my.yaml:{line}: rules.overall.cuts[0].at: 'one sixth' is not an exact") for m in found
    )
    assert len(found) == 3


def test_a_file_without_flourish_and_one_with_are_the_same(good: str) -> None:
    folded = good.replace("title: Organisational delivery", "title: >-\n      Organisational\n      delivery")
    assert folded != good
    assert read_edition(folded.encode(), "a") == read_edition(good.encode(), "b")
    assert read_edition(b"\xef\xbb\xbf" + good.encode(), "a") == load_edition(PDU)
    assert read_edition(good.replace("\n", "\r\n").encode(), "a") == load_edition(PDU)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: "", "the file is empty"),
        (lambda text: "# nothing\n", "a mapping"),
        (lambda text: text + "id: again\n", "a second time (first in line 4)"),
        (lambda text: text + "  odd: : :\n", "this is not YAML"),
        (lambda text: text + "\tx: 1\n", "this is not YAML"),
        (lambda text: text + 'note: "open\n', "this is not YAML"),
        (lambda text: text + "--- \nid: two\n", "a second document begins here"),
        (lambda text: text + "note: &a [x]\nmore: *a\n", "anchors and aliases"),
        (lambda text: text + "note: !!python/object:os.system x\n", "the tag"),
        (lambda text: text + "<<: {a: b}\n", "merge keys"),
        (lambda text: text + "? [a, b]\n: c\n", "a key is a word"),
        (lambda text: text + "deep: " + "[" * 5000 + "\n", "nested more than"),
        (lambda text: text + "deep:\n" + "".join(" " * n + "- \n" for n in range(1, 60)), "nested more than"),
        (lambda text: text + "bell: \x07\n", "this is not YAML"),
        (lambda text: text + "# " + "x" * 1_000_000, "larger than"),
        (lambda text: "- a\n- b\n", "a list stands where a mapping is expected"),
        (lambda text: "just words", "a mapping is expected"),
    ],
)
def test_a_file_that_is_not_one_is_refused_in_words(
    change: Callable[[str], str], words: str, good: str, tmp_path: Path
) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(change(good))
    with pytest.raises(EditionFileInvalid) as caught:
        read_edition_file(path)
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"{path}:")


def test_another_encoding_is_refused_at_its_line() -> None:
    assert mistakes("id: a\ntitle: Prüfung\n".encode("latin-1")) == [
        "my.yaml:2: the edition: a byte here is not UTF-8; save the file as UTF-8"
    ]
    assert "not UTF-8" in mistakes("id: a\n".encode("utf-16"))[0]


def test_a_digest_is_of_the_bytes() -> None:
    assert edition_digest(b"a") != edition_digest(b"a\n")
    assert len(edition_digest(b"")) == 64


def test_no_way_of_writing_changes_a_ref(good: str) -> None:
    """1.10 without quotation marks stays 1.10, and is not the number 1.1."""
    text = good.replace('ref: "1.4"', "ref: 1.10")
    edition: Edition = read_edition(text.encode(), "a")
    assert edition.standard("1.10").title == "Information and facilities"
