"""How allauth keeps second factors here: sealed, named in plain words, and never down to none."""

from __future__ import annotations

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser

from ..models import Person
from . import sealing
from .queries import factors_of

PASSKEY = "Passkey"


class FactorAdapter(DefaultMFAAdapter):
    """Our answers to what allauth asks about second factors."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Code is wrong, or was used before. Wait for the next one and enter it",
        "incorrect_passkey": "Passkey was not accepted. Try again",
        "cannot_delete_authenticator": "This is your only second factor. Add another one first",
        "cannot_generate_recovery_codes": "Set up an authenticator app or a passkey first",
    }

    def encrypt(self, text: str) -> str:
        """Sealed for the database."""
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """What the database holds, opened."""
        return sealing.unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether another second factor stays."""
        return not factors_of(Person.objects.get(pk=authenticator.user_id)).is_last

    def build_totp_svg(self, url: str) -> str:
        """The picture for an authenticator app, as markup that needs no style and no address of its own."""
        import qrcode  # only where one is drawn: most starts need not load it
        from qrcode.image.svg import SvgPathImage

        return str(qrcode.make(url, image_factory=SvgPathImage).to_string(encoding="unicode"))

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        """A name for a new passkey: its number."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"{PASSKEY} {count + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The host that passkeys belong to."""
        host = context.request.get_host().partition(":")[0]
        return {"id": host, "name": self.get_totp_issuer()}
