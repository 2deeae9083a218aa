"""A wording policy as a table in Markdown, for the page that editors read."""

from __future__ import annotations

from eyre.core.wording import WordingPolicy
from eyre.core.wording.explained import explain_policy

BEGIN, END = "<!-- table of the default policy -->", "<!-- end of the table -->"


def policy_table(policy: WordingPolicy) -> str:
    """The rows of `explain_policy` between a head and the end of a table."""
    rows = [f"| {one.phrase} | {one.true_of} | {one.known} |" for one in explain_policy(policy)]
    return "\n".join(["| Phrase | True of | How we know |", "| --- | --- | --- |", *rows])


def with_table(page: str, policy: WordingPolicy) -> str:
    """The page with the table of the policy between its two marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{policy_table(policy)}\n\n{END}{after}"
