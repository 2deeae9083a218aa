"""What people are refused, each with a name."""


class NotAllowed(Exception):
    """A person may not do this; the words say why, and whom to ask."""


class NotSignedIn(NotAllowed):
    """Nobody is signed in, and this needs somebody who is."""


class PersonNotFound(LookupError):
    """There is no such person."""


class InvitationNotValid(Exception):
    """An invitation that is unknown, used, withdrawn or too old; which of them is not said."""


class CannotInvite(Exception):
    """A person cannot be invited; the words say why, field by field where there is one."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


class CannotChangeRole(Exception):
    """A role cannot be given or ended like this; the words say why."""


class CannotChangeAccount(Exception):
    """An account cannot be changed like this; the words say why."""
