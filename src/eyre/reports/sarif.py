"""The findings of a check as SARIF 2.1.0, the form in which editors and build servers show them at their place."""

from __future__ import annotations

import json
from pathlib import PurePath
from urllib.parse import quote

from eyre.core.reports import Code, Finding, Proof

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def print_sarif(name: str, proof: Proof) -> str:
    """One run of one document; what the author allowed is there with its reason, as suppressed."""
    uri = quote(PurePath(name).as_posix())
    driver = {
        "name": "eyre proof",
        "rules": [
            {
                "id": code.value,
                "shortDescription": {"text": code.says},
                "defaultConfiguration": {"level": code.severity.value},
            }
            for code in Code
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(uri, finding) for finding in (*proof.findings, *proof.allowed)],
    }
    return (
        json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)
        + "\n"
    )


def _result(uri: str, finding: Finding) -> dict[str, object]:
    mend = f" Right would be: {finding.mend}." if finding.mend else ""
    region = {"startLine": finding.line, "startColumn": finding.column}
    result: dict[str, object] = {
        "ruleId": finding.code.value,
        "level": finding.severity.value,
        "message": {"text": f"{finding.reason}.{mend}"},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}],
    }
    if finding.allowed_because:
        result["suppressions"] = [{"kind": "inSource", "justification": finding.allowed_because}]
    return result
