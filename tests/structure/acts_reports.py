"""The actions of published documents, and those of other areas that store what was read in one."""

from acts import act

from eyre.core.reading import Draft
from eyre.inspections import actions as inspections
from eyre.inspections.models import Inspection, Programme, PublishedCount, Source
from eyre.platform.audit import Actor
from eyre.providers.models import Provider
from eyre.ratings import actions as ratings
from eyre.ratings.models import PublishedRating
from eyre.recommendations import actions as recommendations
from eyre.recommendations.models import Recommendation
from eyre.reports import actions as reports
from eyre.reports.models import ReadDocument
from eyre.reports.reading import read_document
from published_data import NOON

BY = Actor.of_command("the tests")
CONTENT = b"# A letter\n\nThe Cumbria PDU was inspected in May 2023. Five of the six cases were good.\n"


def cumbria() -> Inspection:
    return Inspection.objects.get(id="pdu-2023-cumbria")


def draft() -> Draft:
    return read_document(CONTENT, "letter.md")


def taken_in() -> ReadDocument:
    return reports.take_in(
        content=CONTENT, draft=draft(), name="letter.md", title="A letter", address="", by=BY, at=NOON
    )


def source() -> Source:
    return Source.objects.all()[0]


def of_a_fact() -> dict[str, object]:
    return {"document": taken_in(), "draft": draft(), "fact": "document"}


@act(reports.take_in)
def _() -> dict[str, object]:
    return {"content": CONTENT, "draft": draft(), "name": "letter.md", "title": "A letter", "address": ""}


@act(reports.accept_facts)
def _() -> dict[str, object]:
    return {"document": taken_in(), "draft": draft(), "facts": ["document"]}


@act(reports.mend_fact)
def _() -> dict[str, object]:
    return of_a_fact() | {"texts": {"kind": "letter", "title": "Another title"}}


@act(reports.reject_fact)
def _() -> dict[str, object]:
    return of_a_fact() | {"reason": "it does not stand there"}


@act(reports.note_stored)
def _() -> dict[str, object]:
    document = taken_in()
    reports.accept_facts(document=document, draft=draft(), facts=["document"], by=BY, at=NOON)
    return {"document": document, "traces": [reports.Trace("document", cumbria(), cumbria())]}


@act(inspections.record_read_inspection)
def _() -> dict[str, object]:
    return {
        "provider": Provider.objects.get(slug="cumbria-pdu"),
        "region": None,
        "programme": Programme.objects.get(slug="pdu-2021"),
        "name": "Cumbria PDU",
        "fieldwork": "2021-05",
        "published": "2021-07-12",
        "basis": "as printed",
        "is_complete": False,
    }


@act(inspections.redate_read_inspection)
def _() -> dict[str, object]:
    return {"inspection": cumbria(), "fieldwork": "1999", "published": "1999-12"}


@act(inspections.record_source)
def _() -> dict[str, object]:
    return {"reference": "https://example.org/letter", "citation": "A letter", "url": ""}


@act(inspections.record_reading)
def _() -> dict[str, object]:
    words = {"kind": "letter", "what": "its ratings", "source_date": "2023-07"}
    return {"inspection": cumbria(), "source": source(), **words}


@act(inspections.record_read_counts)
def _() -> dict[str, object]:
    return {
        "counts": [PublishedCount(id="a-1", source=source(), about="Cumbria", measure="cases", x=5, of=6)]
    }


@act(ratings.record_read_ratings)
def _() -> dict[str, object]:
    rating = PublishedRating(
        inspection=cumbria(),
        standard_ref="9.9",
        title_as_printed="Anything",
        outcome="not_rated",
        source=source(),
    )
    return {"inspection": cumbria(), "ratings": [rating], "overall": None}


@act(recommendations.record_read_recommendations)
def _() -> dict[str, object]:
    advice = Recommendation(
        inspection=cumbria(),
        number=99,
        addressee="hmpps",
        text="do it",
        is_paraphrase=False,
        source=source(),
    )
    return {"inspection": cumbria(), "recommendations": [advice]}
