"""Is this package a Word, Excel or OpenDocument file, and does it hold anything that acts by itself?

No macros, no controls, no objects of other programs, no links that fetch data when the file is opened.
"""

from __future__ import annotations

import re
from typing import IO

from .exceptions import FileRefused
from .kinds import IN_WORDS, FileKind
from .packages import LIMITS, Limits, entries_of, opened
from .xml_parts import look_into

TYPES, MANIFEST = "[Content_Types].xml", "META-INF/manifest.xml"
MAIN = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": FileKind.DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": FileKind.XLSX,
}
OPEN = {
    b"application/vnd.oasis.opendocument.text": FileKind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": FileKind.ODS,
}
MACROS = "holds macros; save it without them (as DOCX, XLSX, ODT or ODS) and send that"
OBJECTS = "holds an object of another program; put in a picture of it, or send it by itself"
CONTROLS = "holds a control (ActiveX); take it out"
FETCHES = "holds a link that runs or fetches something when it is opened (DDE, a template from elsewhere); take it out"
OTHER = f"is a package of another kind; send {IN_WORDS}, each file by itself and not zipped"
# What the type of a part, a relation or an entry of the manifest must not say, in small letters
_SAID = (
    (re.compile(r"vbaproject|vbadata|macroenabled|macrosheet|xlmacro|ms-excel\.sheet\.binary"), MACROS),
    (re.compile(r"activex|relationships/control$"), CONTROLS),
    (re.compile(r"oleobject|relationships/package$|sun\.star\.oleobject"), OBJECTS),
    (re.compile(r"attachedtemplate$|relationships/frame$|subdocument$"), FETCHES),
)
_NAMED = (
    (re.compile(r"(?i)(?:^|/)(?:vbaproject|vbadata)|^(?:basic|scripts|dialogs)/"), MACROS),
    (re.compile(r"(?i)/activex/|/ctrlprops/"), CONTROLS),
    (re.compile(r"(?i)/embeddings/"), OBJECTS),
)
_DDE = re.compile(r"(?i)\bDDE(?:AUTO)?\b")
_RELATION = re.compile(r"(?i)\.rels$")
_LOOKED_INTO = re.compile(
    r"(?i)^word/(?:document|header|footer|footnotes|endnotes|comments|settings)[^/]*\.xml$"
    r"|^xl/externallinks/[^/]*\.xml$|^(?:object [^/]*/)?(?:content|styles|settings)\.xml$"
)


def kind_of_package(content: IO[bytes], size: int, limits: Limits = LIMITS) -> FileKind:
    """Which kind of document a package is; every part of it has been unpacked and looked at.

    Raises:
        FileRefused: for any other package, for one beyond its limits, and for one that holds what acts by itself.
    """
    package = opened(content, limits)
    look = _Look()
    for name, part in entries_of(package, size, limits):
        look.at(name, part)
    return look.kind()


class _Look:
    """What was found of a package so far."""

    def __init__(self) -> None:
        self.main: set[FileKind] = set()
        self.open: FileKind | None = None

    def kind(self) -> FileKind:
        """The one kind it is."""
        if self.open is not None and not self.main:
            return self.open
        if self.open is None and len(self.main) == 1:
            return next(iter(self.main))
        raise FileRefused(OTHER)

    def at(self, name: str, part: IO[bytes]) -> None:
        """Look at one part."""
        for pattern, words in _NAMED:
            if pattern.search(name):
                raise FileRefused(words)
        start = part.read(200)
        part.seek(0)
        if name == "mimetype":
            self.open = OPEN.get(start)
        elif name == TYPES:
            look_into(part, name, self._type)
        elif name == MANIFEST or _RELATION.search(name):
            look_into(part, name, self._relation)
        elif _LOOKED_INTO.search(name):
            look_into(part, name, self._element, self._words)
        elif _is_xml(name, start):
            look_into(part, name)

    def _type(self, name: str, told: dict[str, str]) -> None:
        said = told.get("ContentType", "")
        _check_said(said)
        if said in MAIN:
            self.main.add(MAIN[said])

    def _relation(self, name: str, told: dict[str, str]) -> None:
        is_outside = told.get("TargetMode") == "External"
        for said in (told.get("Type", ""), told.get("media-type", "")):
            # A template on one's own disk is named by most documents; only one that is fetched is a danger
            if not is_outside and said.lower().endswith("attachedtemplate"):
                continue
            _check_said(said)

    def _element(self, name: str, told: dict[str, str]) -> None:
        if name in {"event-listener", "script"} and told:
            raise FileRefused(MACROS)
        if name in {"ddeLink", "dde-connection-decl", "dde-source"} or _DDE.search(told.get("instr", "")):
            raise FileRefused(FETCHES)

    def _words(self, name: str, words: str) -> None:
        if name == "instrText" and _DDE.search(words):
            raise FileRefused(FETCHES)


def _check_said(said: str) -> None:
    for pattern, words in _SAID:
        if pattern.search(said.lower()):
            raise FileRefused(words)


def _is_xml(name: str, start: bytes) -> bool:
    """Whether a part is XML: by its name, or because it begins like it in any of the encodings that XML knows."""
    bare = start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")
    return name.lower().endswith((".xml", ".rels", ".vml", ".svg", ".rdf")) or bare.startswith(b"<")
