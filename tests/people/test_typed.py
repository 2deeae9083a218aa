"""What is typed as a name or an address: kept in one form, or refused in words."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from eyre.people.typed import plain_email, plain_name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Siân Ó Briain", "Siân Ó Briain"),
        ("  Ada   Lovelace ", "Ada Lovelace"),
        ("Ada\tLovelace\n", "Ada Lovelace"),
        ("O'Brien-Smith, Dr", "O'Brien-Smith, Dr"),
        ("Sia\u0302n", "Siân"),
        ("Ng", "Ng"),
        ("中村 さくら", "中村 さくら"),
        ("علی\u200cرضا", "علی\u200cرضا"),
        ("<b>Ada</b>", "<b>Ada</b>"),
        ("{{ Ada }}", "{{ Ada }}"),
        ("é" * 150, "é" * 150),
    ],
)
def test_a_name_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert plain_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Enter"),
        ("   ", "Enter"),
        ("-", "Enter"),
        ("\u200d", "Enter"),
        ("Ada\0", "cannot be seen"),
        ("Ada \u202egnp.exe", "cannot be seen"),
        ("Ada\u200b", "cannot be seen"),
        ("Ada\x1b[31m", "cannot be seen"),
        ("a" * 151, "151 letters"),
        ("a" * 10_000, "10,000 letters"),
    ],
)
def test_a_name_that_cannot_be_one_is_refused(typed: str, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        plain_name(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ada@Example.ORG", "ada@example.org"),
        (" ada@example.org\n", "ada@example.org"),
        ("ａｄａ@example.org", "ada@example.org"),
        ("ada@ｅxample.org", "ada@example.org"),
        ("\u212aim@example.org", "kim@example.org"),
        ("o'brien+eyre@mail.example.co.uk", "o'brien+eyre@mail.example.co.uk"),
        ("ada@xn--bcher-kva.example", "ada@xn--bcher-kva.example"),
    ],
)
def test_an_address_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert plain_email(typed) == kept


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "like name@example.org"),
        ("ada", "like name@example.org"),
        ("ada@example", "like name@example.org"),
        ("ada@example.org, bob@example.org", "like name@example.org"),
        ("ada@example.org\nBcc: all@example.org", "like name@example.org"),
        ("ada\0@example.org", "like name@example.org"),
        ("аda@example.org", "cyrillic small letter a"),
        ("ada@exаmple.org", "cyrillic small letter a"),
        ("ada@example.org\u202e", "right-to-left override"),
        ("adaı@example.org", "dotless i"),
        ("ada@bücher.example", "xn--"),
        ("a" * 10_000 + "@example.org", "too long"),
    ],
)
def test_an_address_that_only_looks_like_one_is_refused(typed: str, words: str) -> None:
    with pytest.raises(ValidationError) as refused:
        plain_email(typed)
    assert words in refused.value.messages[0]


@given(st.text())
def test_a_name_comes_out_in_a_form_that_stays(typed: str) -> None:
    try:
        kept = plain_name(typed)
    except ValidationError:
        return
    assert plain_name(kept) == kept
    assert 0 < len(kept) <= 150
    assert not any(unicodedata.category(each) in {"Cc", "Cs", "Co", "Zl", "Zp"} for each in kept)


@given(
    st.one_of(st.emails(), st.text(), st.emails().map(str.upper), st.emails().map(lambda each: f" {each} "))
)
def test_an_address_comes_out_in_a_form_that_stays(typed: str) -> None:
    try:
        kept = plain_email(typed)
    except ValidationError:
        return
    assert plain_email(kept) == kept
    assert kept.isascii()
    assert kept == kept.lower()
    assert "@" in kept
    assert not set(kept) & set(" \n\r\0")


@given(st.text(min_size=1))
def test_a_refused_address_is_told_in_one_printable_line(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        plain_email(f"{typed}@")
    assert all(message.isprintable() for message in refused.value.messages)
