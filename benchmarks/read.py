"""read: a report of 60 pages as PDF, read into a draft, against the PDF library alone extracting all its text.

The report is made here, in the forms of an inspectorate's: ratings, recommendations, and pages of prose with counts
under a running head. What the reader does beside extracting is shown apart: starting the process with its limits,
laying out the pages, and reading the text.
"""

from io import BytesIO
from typing import Any

import pypdfium2

from eyre.core.reading import read_published
from eyre.reports.reading import read_document, read_given
from eyre.reports.reading.pdf_files import read_pdf
from eyre.reports.reading.shelf import shipped
from eyre.reports.wording import DEFAULT_POLICY, load_policy

from .made import best_of

PAGES = 60
GROWTH = (1, 2, 4)
LINES = 44
RATINGS = (
    "Wexmouth PDU Score 8/27", "Fieldwork started June 2022", "Overall rating Requires improvement", "1. Organisational delivery",
    "1.1 Leadership Requires improvement", "1.2 Staff Requires improvement", "1.3 Services Good", "1.4 Information and facilities Good",
    "2. Court work and case supervision", "2.1 Court work Inadequate", "2.2 Assessment Requires improvement",
    "2.3 Planning Requires improvement", "2.4 Implementation and delivery Inadequate", "2.5 Reviewing Inadequate",
    "Wexmouth PDU should:", "1. improve the quality of its plans", "2. hear the people on probation",
)  # fmt: skip
PROSE = (
    "Leaders had a clear vision of the work, and in {} of {} cases the plan kept other people safe.",
    "Almost two-thirds of the reviews that we read did not look at what had changed since then,",
    "and practitioners told us that they had too little time to meet everybody in the first week.",
    "The unit works with the police, the courts and the council, and knows what each of them needs.",
)


def made_pages(pages: int) -> list[list[str]]:
    """The lines of each page."""
    made = []
    for number in range(pages):
        prose = [PROSE[n % 4].format(n + 1, n + number + 50) for n in range(LINES)]
        made.append([*RATINGS, *prose[: LINES - len(RATINGS)]] if number == 3 else prose)
    return made


def made_pdf(pages: int) -> bytes:
    """A PDF of so many pages, each line drawn where a printer would set it."""
    out, places = BytesIO(), {}
    objects: dict[int, bytes] = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }
    for n, lines in enumerate(made_pages(pages)):
        head = [(800, 8, "An inspection of probation services in Wexmouth PDU"), (30, 8, str(n + 1))]
        drawn = [*head, *((760 - 15 * at, 11, line) for at, line in enumerate(lines))]
        content = "\n".join(
            f"BT /F1 {size} Tf 60 {y} Td ({words}) Tj ET" for y, size, words in drawn
        ).encode()
        objects[10 + 2 * n] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            % (11 + 2 * n)
        )
        objects[11 + 2 * n] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
    kids = b" ".join(b"%d 0 R" % (10 + 2 * n) for n in range(pages))
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages)
    out.write(b"%PDF-1.7\n")
    for number, body in sorted(objects.items()):
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 1\n0000000000 65535 f \n")
    for number, place in places.items():
        out.write(b"%d 1\n%010d 00000 n \n" % (number, place))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (max(objects) + 1, start))
    return out.getvalue()


def extract(content: bytes) -> int:
    """What the library does alone: the text of every page."""
    document = pypdfium2.PdfDocument(content)
    return sum(len(document[n].get_textpage().get_text_range()) for n in range(len(document)))


def compare(pages: int, rounds: int) -> dict[str, float]:
    """The best time of each, in seconds, after making sure that the draft is right."""
    content = made_pdf(pages)
    given, policy = read_given(content, "report.pdf"), load_policy(DEFAULT_POLICY)
    draft = read_document(content, "report.pdf")
    assert len(draft.tables) == 1
    assert len(draft.tables[0].ratings) == 9
    assert len(draft.recommendations) == 2
    return best_of(
        rounds,
        {
            "read into a draft": lambda: read_document(content, "report.pdf"),
            "the PDF library alone: all text": lambda: extract(content),
            "of it: extracting and laying out the pages": lambda: read_pdf(content),
            "of it: reading the text": lambda: read_published(given, editions=shipped(), policy=policy),
        },
    )


def measure(repeat: int = 5) -> dict[str, Any]:
    """Best times in seconds, and how many times the bare extraction the reading takes."""
    times = compare(PAGES, repeat)
    whole, alone, laid_out, text = times.values()
    draft = read_document(made_pdf(PAGES), "report.pdf")
    growth = {
        times_as_many: compare(PAGES * times_as_many, 2)["read into a draft"] for times_as_many in GROWTH
    }
    return {
        "name": "read",
        "compares": "a PDF of 60 pages read into a draft, with the PDF library extracting its text and nothing more",
        "command": "make bench NAME=read",
        "sizes": {"pages": PAGES, "characters": len(draft.given.text), "claims": len(draft.claims)},
        "seconds": times,
        "ratio": whole / alone,
        "ratio of laying out": laid_out / alone,
        "process with its limits, seconds": whole - laid_out - text,
        "growth": {f"{n}x": seconds / growth[1] for n, seconds in growth.items()},
    }
