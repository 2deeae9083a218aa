"""What was written as YAML is read back as words, or refused at a line."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eyre.frameworks.yaml_text import NotReadable, read_yaml


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: b\n", {"a": "b"}),
        ("a: no\nb: 1.10\nc: 2023-10-01\n", {"a": "no", "b": "1.10", "c": "2023-10-01"}),
        ("a:\nb: null\nc: ~\n", {"a": None, "b": None, "c": None}),
        ("a: ''\nb: \"\"\n", {"a": "", "b": ""}),
        ('a: "say \\"no\\": # 1"\n', {"a": 'say "no": # 1'}),
        ("a:\n  - b\n  - c: d\n    e: f\n  - g\n", {"a": ["b", {"c": "d", "e": "f"}, "g"]}),
        ("a: [b, c-d, 1]\nb: []\n", {"a": ["b", "c-d", "1"], "b": []}),
        ("# words\n\na: b\n  # more\nc: d", {"a": "b", "c": "d"}),
        ('"a b": c (d) e, f\n', {"a b": "c (d) e, f"}),
    ],
)
def test_every_scalar_stays_the_words_of_the_file(text: str, data: object) -> None:
    assert read_yaml(text)[0] == data


WILD = st.text(st.sampled_from("abZ 019-/.,:;#'\"()[]{}&*!|>%@`é–~?\\"), max_size=12)
TAME = st.sampled_from(
    ["b", "b c", '"q # r"', "'s: t'", "[a, b-1]", "[]", "null", "1.0", "(x) y, z", "", "", "a/b; c"]
)
WORDS = st.one_of(
    TAME, TAME, TAME, WILD, TAME.map(lambda words: words + " "), st.tuples(TAME, WILD).map("".join)
)
KEYS = st.sampled_from(
    ["a: ", "b: ", "b:", "c d: ", "", "a:", '"e": ', "f: ", "g: ", "h: ", "i: ", "j:", "k:"]
)
LINES = st.lists(
    st.builds(
        lambda indent, dash, key, words: " " * indent + dash + key + words,
        st.sampled_from([0, 0, 0, 0, 2, 2, 4, 1]),
        st.sampled_from(["", "", "", "- ", "- ", "-"]),
        KEYS,
        WORDS,
    ),
    max_size=6,
)


NAMES = st.from_regex(r"[a-z][a-z_ ]{0,8}[a-z]", fullmatch=True)
TREES = st.recursive(
    st.text(st.sampled_from("ab Z09é–:#'\"[]{}-,.?!&*\\€"), max_size=20),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3) | st.dictionaries(NAMES, inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


def written(data: object, indent: int = 0) -> str:
    """Plain YAML with every scalar in quotation marks."""
    pad = " " * indent
    if isinstance(data, dict):
        return "".join(f"{pad}{key}:{below(value, indent)}" for key, value in data.items())
    assert isinstance(data, list)
    return "".join(f"{pad}-{below(value, indent)}" for value in data)


def below(value: object, indent: int) -> str:
    if isinstance(value, Raw):
        return f" {value}\n"
    if isinstance(value, str):
        return f" {json.dumps(value, ensure_ascii=False)}\n"
    return "\n" + written(value, indent + 2)


class Raw(str):
    """A scalar that is written as it is."""


RAW_TREES = st.dictionaries(
    NAMES,
    st.recursive(
        WORDS.map(Raw),
        lambda inner: (
            st.lists(inner, min_size=1, max_size=3) | st.dictionaries(NAMES, inner, min_size=1, max_size=3)
        ),
        max_leaves=5,
    ),
    min_size=1,
)


@settings(max_examples=40)
@given(st.dictionaries(NAMES, TREES, min_size=1))
def test_what_was_written_is_read_back(data: dict[str, object]) -> None:
    text = written(data)
    assert read_yaml(text)[0] == data


@given(st.text(max_size=60) | LINES.map("\n".join) | RAW_TREES.map(written))
def test_any_text_is_read_or_refused_at_a_line(text: str) -> None:
    outcome = read_or_line(text)
    assert isinstance(outcome, tuple) or outcome >= 1


def read_or_line(text: str) -> tuple[object, object] | int:
    try:
        return read_yaml(text)
    except NotReadable as error:
        return error.line
