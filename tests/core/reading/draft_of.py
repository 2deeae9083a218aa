"""A draft of a text, by the editions and the policy that ship."""

from __future__ import annotations

from functools import cache

from eyre.core.reading import Draft, Form, Given, Mark, read_published
from eyre.core.wording import WordingPolicy
from eyre.reports.reading.shelf import shipped
from eyre.reports.wording import DEFAULT_POLICY, load_policy


@cache
def policy() -> WordingPolicy:
    return load_policy(DEFAULT_POLICY)


def draft_of(text: str, form: Form = Form.TEXT) -> Draft:
    """What the reader makes of a text."""
    return read_published(Given(text, form), editions=shipped(), policy=policy())


def draft_of_pages(*pages: str) -> Draft:
    """What the reader makes of the pages of a PDF."""
    marks, length = [], 0
    for number, page in enumerate(pages, 1):
        marks.append(Mark(length, number))
        length += len(page) + 2
    return read_published(
        Given("\n\n".join(pages), Form.PDF, tuple(marks)), editions=shipped(), policy=policy()
    )


def codes(draft: Draft) -> list[str]:
    """The codes of the findings in order, without what every fragment lacks."""
    return [finding.code.value for finding in draft.findings if finding.code.value != "no-date"]
