"""A device of Ada's that keeps work without a network, in the small world of the journal."""

import base64
import json
import uuid
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.test import Client

from cast import signed_in
from eyre.cases.actions.devices import set_up_device
from eyre.cases.models import (
    Assessment,
    CaseAllocation,
    Device,
    ListedCase,
    RecoveryKey,
    Sample,
    SampledCase,
)
from eyre.frameworks.models import StoredEdition
from eyre.people.invitations import digest_of
from eyre.people.models import Person
from eyre.platform.audit import Actor
from journal_world import FORM, Tablet, World
from small_register import NOON

JSON = "application/json"
TOKEN = "a-secret-of-forty-three-letters-0123456789-"


@cache
def key_pair() -> rsa.RSAPrivateKey:
    """A recovery key, made once: making one takes a while."""
    return rsa.generate_private_key(public_exponent=65537, key_size=3072)


def spki() -> str:
    """The public half of it, as it is kept."""
    info = serialization.PublicFormat.SubjectPublicKeyInfo
    content = key_pair().public_key().public_bytes(serialization.Encoding.DER, info)
    return base64.b64encode(content).decode()


@dataclass
class Field:
    """Everybody and everything there is, and what a device of Ada's asks and sends."""

    world: World

    def __init__(self) -> None:
        self.world = World()
        self.world.inspection.refresh_from_db()
        self.world.inspection.fieldwork_to = date(2099, 1, 8)
        self.world.inspection.fieldwork_from = date(2026, 11, 23)
        self.world.inspection.edition = StoredEdition.objects.get_or_create(
            id=FORM.edition,
            defaults={
                "title": "PDU", "completeness": "full", "text": "x", "digest": "y", "published_by": "x",
                "published_at": NOON,
            },
        )[0]  # fmt: skip
        self.world.inspection.save()
        type(self.world.case).objects.update(kind=FORM.kinds[0].id)
        self.world.case.refresh_from_db()
        self.key = RecoveryKey.objects.create(name="2026", spki=spki(), made_at=NOON, made_by="x")

    def tablet(self, person: Person | None = None) -> Tablet:
        """A device that is set up for work without a network."""
        tablet = Tablet(person or self.world.ada, self.world.assessment)
        standing = self.world.standing(tablet.person)
        set_up_device(
            id=uuid.UUID(tablet.id), standing=standing, name="Tablet 7", recovery="2026",
            digest=digest_of(TOKEN), by=Actor(standing.person, "inspector"), at=NOON,
        )  # fmt: skip
        return tablet

    def another(self, person: Person | None) -> Assessment:
        """Another case in the sample with its assessment: with this person, or with nobody and assessed by Bob."""
        world, row = self.world, ListedCase.objects.count() + 2
        listed = {"case_list": world.case.case_list, "row": row, "pseudonym": f"C-{row}"}
        case = ListedCase.objects.create(**listed, kind=FORM.kinds[0].id)
        SampledCase.objects.create(sample=Sample.objects.get(), case=case, position=row)
        if person is not None:
            CaseAllocation.objects.create(
                inspection=world.inspection, case=case, inspector=person, since=NOON, given_by="x"
            )
        return world.an_assessment(case, person or world.bob)

    def row(self, tablet: Tablet) -> Device:
        """What the server knows of it."""
        return Device.objects.get(pk=tablet.id)


def browser(person: Person) -> Client:
    """Somebody signed in."""
    return signed_in(person, "password", "mfa")


def post(client: Client, door: str, told: object) -> Any:
    """What a door answers to this, sent as a device does."""
    content = told if isinstance(told, bytes) else json.dumps(told).encode()
    return client.generic("POST", f"/desk/field/{door}/", content, content_type=JSON)


def deposit(tablet: Tablet, *pieces: str, token: str = TOKEN, **told: str) -> bytes:
    """A deposit as a device sends it."""
    fields = json.dumps({"device": tablet.id, "token": token} | told)[1:-1]
    return f'{{{fields}, "operations":[{",".join(pieces)}]}}'.encode()


PASSPHRASE = "a passphrase of the tests"


@cache
def key_file() -> bytes:
    """The private half of the recovery key, as it is kept in a file."""
    how = serialization.BestAvailableEncryption(PASSPHRASE.encode())
    pkcs8 = serialization.PrivateFormat.PKCS8
    return key_pair().private_bytes(serialization.Encoding.PEM, pkcs8, how)


def rescue_file(tablet: Tablet, *contents: str, **change: Any) -> dict[str, Any]:
    """A rescue file as a device writes it: each text sealed under its operation's id, the key wrapped for the key."""
    key = AESGCM.generate_key(256)
    rows = []
    for place, content in enumerate(contents, start=1):
        id = json.loads(content).get("id", str(uuid.uuid4()))
        iv = place.to_bytes(12, "big")
        box = AESGCM(key).encrypt(iv, content.encode(), id.encode())
        rows.append(
            {"id": id, "state": "waiting", "order": place, "iv": in_base64(iv), "box": in_base64(box)}
        )
    how = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), b"eyre device key")
    wrapped = key_pair().public_key().encrypt(key, how)
    vault = {"version": 1, "forRecovery": {"name": "2026", "box": in_base64(wrapped)}}
    told = {"format": "eyre-rescue/1", "device": tablet.id, "made": "2026-11-24T09:30:00.000Z"}
    iv, secret = bytes(12), json.dumps(TOKEN).encode()
    token = {
        "name": "token",
        "iv": in_base64(iv),
        "box": in_base64(AESGCM(key).encrypt(iv, secret, b"token")),
    }
    return told | {"vault": vault, "token": token, "rows": rows} | change


def in_base64(content: bytes) -> str:
    """Bytes as a file says them."""
    return base64.b64encode(content).decode()
