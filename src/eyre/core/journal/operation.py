"""What is an operation? One answer, written once on one device, which nobody changes afterwards."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .canonical import Value, canonical, digest


@dataclass(frozen=True, slots=True)
class Operation:
    """One answer to one question of one assessment.

    `id` is a UUID of version 7 made by the device, `sequence` counts from 1 on each device. `base` is the operation
    whose value the person saw, None where there was none. `settles` are the operations a person decided between.
    `at` is the device's clock as it was, with its offset: evidence, never an order. `hash` is the SHA-256 of the
    canonical text of all the rest.
    """

    id: str
    device: str
    sequence: int
    assessment: str
    key: str
    edition: str
    value: Value
    base: str | None
    at: str
    settles: tuple[str, ...] = ()
    hash: str = ""

    @property
    def names(self) -> frozenset[str]:
        """The operations it comes after: its base and those it settles."""
        return frozenset(self.settles) if self.base is None else frozenset((self.base, *self.settles))

    @property
    def where(self) -> tuple[str, str]:
        """Which answer it is about: the assessment and the key."""
        return self.assessment, self.key

    def as_data(self) -> dict[str, Value]:
        """The fields that are hashed, as plain data; `settles` only where it settles something."""
        told: dict[str, Value] = {
            "assessment": self.assessment,
            "at": self.at,
            "base": self.base,
            "device": self.device,
            "edition": self.edition,
            "id": self.id,
            "key": self.key,
            "sequence": self.sequence,
            "value": self.value,
        }
        return told | {"settles": self.settles} if self.settles else told

    def canonical(self) -> str:
        """The canonical text of everything but the hash. Raises NotCanonical."""
        return canonical(self.as_data())

    def digest(self) -> str:
        """What its hash must be. Raises NotCanonical."""
        return digest(self.canonical())

    def sealed(self) -> Operation:
        """The same operation with its hash."""
        return replace(self, hash=self.digest())

    def written(self) -> str:
        """The canonical text of the whole, hash included: how it travels and how it is kept."""
        return canonical(self.as_data() | {"hash": self.hash})
