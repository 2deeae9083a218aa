"""What can be refused about the log."""


class OutsideTransaction(RuntimeError):
    """An act was to be recorded outside the transaction that carries it out."""

    def __init__(self, action: str) -> None:
        super().__init__(
            f"{action} is recorded outside a transaction: the record must stand or fall with the act"
        )


class SealedElsewhere(RuntimeError):
    """Other processes kept sealing the same rows."""

    def __init__(self, chain: str) -> None:
        super().__init__(
            f"the {chain} are being sealed by another process, again and again. Nothing is lost: let one process seal"
        )


class HeadsUnreadable(ValueError):
    """A file is none of exported heads."""

    def __init__(self, why: str) -> None:
        super().__init__(f"this is no file of exported heads: {why}")


class EventNotFound(LookupError):
    """There is no row of the log with this id."""

    def __init__(self, id: int) -> None:
        super().__init__(f"the log has no row {id}")
