"""Who acts, and as what?"""

from __future__ import annotations

from dataclasses import dataclass

from .plain import plain_id, plain_words

SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: a person's id or a command's name, the role they act under, and from where.

    `id` is a person's UUID as text, "eyre load" for a command, or empty for somebody who is not signed in; never a
    name or an e-mail address. `role` is the code of a role; `origin` is a network address. ValueError refuses what
    could forge a line of the log.
    """

    id: str
    role: str
    origin: str = ""

    def __post_init__(self) -> None:
        if "@" in plain_words("an actor", self.id, 100):
            raise ValueError("an actor is told by an id, never by an e-mail address")
        plain_id("a role", self.role, 40)
        plain_id("an origin", self.origin, 60)

    @classmethod
    def of_command(cls, name: str) -> Actor:
        """The system, acting by a command: `Actor.of_command("eyre load")`."""
        return cls(name, SYSTEM)
