"""Which link of a mail still sets a password? One that is young, of an account that has not changed since."""

from __future__ import annotations

from django.contrib.auth.tokens import PasswordResetTokenGenerator

from ..models import Person


class ResetTokens(PasswordResetTokenGenerator):
    """A link dies with its use, with the next sign-in, and when the account is disabled or its sessions are ended."""

    key_salt = "eyre.people.sign_in.tokens.ResetTokens"

    def _make_hash_value(self, user: Person, timestamp: int) -> str:
        told = f"{user.is_active}:{user.session_epoch}"
        return f"{super()._make_hash_value(user, timestamp)}:{told}"
