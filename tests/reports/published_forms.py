"""Documents in the forms in which inspectorates publish them, about bodies that do not exist, in every form of file."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO


@dataclass(frozen=True)
class Part:
    """A part of a document: h1 to h3, p, ul, ol (numbered from `first`), table or page (a page begins)."""

    kind: str
    words: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    first: int = 1


def h1(words: str) -> Part:
    return Part("h1", (words,))


def h2(words: str) -> Part:
    return Part("h2", (words,))


def h3(words: str) -> Part:
    return Part("h3", (words,))


def p(*words: str) -> Part:
    return Part("p", words)


def ul(*words: str) -> Part:
    return Part("ul", words)


def ol(*words: str, first: int = 1) -> Part:
    return Part("ol", words, first=first)


def table(*rows: tuple[str, ...]) -> Part:
    return Part("table", rows=rows)


PAGE = Part("page")


def as_text(parts: tuple[Part, ...]) -> bytes:
    """Plain text, its lines broken at 78 characters."""
    return "\n\n".join(filter(None, map(_text, parts))).encode()


def _text(part: Part) -> str:
    if part.kind == "table":
        return "\n".join("\t".join(row) for row in part.rows)
    marks = {"ul": lambda n: "• ", "ol": lambda n: f"{n}. "}
    mark = marks.get(part.kind, lambda n: "")
    return "\n".join(
        textwrap.fill(f"{mark(n)}{words}", 78, subsequent_indent="  " * (part.kind in marks))
        for n, words in enumerate(part.words, part.first)
    )


def as_markdown(parts: tuple[Part, ...]) -> bytes:
    """Markdown, its tables between pipes."""
    return "\n\n".join(filter(None, map(_markdown, parts))).encode()


def _markdown(part: Part) -> str:
    if part.kind == "table":
        width = max(map(len, part.rows))
        rows = [f"| {' | '.join((*row, *[''] * (width - len(row))))} |" for row in part.rows]
        return "\n".join([rows[0], "|" + "---|" * width, *rows[1:]])
    lead: dict[str, Callable[[int], str]] = {
        "h1": lambda n: "# ", "h2": lambda n: "## **", "h3": lambda n: "### ", "ul": lambda n: "- ", "ol": lambda n: f"{n}. ",
    }  # fmt: skip
    end = "**" if part.kind == "h2" else ""
    return "\n".join(
        f"{lead.get(part.kind, lambda n: '')(n)}{words}{end}"
        for n, words in enumerate(part.words, part.first)
    )


def as_html(parts: tuple[Part, ...], *, bare: bool = False) -> bytes:
    """A page with a menu, a footer and a script around the text."""
    inner = "\n".join(map(_html, parts))
    style = "<style>body{font:11pt sans-serif} td{padding:3px 24px 3px 0} .page{break-before:page}</style>"
    around = "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>x</title>{}</head><body><nav><a href='/'>Home 12 of 30</a></nav><main>{}</main><footer>99 of 100</footer><script>document.write('1 of 2')</script></body></html>"
    if bare:
        return f"<!doctype html><html lang='en'><head><meta charset='utf-8'>{style}</head><body>{inner}</body></html>".encode()
    return around.format(style, inner).encode()


def _html(part: Part) -> str:
    said = [html.escape(words) for words in part.words]
    match part.kind:
        case "table":
            rows = "".join(
                f"<tr>{''.join(f'<td>{html.escape(c)}</td>' for c in row)}</tr>" for row in part.rows
            )
            return f"<table>{rows}</table>"
        case "ul":
            return f"<ul>{''.join(f'<li>{words}</li>' for words in said)}</ul>"
        case "ol":
            return f"<ol start='{part.first}'>{''.join(f'<li>{words}</li>' for words in said)}</ol>"
        case "page":
            return "<div class='page'></div>"
        case _:
            return "".join(f"<{part.kind}>{words}</{part.kind}>" for words in said)


def as_docx(parts: tuple[Part, ...]) -> bytes:
    """A DOCX document with headings, lists numbered by Word, and tables."""
    from docx import Document

    document = Document()
    document.sections[0].header.paragraphs[0].text = "An inspection report 5 of 6"
    for part in parts:
        _docx(document, part)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _docx(document, part: Part) -> None:  # type: ignore[no-untyped-def]
    if part.kind == "table":
        width = max(map(len, part.rows))
        made = document.add_table(rows=0, cols=width)
        for row in part.rows:
            for cell, words in zip(made.add_row().cells, row, strict=False):
                cell.text = words
    elif part.kind == "ol":
        for n, words in enumerate(part.words, part.first):
            document.add_paragraph(f"{n}. {words}")
    elif part.kind == "ul":
        for words in part.words:
            document.add_paragraph(words, style="List Bullet")
    elif part.kind == "page":
        document.add_page_break()
    else:
        style = f"Heading {part.kind[1]}" if part.kind != "p" else None
        for words in part.words:
            document.add_paragraph(words, style=style)


REPORT_2022 = (
    h1("An inspection of probation services in Wexmouth PDU"),
    p("The Probation Service – South Mercia region", "HM Inspectorate of Probation, October 2022"),
    h2("Contents"),
    p("Foreword .......... 3", "Ratings .......... 4", "Recommendations .......... 5", "1.1. Leadership .......... 8"),
    h2("Foreword"),
    p("We have given Wexmouth Probation Delivery Unit (PDU) an overall rating of ‘Requires improvement’. In only 12 of the 30 cases we inspected was work to keep people safe sufficient."),
    PAGE,
    h2("Ratings"),
    table(
        ("Wexmouth PDU", "Score", "8/27"),
        ("Fieldwork started June 2022", "", ""),
        ("Overall rating", "Requires improvement", ""),
        ("1. Organisational delivery", "", ""),
        ("1.1 Leadership", "Requires improvement", ""),
        ("1.2 Staff", "Requires improvement", ""),
        ("1.3 Services", "Good", ""),
        ("1.4 Information and facilities", "Good", ""),
        ("2. Court work and case supervision", "", ""),
        ("2.1 Court work", "Inadequate", ""),
        ("2.2 Assessment", "Requires improvement", ""),
        ("2.3 Planning", "Requires improvement", ""),
        ("2.4 Implementation and delivery", "Inadequate", ""),
        ("2.5 Reviewing", "Inadequate", ""),
    ),
    h2("Recommendations"),
    p("As a result of our inspection findings we have made five recommendations that we believe, if implemented, will have a positive impact on the quality of probation services."),
    p("Wexmouth PDU should:"),
    ol("improve the quality of work to assess, plan for, manage and review risk of harm", "ensure that all staff have a manageable workload.",),
    p("South Mercia Probation region should:"),
    ol("support the PDU with the recruitment of staff", first=3),
    p("HMPPS should:"),
    ol("review the span of control of senior probation officers", "improve the vetting process.", first=4),
    h2("Background"),
    p("The PDU has an approximate caseload of 2,300. Almost two-thirds of staff had been in post for less than a year."),
    h2("1.1. Leadership"),
    p("Leaders had a clear vision. Of the 40 staff who answered, 31 said that the vision was clear."),
)  # fmt: skip

YOUTH_2021 = (
    h1("An inspection of youth offending services in Harborough Vale"),
    p("HM Inspectorate of Probation, March 2021"),
    h2("Foreword"),
    p("This inspection is part of our four-year programme of youth offending service inspections. Overall, Harborough Vale Youth Offending Service was rated as ‘Good’."),
    h2("Ratings"),
    table(
        ("Harborough Vale Youth Offending Service", "Score 24/36"),
        ("Overall rating", "Good"),
        ("1.", "Organisational delivery"),
        ("1.1", "Governance and leadership", "Good"),
        ("1.2", "Staff", "Outstanding"),
        ("1.3", "Partnerships and services", "Good"),
        ("1.4", "Information and facilities", "Good"),
        ("2.", "Court disposals"),
        ("2.1", "Assessment", "Good"),
        ("2.2", "Planning", "Good"),
        ("2.3", "Implementation and delivery", "Outstanding"),
        ("2.4", "Reviewing", "Good"),
        ("3.", "Outofcourt disposals"),
        ("3.1", "Outofcourt disposal policy and provision", "Requires improvement"),
        ("3.2", "Assessment", "Good"),
        ("3.3", "Planning", "Requires improvement"),
        ("3.4", "Implementation and delivery", "Good"),
        ("4.", "Resettlement"),
        ("4.1", "Resettlement policy and provision", "Good"),
    ),
    h2("Recommendations"),
    p("The Harborough Vale Youth Offending Service should:"),
    ol("review its out-of-court disposal policy", "make sure that plans address the safety of other people"),
    p("The Harborough Vale Youth Offending Service Management Board should:"),
    ol("understand the disproportionality in its caseload", first=3),
    h2("Background"),
    p("Fieldwork took place in the week commencing 9 November 2020. We inspected 26 cases."),
)  # fmt: skip

DIVISION_2019 = (
    h1("An inspection of the National Probation Service – North Mercia division"),
    p("Published on 14 May 2019"),
    h2("Overall findings"),
    p("Overall, the North Mercia NPS division is rated as Good. This rating has been determined by inspecting the division in three areas of its work."),
    h2("Ratings"),
    p("North Mercia NPS division"),
    table(
        ("Overall rating", "Good"),
        ("1.1 Leadership", "Good"),
        ("1.2 Staff", "Requires improvement"),
        ("1.3 Services", "Good"),
        ("1.4 Information and facilities", "Requires improvement"),
        ("2.1 Assessment", "Good"),
        ("2.2 Planning", "Outstanding"),
        ("2.3 Implementation and delivery", "Requires improvement"),
        ("2.4 Reviewing", "Good"),
        ("3.1 Court reports and case allocation", "Good"),
        ("3.2 Statutory victim work", "Outstanding"),
    ),
    h2("Recommendations"),
    p("The North Mercia division should:"),
    ol("ensure that interventions are used consistently"),
    p("HM Prison and Probation Service should:"),
    ol("review the span of control for middle managers", first=2),
    p("The Ministry of Justice should:"),
    ol("improve the facilities management contract.", first=3),
)  # fmt: skip

REGION_2024 = (
    h1("An inspection of probation services: South Mercia region"),
    p("HM Inspectorate of Probation, May 2024"),
    h2("Ratings"),
    table(
        ("South Mercia region", "Score", "8/24"),
        ("Fieldwork started", "February 2024", ""),
        ("Overall rating", "Requires improvement", ""),
        ("1. Organisational arrangements and activity", "", ""),
        ("R 1.1 Leadership", "Requires improvement", ""),
        ("R 1.2 Staffing", "Requires improvement", ""),
        ("2. Service delivery", "", ""),
        ("R 2.1 Public protection", "Inadequate", ""),
        ("R 2.2 Desistance", "Requires improvement", ""),
        ("R 2.3 Court work", "Good", ""),
        ("R 2.4 Unpaid work", "Requires improvement", ""),
        ("R 2.5 Resettlement", "Inadequate", ""),
        ("R 2.6 Statutory victim work", "Good", ""),
    ),
    h2("Recommendations"),
    p("South Mercia region should:"),
    ol("improve the quality of work to keep people safe", "ensure that court reports are complete"),
    p("HMPPS should:"),
    ol("review the target operating model.", first=3),
)  # fmt: skip

LETTER_2022 = (
    p("HM Inspectorate of Probation", "1st Floor, Civil Justice Centre, Manchester M3 3FX"),
    p("9 November 2022"),
    p("Dear Alex"),
    p("We have now completed the inspection of the Barton North, Ashby with Farley, and Holme and Kirk Probation Delivery Units (PDUs) in your region. This letter concludes our review of the South Mercia region."),
    h3("Regional observations:"),
    h3("Key strengths:"),
    ul("In our survey, 61 out of 80 respondents said that they felt safe. The region is working to reduce the backlog of unpaid work.", "Three-quarters of staff were content."),
    h3("Key areas for improvement:"),
    ul("Work was insufficient in nearly half of the 120 cases inspected.", "Appointments were missed in all but one relevant case (one of 14 cases)."),
    h2("Summary"),
    p("In our PDU inspections, we rated Barton South and Ashby with Farley as ‘Requires improvement’, while Holme and Kirk was rated as ‘Inadequate’."),
    p("Yours sincerely", "Sam Bell", "Chief Inspector of Probation"),
    h2("Annexe one – Recommendations"),
    h3("Barton North"),
    p("Barton North PDU should:"),
    ol("improve the quality of plans", "use the views of people on probation"),
    p("South Mercia region should:"),
    ol("provide more interventions", first=3),
    h3("Ashby with Farley PDU"),
    p("Ashby with Farley PDU should:"),
    ol("improve management oversight"),
    p("HM Prison and Probation Service should:"),
    ol("improve vetting", first=2),
    h3("Holme & Kirk PDU"),
    p("Holme and Kirk PDU should:"),
    ol("obtain information from the police promptly"),
    PAGE,
    h2("Annexe two – PDU ratings"),
    *(
        table(
            (name, "Score", score),
            (f"Fieldwork started {month} 2022", "", ""),
            ("Overall rating", overall, ""),
            ("1. Organisational delivery", "", ""),
            *((f"{ref} {title}", band, "") for (ref, title), band in zip((
                ("1.1", "Leadership"), ("1.2", "Staff"), ("1.3", "Services"), ("1.4", "Information and facilities"),
                ("2.2", "Assessment"), ("2.3", "Planning"), ("2.4", "Implementation and delivery"), ("2.5", "Reviewing"),
            ), bands, strict=True)),
        )
        for name, score, month, overall, bands in (
            ("Barton North PDU", "7/24", "June", "Requires improvement", ["Good", "Good", *["Requires improvement"] * 3, *["Inadequate"] * 3]),
            ("Ashby PDU", "9/24", "July", "Requires improvement", ["Good", "Good", "Good", *["Requires improvement"] * 3, *["Inadequate"] * 2]),
            ("Holme and Kirk PDU", "2/24", "August", "Rating", ["Good", *["Inadequate"] * 7]),
        )
    ),
)  # fmt: skip

NOTICE_2023 = (
    p("PRESS RELEASE", "EMBARGOED UNTIL 00.01 on Thursday 6 July 2023"),
    h1("Tamford Youth Justice Service rated ‘Outstanding’"),
    p("Tamford Youth Justice Service (YJS) has received an overall rating of ‘Outstanding’ following an inspection by HM Inspectorate of Probation in April 2023."),
    p("Inspectors found that all but two of the 31 children had a plan. Nine out of ten parents were content. Staff turnover was 4 per cent."),
    p("ENDS"),
    h2("Notes to editors"),
    ol("The report will be available at our website on 6 July 2023.", "The service was last inspected in March 2016.", "Fieldwork for this inspection took place in the week of 17 April 2023."),
)  # fmt: skip

DOCUMENTS = {
    "report-2022": REPORT_2022, "youth-2021": YOUTH_2021, "division-2019": DIVISION_2019, "region-2024": REGION_2024,
    "letter-2022": LETTER_2022, "notice-2023": NOTICE_2023,
}  # fmt: skip
