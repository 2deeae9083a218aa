"""From the bytes of an upload to its text, or to words that say why it is none."""

from __future__ import annotations

from dataclasses import dataclass

MOST_BYTES = 600_000  # 100,000 words: the longest report has half of it
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
_KINDS = ((b"PK", "a Word document, a spreadsheet or an archive"), (b"%PDF", "a PDF"), (b"\xd0\xcf\x11\xe0", "an old Word document"))  # fmt: skip


class NoText(ValueError):
    """The bytes are no text that could be checked; the words say what to do."""


@dataclass(frozen=True, slots=True)
class Uploaded:
    """The text of an upload; `note` says how it was read where that should be known."""

    text: str
    note: str = ""


def read_upload(content: bytes) -> Uploaded:
    """The text of a file in UTF-8, with or without its mark, in UTF-16 with its mark, or else in Windows-1252.

    Raises:
        NoText: for a file of another kind, one that is too long, or one with characters no text has.
    """
    if len(content) > MOST_BYTES:
        raise NoText(f"The file has more than {MOST_BYTES:,} bytes. Check it part by part")
    for mark, kind in _KINDS:
        if content.startswith(mark):
            raise NoText(f"The file is {kind}. Save it as plain text or Markdown and choose it again")
    text, note = _decoded(content)
    return Uploaded(checked_text(text), note)


def checked_text(text: str) -> str:
    """The text with line ends of one kind, without a byte order mark.

    Raises:
        NoText: where it is too long, or holds a NUL.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > MOST_BYTES:
        raise NoText(f"The document has more than {MOST_BYTES:,} characters. Check it part by part")
    if (at := text.find("\0")) >= 0:
        line = text.count("\n", 0, at) + 1
        raise NoText(
            f"Line {line} holds a NUL, a character that no text has. Save the document as plain text"
        )
    return text


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), ""
            except UnicodeDecodeError:
                break
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), "The file is not UTF-8, so it was read as Windows-1252."
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        words = f"Line {line} holds a byte that is neither UTF-8 nor Windows-1252. Save the file as UTF-8"
        raise NoText(words) from None
