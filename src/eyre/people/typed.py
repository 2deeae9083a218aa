"""What was typed as a name or an e-mail address: made plain, or refused in words that say what to do."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

LONGEST_NAME = 150
LONGEST_EMAIL = 254  # RFC 5321, 4.5.3.1.3, less the angle brackets
# Control characters, marks of writing direction, lone surrogates, private letters, ends of lines
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
JOINERS = {"\u200c", "\u200d"}  # some scripts cannot be written without them


def plain_name(typed: str) -> str:
    """The name in one form, with single spaces.

    Raises:
        ValidationError: where nothing is left, for more than 150 letters, and for letters that cannot be seen.
    """
    name = " ".join(unicodedata.normalize("NFC", typed).split())
    if holds_invisible(name):
        raise ValidationError("Name holds characters that cannot be seen. Type it instead of pasting it.")
    if not any(letter.isalnum() for letter in name):
        raise ValidationError("Enter the person’s name.")
    if len(name) > LONGEST_NAME:
        raise ValidationError(f"Name is {len(name):,} letters long. Use at most {LONGEST_NAME}.")
    return name


def holds_invisible(text: str) -> bool:
    """Whether it holds letters that cannot be seen, or that turn the direction of what follows."""
    return any(unicodedata.category(letter) in INVISIBLE - _of(letter) for letter in text)


def _of(letter: str) -> set[str]:
    return {"Cf"} if letter in JOINERS else set()


def plain_email(typed: str) -> str:
    """The address as it is kept, so that one person has one account: small letters, and only those of ASCII.

    Wide and other compatible letters are folded (Unicode NFKC); letters that only look like ASCII are refused.

    Raises:
        ValidationError: for anything that is no address, or looks like one it is not.
    """
    email = unicodedata.normalize("NFKC", typed).strip().lower()
    if len(email) > LONGEST_EMAIL:
        raise ValidationError(f"E-mail address is too long. Use at most {LONGEST_EMAIL} characters.")
    if strange := re.search(r"[^\x00-\x7f]", email):
        raise ValidationError(_strange(strange.group()))
    try:
        validate_email(email)
    except ValidationError:
        raise ValidationError("Enter an e-mail address like name@example.org.") from None
    return email


def _strange(letter: str) -> str:
    name = unicodedata.name(letter, f"U+{ord(letter):04X}").lower()
    shown = f" “{letter}”" if letter.isalpha() else ""
    return (
        f"E-mail address holds a character that only looks usual:{shown} ({name}). Type the address by hand; "
        "where the domain has letters beyond a to z, write it in its xn-- form."
    )
