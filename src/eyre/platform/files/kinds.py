"""Which kinds of file are taken, and what is each called?"""

from __future__ import annotations

from django.db import models


class FileKind(models.TextChoices):
    """The kinds that are taken. Everything else is refused: a list of what is allowed cannot be outgrown."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word document (DOCX)"
    XLSX = "xlsx", "Excel workbook (XLSX)"
    ODT = "odt", "OpenDocument text (ODT)"
    ODS = "ods", "OpenDocument spreadsheet (ODS)"
    CSV = "csv", "CSV"
    TXT = "txt", "Plain text"
    JPEG = "jpeg", "JPEG picture"
    PNG = "png", "PNG picture"


ENDINGS = {kind: (f".{kind.value}",) for kind in FileKind} | {FileKind.JPEG: (".jpg", ".jpeg")}
MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.ODT: "application/vnd.oasis.opendocument.text",
    FileKind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    FileKind.CSV: "text/csv; charset=utf-8",
    FileKind.TXT: "text/plain; charset=utf-8",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
}
IN_WORDS = "PDF, DOCX, XLSX, ODT, ODS, CSV, plain text, JPEG or PNG"
