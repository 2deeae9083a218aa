"""Files that are broken, or made to do harm: each is refused or read in words that help, within seconds."""

from __future__ import annotations

import time

import hostile_files as made
import pytest

from eyre.reports.reading import CannotRead, read_document, read_given

SECONDS = 60  # on a machine with much else to do; alone, each takes a few

REFUSED = {
    "empty": (b"", "a.txt", "empty"),
    "blank": (b" \n\t\n", "a.txt", "empty"),
    "bytes": (bytes(range(256)) * 9, "a.txt", "no text"),
    "nul": (b"words\x00words", "a.md", "no text"),
    "picture": (b"\x89PNG\r\n\x1a\n", "a.pdf", "picture"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1", "a.docx", "save it as DOCX"),
    "rtf": (b"{\\rtf1 words}", "a.rtf", "RTF"),
    "gzip": (b"\x1f\x8b\x08", "a.txt", "unpack"),
    "text called pdf": (b"In 12 of 30 cases.", "a.pdf", "is called PDF"),
    "broken pdf": (b"%PDF-1.7 no more", "a.pdf", "damaged"),
    "zip": (made.zipped({"a.txt": b"words"}), "a.docx", "no DOCX"),
    "workbook": (made.zipped({"xl/workbook.xml": b"<a/>"}), "a.docx", "Excel"),
    "broken docx": (made.docx_of(b"<w:document"), "a.docx", "damaged"),
    "cut docx": (made.docx_of(b"<a/>")[:200], "a.docx", "damaged"),
    "entities": (made.docx_entities(), "a.docx", "damaged"),
    "deep docx": (made.docx_nested(), "a.docx", "damaged"),
    "protected": (made.pdf_protected(), "a.pdf", "password"),
    "scan": (made.pdf_scan(1), "a.pdf", "text recognition"),
    "scan of three": (made.pdf_scan(3), "a.pdf", "3 pages"),
    "pages": (made.pdf_page_bomb(), "a.pdf", "damaged"),
    "only tags": (b"<html><body>" + b"<b>" * 20_000, "a.html", "no words"),
    "many lines": (b"a\n\n" * 60_000, "a.txt", "lines"),
    "many letters": (b"words " * 700_000, "a.txt", "characters"),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_words(name: str) -> None:
    content, file, words = REFUSED[name]
    started = time.monotonic()
    with pytest.raises(CannotRead, match=words):
        read_document(content, file)
    assert time.monotonic() - started < SECONDS


@pytest.mark.slow
@pytest.mark.parametrize("make", [made.docx_bomb, made.pdf_stream_bomb])
def test_a_bomb_is_stopped_by_its_limits(make) -> None:  # type: ignore[no-untyped-def]
    content = make()
    assert len(content) < 2_000_000
    started = time.monotonic()
    with pytest.raises(CannotRead, match=r"unpacked|memory|seconds"):
        read_document(content, "bomb")
    assert time.monotonic() - started < SECONDS


READ = {
    "scripts": (b"<html><body><script>1 of 2</script><p onclick='x()'>In 12 of 30 cases.</p><style>3 of 4</style>"
                b"<p hidden>5 of 6</p><p style='display: none'>7 of 8</p><!-- 9 of 10 -->", "a.html"),
    "deep": (b"<html><body>" + b"<div>" * 20_000 + b"In 12 of 30 cases.", "a.html"),
    "entities": (b"<!DOCTYPE html [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><html><body>&b; In 12 of 30 cases.", "a.html"),
    "html called text": (b"<!doctype html><body><p>In 12 of 30 cases.</p>", "a.txt"),
    "pdf called text": (made.text_pdf([[(50, 700, 11, "In 12 of 30 cases.")]]), "a.txt"),
    "utf-16": ("In 12 of 30 cases.".encode("utf-16"), "a.txt"),
    "byte order mark": ("\ufeffIn 12 of 30 cases.".encode(), "a.txt"),
    "line ends": (b"In 12\r\nof 30\rcases.", "a.txt"),
    "cut in a letter": ("In 12 of 30 cases. é".encode()[:-1], "a.txt"),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", READ)
def test_what_can_be_read_is_read(name: str) -> None:
    assert [claim.phrase for claim in read_document(*READ[name]).claims] == ["12 of 30"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    ["<" * 300_000, "rated " * 50_000 + "Good", "1.1 Staff Good\n" * 20_000, "".join(f"Name{n} PDU " for n in range(20_000)),
     "A should: " * 30_000, "\t" * 300_000 + "a", " " * 300_000 + "a", "[" * 300_000, "*" * 300_000 + "a", "A " * 150_000,
     "The A PDU should:\n1. do\n\n" * 10_000, "1 of 2 " * 5_000],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_a_text_made_to_be_slow_is_read_in_seconds(text: str) -> None:
    started = time.process_time()
    read_document(text.encode(), "a.txt")
    assert time.process_time() - started < SECONDS / 2


def test_an_encoding_that_was_guessed_is_noted() -> None:
    draft = read_document("In “12 of 30” cases".encode("cp1252"), "a.txt")
    assert "encoding" in [finding.code.value for finding in draft.findings]
    assert draft.given.text == "In “12 of 30” cases"


@pytest.mark.slow
def test_a_page_that_is_a_picture_is_named() -> None:
    draft = read_document(
        made.text_pdf([[(50, 700, 11, "In 12 of 30 cases.")], [], [(50, 700, 11, "In 5 of 6.")]]), "a.pdf"
    )
    assert [finding.reason[:6] for finding in draft.findings if finding.code.value == "no-text"] == ["page 2"]
    assert [(claim.phrase, claim.place.mark) for claim in draft.claims] == [("12 of 30", 1), ("5 of 6", 3)]


@pytest.mark.slow
def test_columns_drawn_row_by_row_are_read_one_after_the_other() -> None:
    left = [
        "In the left column the first",
        "line goes on and tells that",
        "in 12 of 30 cases the plans",
        "were not reviewed by anyone",
        "for the whole of the sentence",
        "which is far too long to wait.",
    ]
    right = [
        "On the right the second part",
        "begins and says that almost",
        "two-thirds of all the reports",
        "were late, and that this was",
        "known to the managers for at",
        "least the whole of that year.",
    ]
    page = [
        piece
        for n, (a, b) in enumerate(zip(left, right, strict=True))
        for piece in ((50, 700 - 14 * n, 11, a), (320, 700 - 14 * n, 11, b))
    ]
    text = read_given(made.text_pdf([page]), "a.pdf").text
    assert " ".join(text.split()) == " ".join([*left, *right])


@pytest.mark.slow
def test_cells_notes_headings_and_broken_words_of_a_page() -> None:
    page = [
        (50, 780, 20, "Ratings of the unit"),
        (50, 740, 11, "Wexmouth PDU"), (400, 740, 11, "Score"), (500, 740, 11, "4/6"),
        (50, 720, 11, "1.1 Leadership"), (400, 720, 11, "Good"),
        (50, 700, 11, "1.2 Staff"), (400, 700, 11, "Good"),
        (50, 660, 11, "The imple-"), (50, 646, 11, "mentation was late in 12 of 30 cases."), (228, 650, 6, "1"),
        (50, 60, 8, "1 Data of the unit itself."),
    ]  # fmt: skip
    draft = read_document(made.text_pdf([page]), "a.pdf")
    assert draft.given.text.startswith("# Ratings of the unit\n\nWexmouth PDU\t")
    assert [(each.ref, each.rating) for each in draft.tables[0].ratings] == [("1.1", "Good"), ("1.2", "Good")]
    assert "The implementation was late" in draft.claims[0].sentence
    assert [claim.phrase for claim in draft.claims] == ["12 of 30"]


@pytest.mark.slow
def test_a_report_of_five_hundred_pages_is_read_in_seconds() -> None:
    line = "In {} of {} cases the {} was not sufficient, and the plans"
    nouns = [
        "work",
        "plan",
        "review",
        "help",
        "advice",
        "letter",
        "visit",
        "record",
        "meeting",
        "check",
        "report",
    ]
    pages = [
        [(50, 800, 8, "An inspection of Wexmouth PDU"), *((50, 760 - 14 * n, 11, line.format(n + 1, n + 50, nouns[(n + number) % 11])) for n in range(45)), (300, 30, 8, str(number))]
        for number in range(1, 501)
    ]  # fmt: skip
    content = made.text_pdf(pages)
    started = time.monotonic()
    draft = read_document(content, "a.pdf")
    assert time.monotonic() - started < SECONDS
    assert len(draft.claims) == 500 * 45
    assert draft.claims[-1].place.mark == 500
