"""Under which name may a file leave again? One that no program can take for anything but a name."""

from __future__ import annotations

import re
import unicodedata

from .kinds import ENDINGS, FileKind

LONGEST = 120  # letters, ending and all: what every disk and every archive takes
_OUTSIDE = re.compile(r'[<>:"|?*\x00-\x1f]')
_SPACES = re.compile(r"\s+")
# Names that Windows keeps for devices, whatever stands after the dot
_DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")
BYTES_PER_LETTER = 2


def safe_name(name: str, kind: FileKind) -> str:
    """The name without folders, without letters that cannot be seen or turn the line round, with the ending of `kind`.

    "..\\u202efdp.exe" becomes "fdp.exe.pdf" where the content is a PDF: the ending is that of the content. At most 120
    letters and 240 bytes; a name of which nothing is left is "file".
    """
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(
        " " if letter.isspace() else letter for letter in last if letter.isspace() or _is_seen(letter)
    )
    plain = _SPACES.sub(" ", _OUTSIDE.sub("_", shown)).strip(" .")
    stem, ending = _parted(plain, kind)
    short = _cut(stem, LONGEST - len(ending)).strip(" .") or "file"
    return f"_{short}{ending}" if _DEVICES.match(short) else f"{short}{ending}"


def _is_seen(letter: str) -> bool:
    return not unicodedata.category(letter).startswith("C")


def _parted(name: str, kind: FileKind) -> tuple[str, str]:
    """The name without its ending, and the ending that its content asks for."""
    for ending in ENDINGS[kind]:
        if name.lower().endswith(ending):
            return name[: -len(ending)], ending
    return name, ENDINGS[kind][0]


def _cut(stem: str, letters: int) -> str:
    """As many letters as there is room for, counted in letters and in bytes; none is cut in half."""
    short = stem[:letters]
    return short.encode()[: letters * BYTES_PER_LETTER].decode("utf-8", "ignore")
