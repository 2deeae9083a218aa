"""All evidence of an inspection as one ZIP, written while it is sent: nothing of it waits in memory or on the disk."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime

from eyre.platform.downloads import safe_cell
from eyre.platform.files.store import CHUNK, check, opened

from .models import RequestFile

MANIFEST, SUMS = "MANIFEST.csv", "SHA256SUMS"
HEADER = ("path", "sha256", "bytes", "item", "name as sent", "sent at (UTC)", "state of the item")


class _Sink(io.RawIOBase):
    """Takes what is written, and hands it on in pieces."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]
        self.pieces.append(piece)
        return len(piece)

    def taken(self) -> bytes:
        """What was written since the last time."""
        found = b"".join(self.pieces)
        self.pieces.clear()
        return found


def packed(sent: Iterable[RequestFile], at: datetime) -> Iterator[bytes]:
    """The ZIP, piece by piece: a folder for each item, and first a list of everything with its digests.

    `SHA256SUMS` is what `sha256sum --check` reads.

    Raises:
        FileDamaged: before the first byte, where a file is missing or is not what was kept.
    """
    files = tuple(sent)
    for file in files:
        check(file.file_id)
    return _pieces(files, at)


def _pieces(files: tuple[RequestFile, ...], at: datetime) -> Iterator[bytes]:
    sink, paths = _Sink(), _paths(files)
    moment = at.timetuple()[:6]
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as package:
        package.writestr(zipfile.ZipInfo(MANIFEST, moment), _manifest(files, paths))
        sums = "".join(f"{file.file_id}  {path}\n" for file, path in zip(files, paths, strict=True))
        package.writestr(zipfile.ZipInfo(SUMS, moment), sums)
        yield sink.taken()
        for file, path in zip(files, paths, strict=True):
            with opened(file.file_id) as content, package.open(zipfile.ZipInfo(path, moment), "w") as entry:
                while chunk := content.read(CHUNK):
                    entry.write(chunk)
                    yield sink.taken()
    yield sink.taken()


def _paths(files: tuple[RequestFile, ...]) -> list[str]:
    """A path for each, none of them twice: two files of one name under one item get numbers."""
    paths: list[str] = []
    for file in files:
        stem, dot, ending = file.name.rpartition(".")
        folder = f"{file.request.position:04}-{file.request.code}"
        path, number = f"{folder}/{file.name}", 1
        while path.lower() in {known.lower() for known in paths}:
            number += 1
            path = f"{folder}/{stem} ({number}){dot}{ending}"
        paths.append(path)
    return paths


def _manifest(files: tuple[RequestFile, ...], paths: list[str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    for file, path in zip(files, paths, strict=True):
        asked = file.request
        told = (
            path,
            file.file_id,
            file.file.size,
            asked.title,
            file.name,
            f"{file.sent_at:%Y-%m-%d %H:%M}",
            asked.state,
        )
        writer.writerow([safe_cell(cell) for cell in told])
    return out.getvalue()
