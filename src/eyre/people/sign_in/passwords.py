"""Which passwords are refused? Short ones, ones that others try first, ones made of our own words (ASVS 5.0, V6.2).

What a password is made of is free: any letters, spaces, no changes after so many days.
"""

from __future__ import annotations

import re

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

SHORTEST = 15
OWN_LETTERS = 8  # what must be left of a password when the words anybody would guess are taken out
OUR_WORDS = [
    "eyre",
    "inspectorate",
    "inspection",
    "inspector",
    "inspect",
    "hmip",
    "hmi",
    "probation",
    "prison",
    "prisons",
    "youth",
    "justice",
    "ofsted",
    "cqc",
    "hmicfrs",
    "provider",
    "assessor",
    "framework",
    "welcome",
    "password",
    "passwort",
    "letmein",
    "changeme",
    "secret",
    "admin",
    "login",
]
LONGEST_LOOKED_UP = 100  # characters: what is longer is on no list, and comparing takes time
LONG_ENOUGH = 4  # letters: shorter parts of a name are in too many words


class Length:
    """At least 15 characters, and no most."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raises ValidationError for a shorter one."""
        if len(password) < SHORTEST:
            raise ValidationError(
                f"Password must be {SHORTEST} characters or more", code="password_too_short"
            )

    def get_help_text(self) -> str:
        """The rule in words."""
        return f"At least {SHORTEST} characters."


class Common(CommonPasswordValidator):
    """Not one of the 20,000 commonest, nor one of those repeated or lengthened by figures and signs."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raises ValidationError for one that guessing starts with."""
        if plain_forms(password) & self.passwords:
            raise ValidationError(
                "Password is one that others try first. Choose words that do not belong together",
                code="password_too_common",
            )

    def get_help_text(self) -> str:
        """The rule in words."""
        return "Not one that is often used."


class Context:
    """Not made of Eyre's words, or of the person's own name and address."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raises ValidationError where, without those words, too little is left."""
        rest = whole = password.casefold()
        for word in sorted((*OUR_WORDS, *own_words(user)), key=len, reverse=True):
            rest = rest.replace(word, "")
        if rest != whole and len(re.sub(r"[\W_]+", "", rest)) < OWN_LETTERS:
            raise ValidationError(
                "Password is mostly made of words others would guess: your name, your address, or words of inspection",
                code="password_of_known_words",
            )

    def get_help_text(self) -> str:
        """The rule in words."""
        return "Not mostly your own name or the words of your work."


def plain_forms(password: str) -> set[str]:
    """A password as it is looked up: in small letters, without figures and signs around it, and what is repeated in it."""
    if len(password) > LONGEST_LOOKED_UP:
        return set()
    small = password.strip().lower()
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", small)
    return {small, core, _repeated(small), _repeated(core)} - {""}


def _repeated(text: str) -> str:
    """The shortest part that, written again and again, makes the text, though it may end within it."""
    return next((text[:size] for size in range(1, len(text)) if text.startswith(text[size:])), text)


def own_words(user: AbstractBaseUser | None) -> list[str]:
    """The parts of somebody's name and address that are long enough to mean them."""
    told = f"{getattr(user, 'name', '')} {getattr(user, 'email', '')}".casefold()
    return [word for word in re.split(r"[^\w]+|_", told) if len(word) >= LONG_ENOUGH]
