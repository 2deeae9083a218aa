"""What stands where no number can: nothing to count from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Undefined:
    """A figure that does not exist, and why. It is carried, counted and printed as such; it is never 0."""

    reason: str

    def __str__(self) -> str:
        return f"undefined: {self.reason}"

    def __bool__(self) -> bool:
        """An undefined figure has no truth: `if share:` would read it as a number by accident."""
        raise TypeError(f"an undefined figure is neither true nor false ({self.reason})")
