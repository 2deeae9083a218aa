"""What a check of a document answers: findings with their places, and whether it is fit to sign."""

from __future__ import annotations

from dataclasses import dataclass

from .codes import Code, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, at `start` to `end` in the text; line and column count from 1.

    `excerpt` is what stands there with a few words around it, `mend` the words that would be right ("" where
    none are due). `allowed_because` is the author's reason to leave it as it is, "" where there is none.
    """

    code: Code
    start: int
    end: int
    line: int
    column: int
    excerpt: str
    reason: str
    mend: str = ""
    allowed_because: str = ""

    @property
    def severity(self) -> Severity:
        """How grave it is."""
        return self.code.severity


@dataclass(frozen=True, slots=True)
class Proof:
    """A checked document: what stands, in the order of the text, and what the author allowed with a reason."""

    findings: tuple[Finding, ...]
    allowed: tuple[Finding, ...]
    bindings: int
    quantities: int

    def is_fit_to_sign(self, *, strict: bool = False) -> bool:
        """Whether nothing blocks signing: no error, and with `strict` no warning either."""
        blocking = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        return not any(finding.severity in blocking for finding in self.findings)
