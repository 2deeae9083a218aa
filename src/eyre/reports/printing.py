"""The findings of a check as text for people and as JSON for programs."""

from __future__ import annotations

import json

from eyre.core.reports import Finding, Proof, Severity


def print_text(name: str, proof: Proof, *, strict: bool) -> str:
    """A line with place, severity and code for each finding, then its words and what is right; a sum at the end."""
    lines = [line for finding in proof.findings for line in _lines(name, finding)]
    lines += [f"{name}:{f.line}: allowed {f.code}: {f.allowed_because}" for f in proof.allowed]
    return "\n".join([*lines, _sum(proof, strict=strict)]) + "\n"


def _lines(name: str, finding: Finding) -> list[str]:
    mend = [f"    right would be: {finding.mend}"] if finding.mend else []
    place = f"{name}:{finding.line}:{finding.column}"
    return [
        f"{place}: {finding.severity} {finding.code}: {finding.reason}", f"    … {finding.excerpt} …", *mend
    ]  # fmt: skip


def _sum(proof: Proof, *, strict: bool) -> str:
    counted = ", ".join(
        f"{number} {word.removesuffix('s') if number == 1 else word}"
        for word, number in counts(proof).items()
    )
    fit = "Fit to sign" if proof.is_fit_to_sign(strict=strict) else "Not fit to sign"
    bindings = "1 binding" if proof.bindings == 1 else f"{proof.bindings} bindings"
    return f"{fit}: {counted}; {len(proof.allowed)} allowed. {bindings} checked."


def counts(proof: Proof) -> dict[str, int]:
    """How many findings of each severity: errors, warnings, notes."""
    found = [finding.severity for finding in proof.findings]
    return {f"{severity}s": found.count(severity) for severity in Severity}


def print_json(name: str, proof: Proof, *, strict: bool) -> str:
    """One object: the document, whether it is fit to sign, the counts, the findings, what was allowed."""
    body = {
        "document": name,
        "fit_to_sign": proof.is_fit_to_sign(strict=strict),
        **counts(proof),
        "bindings": proof.bindings,
        "quantities": proof.quantities,
        "findings": [_finding(finding) for finding in proof.findings],
        "allowed": [_finding(finding) | {"because": finding.allowed_because} for finding in proof.allowed],
    }
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code.value,
        "severity": finding.severity.value,
        "line": finding.line,
        "column": finding.column,
        "start": finding.start,
        "end": finding.end,
        "excerpt": finding.excerpt,
        "reason": finding.reason,
        "mend": finding.mend,
    }
