"""What can be refused about the log."""


class OutsideTransaction(RuntimeError):
    """An act was to be recorded outside the transaction that carries it out."""

    def __init__(self, action: str) -> None:
        super().__init__(
            f"{action} is recorded outside a transaction: the record must stand or fall with the act"
        )
