"""Published documents from files: text, Markdown, HTML, DOCX and PDF, each to one text with its places.

Heavy readers run in a process of their own with limits of time and memory: a file is whatever its sender made it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .exceptions import CannotRead

if TYPE_CHECKING:
    from eyre.core.frameworks import Edition
    from eyre.core.reading import Draft, Given
    from eyre.core.wording import WordingPolicy

__all__ = ["MAX_BYTES", "CannotRead", "draft_data", "read_document", "read_given"]

MAX_BYTES = 50_000_000


def read_given(content: bytes, name: str = "") -> Given:
    """The text of a document with its places; `name` is what the file is called, its ending only a hint.

    Raises:
        CannotRead: in words for people, where there is nothing that could be read.
    """
    from .forms import read_form

    if len(content) > MAX_BYTES:
        raise CannotRead(
            f"it has more than {MAX_BYTES // 1_000_000} MB; split it, or save it with smaller pictures"
        )
    return read_form(content, name)


def read_document(
    content: bytes,
    name: str = "",
    *,
    editions: tuple[Edition, ...] | None = None,
    policy: WordingPolicy | None = None,
) -> Draft:
    """What a published document says, as a draft to review; by the editions and the default policy that ship.

    Raises:
        CannotRead: in words for people, where there is nothing that could be read.
    """
    from eyre.core.reading import read_published

    from ..wording import DEFAULT_POLICY, load_policy
    from .shelf import shipped

    given = read_given(content, name)
    return read_published(
        given,
        editions=shipped() if editions is None else editions,
        policy=policy or load_policy(DEFAULT_POLICY),
    )


def draft_data(draft: Draft) -> dict[str, object]:
    """The draft as data for JSON: the form of `eyre read --json`, schema eyre-draft/1."""
    from .data import as_data

    return as_data(draft)
