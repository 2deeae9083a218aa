"""What is refused about a sign-in, each with a name."""


class LastFactor(Exception):
    """The last second factor cannot be taken away."""


class ProviderRefused(Exception):
    """Single sign-on is refused; `why` is a code for the log, never for the page."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
