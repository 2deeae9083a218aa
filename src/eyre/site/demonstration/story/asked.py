"""Evidence in advance of Southfold: asked for, mostly sent, some of it accepted, one item asked for again.

Every file is invented, and small. They are made here, so that they go the way of any file: looked into, kept, counted.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from xml.sax.saxutils import escape

from django.utils.timezone import get_current_timezone, localdate

from eyre.core.calendar import add_working_days
from eyre.core.planning import Stage
from eyre.evidence import actions
from eyre.evidence.models import Request
from eyre.evidence.queries import requests_due
from eyre.inspections.models import Inspection

from .scene import Scene

CHART = """Head of service: vacant since May, covered by the deputy
Deputy head of service: Southfold North and the court team
Senior probation officers: four, one for each office, one post vacant
Quality development: one post, shared with the region
"""
STAFFING = """team,grade,posts,in post,vacant,absent over four weeks,left in 12 months
North office,senior probation officer,2,1,1,0,1
North office,probation officer,14,10,4,1,3
North office,probation services officer,12,11,1,2,2
South office,senior probation officer,2,2,0,0,0
South office,probation officer,11,8,3,2,4
South office,probation services officer,9,9,0,1,1
"""
WORKLOAD = """grade,practitioner,cases,workload in per cent
probation officer,A,38,118
probation officer,B,41,131
probation officer,C,29,97
probation services officer,D,52,109
"""
SERVICES = """service,referred in 12 months,started in 12 months
Building better relationships,64,31
Accommodation,118,77
Employment and training,143,96
Dependency and recovery,87,42
"""
PLAN = (
    ("Delivery plan", "Southfold, this year and the next"),
    ("What we want", "Every person on probation is seen within five working days of sentence."),
    ("Where we are", "In March it was seven in ten; in September it was eight in ten."),
    ("What we do", "A duty desk at court every morning, and two posts moved there from the north office."),
)
# The rest is told in a few lines each
NOTES = {
    "performance": "Sentence to first appointment within five days: 71 per cent in March, 80 in September.\n",
    "training": "Working with domestic abuse: 31 of 44 practitioners in the latest twelve months.\n",
    "partnerships": "Agreement with the police on exchanging information, renewed in April. Minutes of May and July.\n",
    "diversity": "People on probation: 17 per cent women. A women’s group was begun in the south office in June.\n",
    "lived-experience": "A forum every second month. Because of it letters were shortened, and evenings added.\n",
    "earlier-recommendations": "Of six recommendations four are done, one is begun, one waits for the region.\n",
    "leader-presentation": "What we are proud of: the duty desk. What worries us: vacancies. What we do: see the plan.\n",
}
ACCEPTED = (
    "organisation-chart",
    "workload",
    "performance",
    "training",
    "partnerships",
    "diversity",
    "lived-experience",
)
AGAIN = "The figures for the south office stop in June. Please send them up to last month."
DOES_NOT = "There has been no such review since the service was formed."
AGREED = "Agreed: the region holds the earlier ones, and has sent them."
OWN = (
    "Duty desk at court",
    "The rota of the duty desk for the latest two months, without names of people on probation.",
)
MORNING = time(10, 0)

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGES, OFFICE = (
    "http://schemas.openxmlformats.org/package/2006",
    "http://schemas.openxmlformats.org/officeDocument/2006",
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    f'<Types xmlns="{PACKAGES}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
)
RELATIONS = (
    f'<Relationships xmlns="{PACKAGES}/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def asked(scene: Scene) -> None:
    """Ask, send, settle: as it stands in the middle of the fieldwork."""
    held = Inspection.objects.get(pk=scene.southfold.pk)
    begun = held.announced_on or localdate(scene.at)
    due = requests_due(held) or begun
    lead, sent = scene.actor("lead-inspector"), _moment(scene, add_working_days(begun, 1))
    actions.prepare_requests(inspection=held, by=lead, at=sent)
    if held.stage == Stage.PLANNED:  # not announced: nothing is asked yet
        return
    actions.send_requests(inspection=held, due=max(due, localdate(sent)), by=lead, at=sent)
    items = {item.code: item for item in Request.objects.filter(inspection=held)}
    answered = _moment(scene, add_working_days(begun, 4))
    _send(scene, items, answered)
    _settle(scene, items, answered + timedelta(days=1))
    actions.add_request(inspection=held, title=OWN[0], wanted=OWN[1], by=lead, at=scene.at)


def _moment(scene: Scene, day: date) -> datetime:
    """The morning of a day, or now where that lies ahead."""
    return min(datetime.combine(day, MORNING, get_current_timezone()), scene.at)


def _send(scene: Scene, items: Mapping[str, Request], at: datetime) -> None:
    files = (
        ("organisation-chart", "Organisation chart.txt", CHART.encode()),
        ("staffing", "Staffing by office.csv", STAFFING.encode()),
        ("workload", "Workload.csv", WORKLOAD.encode()),
        ("services", "Services and referrals.csv", SERVICES.encode()),
        ("business-plan", "Delivery plan.docx", _document(PLAN)),
        *(
            (code, f"{code.replace('-', ' ').capitalize()}.txt", words.encode())
            for code, words in NOTES.items()
        ),
    )
    contact, who = scene.actor("point-of-contact"), scene.people["point-of-contact"]
    for code, name, content in files:
        if code in items:
            actions.send_file(
                request=items[code], content=io.BytesIO(content), name=name, person=who, by=contact, at=at
            )
    if "learning" in items:
        actions.say_not_applicable(request=items["learning"], reason=DOES_NOT, by=contact, at=at)


def _settle(scene: Scene, items: Mapping[str, Request], at: datetime) -> None:
    lead, at = scene.actor("lead-inspector"), min(at, scene.at)
    for code in ACCEPTED:
        if code in items:
            actions.accept(request=items[code], by=lead, at=at)
    if "learning" in items:
        actions.agree_not_applicable(request=items["learning"], reason=AGREED, by=lead, at=at)
    if "staffing" in items:
        due = add_working_days(localdate(scene.at), 2)
        actions.ask_again(request=items["staffing"], reason=AGAIN, due=due, by=lead, at=at)


def _document(paragraphs: tuple[tuple[str, str], ...]) -> bytes:
    """A Word document of a few headings, each with a paragraph: the least that such a document holds."""
    body = "".join(
        _paragraph(heading, "<w:rPr><w:b/></w:rPr>") + _paragraph(words) for heading, words in paragraphs
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("_rels/.rels", RELATIONS)
        package.writestr(
            "word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        )
    return made.getvalue()


def _paragraph(words: str, looks: str = "") -> str:
    return f"<w:p><w:r>{looks}<w:t>{escape(words)}</w:t></w:r></w:p>"
