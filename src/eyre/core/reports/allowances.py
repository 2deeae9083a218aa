"""Suppressions: what the author lets stand, and why."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from .codes import Code
from .context import Context
from .document import Allowance
from .findings import Finding

_FORM = re.compile(r"allow\s+(?P<code>[\w-]+)(?:\s+because\s+(?P<reason>\S.*))?", re.DOTALL)
_NEVER = (Code.ALLOW_BAD, Code.ALLOW_UNUSED)


def apply_allowances(
    context: Context, found: Sequence[Finding]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """What stands, and what was allowed: a suppression speaks of the paragraph, list item or table after it."""
    ends = [block.end for block in context.document.blocks]
    starts = [finding.start for finding in found]
    reasons: dict[int, str] = {}  # why, by the number of the finding
    extra: list[Finding] = []
    for allowance in context.document.allowances:
        match = _FORM.fullmatch(allowance.words)
        if (wrong := _wrong(match)) or match is None:
            extra.append(context.finding(Code.ALLOW_BAD, allowance.start, allowance.end, wrong))
            continue
        start, end = _next_block(context, allowance, ends)
        after = range(bisect_left(starts, start), bisect_left(starts, end))
        here = [n for n in after if found[n].code == match["code"]]
        if not here:
            reason = f"what stands after it has no finding “{match['code']}”; take the suppression out"
            extra.append(context.finding(Code.ALLOW_UNUSED, allowance.start, allowance.end, reason))
        reasons |= dict.fromkeys(here, " ".join(match["reason"].split()))
    standing = (finding for n, finding in enumerate(found) if n not in reasons)
    allowed = tuple(replace(found[n], allowed_because=reason) for n, reason in reasons.items())
    return (*standing, *extra), allowed


def _wrong(match: re.Match[str] | None) -> str:
    if match is None:
        return "write <!-- proof: allow CODE because … -->, with one kind of finding and the reason"
    if match["code"] not in [code.value for code in Code if code not in _NEVER]:
        return f"“{match['code']}” is no kind of finding that can be allowed"
    return "" if match["reason"] else f"say why “{match['code']}” may stand: allow {match['code']} because …"


def _next_block(context: Context, allowance: Allowance, ends: Sequence[int]) -> tuple[int, int]:
    after = bisect_right(ends, allowance.end)
    if after == len(ends):
        return 0, 0
    block = context.document.blocks[after]
    return block.start, block.end
