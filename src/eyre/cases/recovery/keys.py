"""The key of the organisation: made once, kept in a file under a passphrase; only its public half is in the database."""

from __future__ import annotations

import base64

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

BITS = 3072  # NIST SP 800-57: good beyond 2030
SHORTEST = 15  # characters of its passphrase: NIST SP 800-63B, for a secret that stands alone
LARGEST_FILE = 20_000  # bytes
LABEL = b"eyre device key"  # what a device wraps, it wraps under this name (static/cases/offline/vault.js)


class WrongKey(ValueError):
    """The key, or its passphrase, opens nothing here; the words say which."""


def new_key(passphrase: str) -> tuple[bytes, str]:
    """A new key: the private half as an encrypted PKCS #8 file, and the public half (SPKI, DER in base64)."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    how = BestAvailableEncryption(passphrase.encode("utf-8"))
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, how), spki_of(key)


def spki_of(key: rsa.RSAPrivateKey) -> str:
    """The public half of a key, as devices and the database know it."""
    content = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(content).decode()


def open_key(content: bytes, passphrase: str) -> rsa.RSAPrivateKey:
    """The private half, from its file.

    Raises:
        WrongKey: where it is no such file, or the passphrase is another.
    """
    if len(content) > LARGEST_FILE:
        raise WrongKey("This is no recovery key: the file is too large.")
    try:
        key = load_pem_private_key(content, passphrase.encode("utf-8"))
    except TypeError as why:
        raise WrongKey("This key is not kept under a passphrase: it was not made by Eyre.") from why
    except ValueError as why:
        raise WrongKey("This is no recovery key, or the passphrase is another.") from why
    if not isinstance(key, rsa.RSAPrivateKey):
        raise WrongKey("This is a key of another kind: a recovery key is made by `eyre recovery-key make`.")
    return key


def open_device_key(key: rsa.RSAPrivateKey, box: bytes) -> bytes:
    """The key of a device, from what it wrapped for the organisation.

    Raises:
        WrongKey: where it was wrapped for another key, or was damaged.
    """
    how = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), LABEL)
    try:
        return key.decrypt(box, how)
    except ValueError as why:
        raise WrongKey("The key does not open this file.") from why
