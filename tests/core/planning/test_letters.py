"""Letters: what they say, that they never have a hole, and that a value is never anything but a value."""

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyre.core.editions import EditionInvalid, Provenance, Status
from eyre.core.planning.letter_data import build_letters
from eyre.core.planning.letters import (
    FIELDS,
    LISTS,
    Block,
    LetterNotWhole,
    Shape,
    Template,
    Told,
    faults,
    fill,
    say_changes,
    say_dates,
)

OURS = Provenance("whole", Status.OURS)
VALUES = {field: field.upper() for field in FIELDS} | {
    "dates": ["1 May: list", "2 May: visit"],
    "paragraph": "",
}


def template(text: str, subject: str = "Inspection of {provider}") -> Template:
    return Template(
        "some",
        "Some letter",
        "Says something",
        ("point-of-contact",),
        subject,
        text,
        OURS,
        days=("evidence",),
    )


def holes(text: str, values: dict[str, object], subject: str = "Subject") -> dict[str, str]:
    with pytest.raises(LetterNotWhole) as refused:
        fill(template(text, subject), values)  # type: ignore[arg-type]
    return {hole.field: hole.words for hole in refused.value.holes}


def test_a_letter() -> None:
    letter = fill(template("Dear {contact},\n\n## When\n\n- {dates}\n- until {fieldwork_to}\n\nBye"), VALUES)
    assert letter.subject == "Inspection of PROVIDER"
    assert letter.text == (
        "Dear CONTACT,\n\nWhen\n\n- 1 May: list\n- 2 May: visit\n- until FIELDWORK_TO\n\nBye\n"
    )
    assert letter.fragment == (
        "<p>Dear CONTACT,</p>\n<h2>When</h2>\n<ul>\n<li>1 May: list</li>\n<li>2 May: visit</li>\n"
        "<li>until FIELDWORK_TO</li>\n</ul>\n<p>Bye</p>"
    )
    assert letter.content == b"Inspection of PROVIDER\n\n" + letter.text.encode()


def test_lines_that_follow_each_other_are_one_paragraph_and_long_ones_are_broken() -> None:
    letter = fill(template("one\ntwo\n" + "word " * 30), {"provider": "X"})
    assert len(letter.blocks) == 1
    assert max(map(len, letter.text.splitlines())) <= 72


def test_a_list_ends_with_the_letter() -> None:
    assert fill(template("- {dates}"), VALUES).fragment.endswith("</ul>")


@pytest.mark.parametrize(
    ("said", "blocks"),
    [
        ("", ["before", "after"]),
        (" \r\n ", ["before", "after"]),
        ("Bring boots.", ["before", "Bring boots.", "after"]),
        ("One\nline.\r\n\r\n- no item, {lead}", ["before", "One line.", "- no item, {lead}", "after"]),
    ],
)
def test_the_free_paragraph(said: str, blocks: list[str]) -> None:
    letter = fill(template("before\n\n{paragraph}\n\nafter"), VALUES | {"paragraph": said})
    assert [block.text for block in letter.blocks] == blocks
    assert {block.shape for block in letter.blocks} == {Shape.PARAGRAPH}


def test_everything_that_is_missing_is_named_at_once() -> None:
    text = "Dear {contact} and {contct},\n\n- {dates}\n- {changes}\n\n{paragraph}\n\n{lead} {director}"
    values = {"provider": "X", "contact": "  ", "dates": [], "changes": ["", "b"], "lead": "Ada"}
    found = holes(text, values, subject="Of {provider}")
    assert set(found) == {"template", "contact", "dates", "changes", "director"}
    assert "{contct} is no field" in found["template"]
    assert found["director"] == "the name of the provider’s accountable director"


@pytest.mark.parametrize(
    ("subject", "text", "words"),
    [
        ("S", "a { b", "a curly bracket stands alone"),
        ("S {", "a", "the subject: a curly bracket"),
        ("S", "{}", "{} is no field"),
        ("S", "{Provider}", "{Provider} is no field"),
        ("S {dates}", "a", "the subject: {dates} is a list"),
        ("S", "on {dates}", "{dates} is a list, and stands alone in an item"),
        ("S", "{changes}", "{changes} is a list"),
        ("S", "- see {dates}", "{dates} is a list"),
        ("S {paragraph}", "a", "the subject: {paragraph} stands alone"),
        ("S", "a\n{paragraph}", "{paragraph} stands alone"),
        ("S", "- {paragraph}", "{paragraph} stands alone"),
    ],
)
def test_faults_of_a_template(subject: str, text: str, words: str) -> None:
    assert any(words in fault for fault in faults(template(text, subject)))
    assert set(holes(text, VALUES, subject)) == {"template"}


def test_a_template_that_tells_of_days_names_them() -> None:
    one = replace(template("- {changes}"), days=())
    assert list(faults(one)) == ["it tells of days and names none: the codes of their tasks stand under days"]
    assert not list(faults(replace(one, text="{lead}")))


def test_a_template_without_faults() -> None:
    assert not list(faults(template("Dear {contact},\n\n{paragraph}\n\n- {dates}\n- {changes}\n- {lead}")))


class Seen(HTMLParser):
    """What a browser would find: the tags, their attributes, and the words."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[object] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


SAID = st.text().filter(lambda text: bool(text.split())) | st.sampled_from(
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=y>',
        "{lead}",
        "## x\n\n- y",
        "&amp;",
        "a\x0bb",
        "--\n",
    ]
)


@given(
    values=st.fixed_dictionaries(
        {field: st.lists(SAID, min_size=1) if field in LISTS else SAID for field in FIELDS}
    )
)
def test_whatever_the_values_they_are_words_and_change_no_shape(values: dict[str, object]) -> None:
    text = "Dear {contact},\n\n## About {provider}\n\n- {dates}\n- by {lead}\n\n{paragraph}\n\nBye {director}"
    letter = fill(template(text), values)  # type: ignore[arg-type]
    shapes = [block.shape for block in letter.blocks if block.shape is not Shape.PARAGRAPH]
    assert shapes == [Shape.HEADING] + [Shape.ITEM] * (len(values["dates"]) + 1)  # type: ignore[arg-type]
    assert letter.blocks[0] == Block(Shape.PARAGRAPH, f"Dear {' '.join(str(values['contact']).split())},")
    assert all("\n" not in block.text for block in letter.blocks)
    assert "\n" not in letter.subject
    seen = Seen()
    seen.feed(letter.fragment)
    seen.close()
    assert seen.tags <= {"h2", "p", "ul", "li"}
    assert not seen.attributes
    assert " ".join(str(values["lead"]).split()) in " ".join(seen.words.split())


@given(st.sets(st.sampled_from(sorted(FIELDS))))
def test_a_letter_goes_with_every_value_or_not_at_all(there: set[str]) -> None:
    text = "\n\n".join(f"- {{{field}}}" if field in LISTS else f"{{{field}}}" for field in FIELDS)
    values = {field: VALUES[field] for field in there}
    lacking = set(FIELDS) - there - {"paragraph"}
    if lacking:
        assert set(holes(text, values)) == lacking
    else:
        assert "{" not in fill(template(text), values).text


def test_the_seal_knows_the_letter_and_the_addresses_in_any_order() -> None:
    one, other = (fill(template("Dear {contact}"), VALUES | {"contact": who}) for who in ("Ada", "Bo"))
    assert one.seal(["a", "b"]) == one.seal(["b", "a"])
    assert len({one.seal(["a"]), one.seal(["a", "b"]), other.seal(["a"]), one.digest, other.digest}) == 5


# Days in words


DAY = date(2026, 12, 8)


def test_days_are_told_the_earliest_first() -> None:
    days = [Told("visit", DAY), Told("list", date(2026, 11, 30)), Told("call", DAY)]
    assert say_dates(days) == (
        "Monday 30 November 2026: list",
        "Tuesday 8 December 2026: visit",
        "Tuesday 8 December 2026: call",
    )


def test_changes_are_told_of_what_was_told_before() -> None:
    before = {"list": DAY, "visit": DAY, "gone": DAY}
    now = {"visit": Told("Visit", date(2026, 12, 9)), "list": Told("List", DAY), "new": Told("New", DAY)}
    assert say_changes(before, now) == (
        "Visit: Wednesday 9 December 2026, instead of Tuesday 8 December 2026",
    )


@given(
    st.dictionaries(st.sampled_from("abcd"), st.dates()), st.dictionaries(st.sampled_from("abcd"), st.dates())
)
def test_changes_are_exactly_what_differs(before: dict[str, date], now: dict[str, date]) -> None:
    told = say_changes(before, {code: Told(code, day) for code, day in now.items()})
    assert {line[0] for line in told} == {c for c in before.keys() & now.keys() if before[c] != now[c]}


# Templates as data


DATA = {
    "schema": "eyre-letters/1",
    "edition": "default",
    "letters": [
        {
            "code": "some",
            "title": "T",
            "purpose": "P",
            "to": ["point-of-contact"],
            "subject": "S",
            "text": "Dear {contact}",
        }
    ],
    "provenance": [{"part": "whole", "status": "ours", "note": "N"}],
}


def test_templates_are_read_from_data() -> None:
    letters = build_letters(DATA)
    assert (letters.edition, [one.code for one in letters.templates]) == ("default", ["some"])
    assert letters.templates[0].provenance.status is Status.OURS


def test_every_mistake_of_the_data_is_named() -> None:
    bad = {
        "code": "some",
        "title": "T",
        "purpose": "P",
        "to": [],
        "subject": "S {x}",
        "text": "a",
        "wat": "1",
    }
    with pytest.raises(EditionInvalid) as refused:
        build_letters(DATA | {"schema": "eyre-letters/9", "letters": [DATA["letters"][0], bad]})  # type: ignore[index]
    said = "\n".join(map(str, refused.value.mistakes))
    for words in (
        "this format is not known",
        "'wat' is not known",
        "{x} is no field",
        "there twice",
        "to nobody",
    ):
        assert words in said
