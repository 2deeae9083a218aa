"""Storing what was accepted: exactly the facts of the draft, once, traced, and never over what ships."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from documents_made import BANDS, POINTS, STANDARDS, Body, letter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eyre.inspections.actions import record_read_counts
from eyre.inspections.exceptions import CannotReplace as CountStays
from eyre.inspections.models import Inspection, InspectionSource, PublishedCount, Source
from eyre.inspections.queries import visible_to
from eyre.platform.audit import Actor
from eyre.platform.audit.models import AuditEvent
from eyre.providers.models import Provider
from eyre.ratings.actions import record_read_ratings
from eyre.ratings.exceptions import CannotReplace as RatingStays
from eyre.ratings.models import PublishedOverall, PublishedRating
from eyre.recommendations.actions import record_read_recommendations
from eyre.recommendations.exceptions import CannotReplace as AdviceStays
from eyre.recommendations.models import Recommendation
from eyre.reports import actions
from eyre.reports.document_plan import NEW, NEW_BODY, Plan, plan_of
from eyre.reports.document_queries import reviewed
from eyre.reports.exceptions import CannotDecide, CannotTakeIn, FactNotFound
from eyre.reports.models import FactDecision, ReadDocument, StoredFact
from eyre.reports.reading import read_document
from eyre.reports.review.comparing import State
from eyre.reports.review.verdicts import why_not_accept
from eyre.reports.storing import replaced_name, store
from eyre.site.loading import load_published_data
from published_data import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BY = Actor("11111111-1111-4111-8111-111111111111", "publications-officer")
WHO: dict[str, Any] = {"by": BY, "at": NOON}
HELD = (PublishedRating, PublishedOverall, Recommendation, PublishedCount, Inspection, InspectionSource, Source, StoredFact)  # fmt: skip


def take_in(text: str, address: str = "") -> ReadDocument:
    content = text.encode()
    draft = read_document(content, "letter.md")
    named = {"name": "letter.md", "title": "The letter", "address": address}
    return actions.take_in(content=content, draft=draft, **named, **WHO)


def accept_all(document: ReadDocument) -> None:
    draft = reviewed(document).draft
    facts = [fact.id for fact in draft.facts() if not why_not_accept(fact)]
    actions.accept_facts(document=document, draft=draft, facts=facts, **WHO)


def chosen(document: ReadDocument, programme: str = "pdu-2021") -> dict[str, str]:
    """Every body gets a new inspection."""
    bodies = plan_of(document, reviewed(document)).bodies
    return {
        body.provider.id: f"{NEW if body.slug else NEW_BODY}{programme}" for body in bodies if body.provider
    }


def stored(document: ReadDocument, *replaced: str) -> list[StoredFact]:
    """Store as the page would: by what was stored before, else with new inspections."""
    plan = plan_of(document, reviewed(document))
    before = {b.provider.id: b.chosen for b in plan.bodies if b.provider and b.inspection}
    return store(document, chosen(document) | before, replaced, **WHO)


def everything() -> dict[str, list[dict[str, Any]]]:
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in HELD}


def test_accepting_all_and_storing_gives_exactly_the_draft(loaded: Any) -> None:
    """The table of one case, in full."""
    document = take_in(letter(Body(), Body("Kirklees")), "https://example.org/letter")
    accept_all(document)
    assert stored(document)
    wexmouth = Inspection.objects.get(provider__name="Wexmouth PDU")
    assert wexmouth in visible_to()
    assert (wexmouth.provider.kind, wexmouth.provider.is_public) == ("pdu", True)
    assert (wexmouth.fieldwork, wexmouth.published, wexmouth.table_is_complete) == (
        "2022-03",
        "2022-07-27",
        True,
    )
    assert wexmouth.edition_id == "hmip-probation-pdu-2021"
    ratings = PublishedRating.objects.filter(inspection=wexmouth).order_by("standard_ref")
    assert [(r.standard_ref, r.title_as_printed) for r in ratings] == list(STANDARDS)
    assert [r.outcome.replace("_", " ").capitalize() for r in ratings] == list(BANDS)
    overall = PublishedOverall.objects.get(inspection=wexmouth)
    assert (overall.band, overall.score_points, overall.score_out_of) == ("requires_improvement", 7, 27)
    advice = Recommendation.objects.filter(inspection=wexmouth).order_by("number")
    assert [(a.number, a.addressee, a.addressed_to_id) for a in advice] == [
        (1, "pdu", wexmouth.provider_id), (2, "pdu", wexmouth.provider_id), (3, "hmpps", "hmpps"),
    ]  # fmt: skip
    assert not any(a.is_paraphrase for a in advice)
    count = PublishedCount.objects.get(inspection=wexmouth)
    assert (count.x, count.of, count.phrase, count.is_shipped) == (9, 16, "nine of the 16", False)
    reading = InspectionSource.objects.get(inspection=wexmouth)
    assert reading.source.url == "https://example.org/letter"
    assert reading.read_on == NOON.date()
    kirklees = Inspection.objects.get(id="pdu-2022-kirklees-pdu")
    assert kirklees.provider_id == "kirklees-pdu"


def bodies() -> st.SearchStrategy[Body]:
    words = st.text(alphabet="abcdefgh ", min_size=3, max_size=30).map(
        lambda text: f"improve {text.strip()} work"
    )
    return st.builds(
        Body,
        name=st.just("Wexmouth"),
        bands=st.tuples(*(st.sampled_from(list(POINTS)) for _ in STANDARDS)),
        overall=st.sampled_from(list(POINTS)),
        advice=st.lists(words, min_size=1, max_size=4).map(tuple),
        to_hmpps=st.lists(words, min_size=1, max_size=2).map(tuple),
        claims=st.integers(2, 40).map(lambda n: (f"In {n} of the {n + 3} cases, planning was good.",)),
    )


@given(bodies())
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_letter_says_accept_all_and_store_gives_its_facts_and_no_others(
    loaded: Any, body: Body
) -> None:
    with transaction.atomic():
        document = take_in(letter(body))
        accept_all(document)
        draft = reviewed(document).draft
        rows = stored(document)
        inspection = Inspection.objects.get(provider__name="Wexmouth PDU")
        labels = {r.standard_ref: r.outcome for r in PublishedRating.objects.filter(inspection=inspection)}
        read = {r.ref: r.rating.lower().replace(" ", "_") for r in draft.tables[0].ratings}
        assert labels == read
        told = Recommendation.objects.filter(inspection=inspection).values_list("number", "addressee", "text")
        assert set(told) == {(r.number, r.addressee.value, r.text) for r in draft.recommendations}
        counts = PublishedCount.objects.filter(inspection=inspection).values_list("x", "of", "phrase")
        assert set(counts) == {(c.x, c.of, c.phrase) for c in draft.claims}
        assert {row.decision.fact for row in rows} == {row.fact for row in rows}
        before = everything()
        assert stored(document) == []
        assert everything() == before
        transaction.set_rollback(True)


def test_storing_twice_changes_nothing_and_leaves_no_row_in_the_log(loaded: Any) -> None:
    document = take_in(letter(Body()))
    accept_all(document)
    stored(document)
    before, log = everything(), AuditEvent.objects.count()
    assert stored(document) == []
    assert (everything(), AuditEvent.objects.count()) == (before, log)


def test_a_mended_value_wins_and_a_rejected_fact_leaves_nothing(loaded: Any) -> None:
    document = take_in(letter(Body()))
    accept_all(document)
    draft = reviewed(document).draft
    mended = {"ref": "2.2", "rating": "Outstanding"}
    actions.mend_fact(document=document, draft=draft, fact="rating-1-2.2", texts=mended, **WHO)
    for fact in ("rating-1-2.3", "recommendation-1", "claim-1", "score-1"):
        actions.reject_fact(document=document, draft=draft, fact=fact, reason="it is not there", **WHO)
    rows = stored(document)
    inspection = Inspection.objects.get(provider__name="Wexmouth PDU")
    ratings = dict(
        PublishedRating.objects.filter(inspection=inspection).values_list("standard_ref", "outcome")
    )
    assert ratings["2.2"] == "outstanding"
    assert "2.3" not in ratings
    assert not inspection.table_is_complete
    assert list(Recommendation.objects.filter(inspection=inspection).values_list("number", flat=True)) == [
        2,
        3,
    ]
    assert not PublishedCount.objects.filter(inspection=inspection).exists()
    assert PublishedOverall.objects.get(inspection=inspection).score_points is None
    assert not {row.fact for row in rows} & {"rating-1-2.3", "recommendation-1", "claim-1", "score-1"}


def test_nothing_is_stored_of_a_document_about_which_nothing_is_decided(loaded: Any) -> None:
    document, before = take_in(letter(Body())), everything()
    assert stored(document) == []
    assert everything() == before


def test_a_body_that_is_left_out_leaves_nothing(loaded: Any) -> None:
    document = take_in(letter(Body()))
    accept_all(document)
    before = everything()
    store(document, {body.provider.id: "" for body in plan_of(document, reviewed(document)).bodies if body.provider}, (), **WHO)  # fmt: skip
    assert everything() == before


def test_every_stored_value_leads_back_to_document_fact_person_and_moment(loaded: Any) -> None:
    document = take_in(letter(Body()))
    accept_all(document)
    stored(document)
    new: list[Any] = [
        *PublishedRating.objects.filter(is_shipped=False),
        *PublishedOverall.objects.filter(is_shipped=False),
        *Recommendation.objects.filter(is_shipped=False),
        *PublishedCount.objects.filter(is_shipped=False),
        *Inspection.objects.filter(provider__name="Wexmouth PDU"),
        *Provider.objects.filter(name="Wexmouth PDU"),
    ]
    assert len(new) == 9 + 1 + 3 + 1 + 1 + 1
    for row in new:
        traces = StoredFact.objects.filter(subject_kind=row._meta.label_lower, subject_id=str(row.pk))
        assert traces, row
        assert {trace.stored_by for trace in traces} == {BY.id}
        assert {trace.decision.decided_by for trace in traces} == {BY.id}
        assert {trace.document_id for trace in traces} == {document.pk}


def plan(document: ReadDocument) -> Plan:
    return plan_of(document, reviewed(document))


CUMBRIA = Body(
    "Cumbria",
    bands=("Good",) * 9,
    overall="Outstanding",
    advice=tuple(f"do the thing number {n}" for n in range(1, 20)),
    fieldwork="May 2023",
)


def test_what_ships_is_matched_shown_and_never_changed(loaded: Any) -> None:
    shipped = Inspection.objects.get(id="pdu-2023-cumbria")
    document = take_in(letter(CUMBRIA, published="27 July 2023"))
    accept_all(document)
    (body,) = plan(document).bodies
    assert body.chosen == shipped.pk
    assert {p.item.id for p in body.planned if p.state is State.STAYS} >= {"overall", "score", "rating-2.2"}
    assert not [p for p in body.planned if p.state is State.DIFFERS]
    kept = {
        m.__name__: list(m._default_manager.filter(is_shipped=True).order_by("pk").values()) for m in HELD[:4]
    }  # type: ignore[attr-defined]
    every = [replaced_name(body, each) for each in body.planned]
    store(document, {body.provider.id: shipped.pk}, every, **WHO)  # type: ignore[union-attr]
    assert {
        m.__name__: list(m._default_manager.filter(is_shipped=True).order_by("pk").values()) for m in HELD[:4]
    } == kept  # type: ignore[attr-defined]
    assert Inspection.objects.get(pk=shipped.pk).published == shipped.published


def test_a_load_keeps_what_was_stored(loaded: Any) -> None:
    liverpool = replace(CUMBRIA, name="Liverpool North", fieldwork="April 2023")
    document = take_in(letter(CUMBRIA, liverpool, Body(), published="27 July 2023"))
    accept_all(document)
    stored(document)
    own = Recommendation.objects.filter(inspection_id="pdu-2023-cumbria", is_shipped=False)
    assert own.exists()
    assert InspectionSource.objects.filter(inspection_id="pdu-2023-cumbria", is_shipped=False).exists()
    # The letter that ships left this standard out
    assert PublishedRating.objects.filter(inspection_id="pdu-2023-liverpoolnorth", is_shipped=False).exists()
    before = everything()
    load_published_data(by=BY, at=NOON + timedelta(days=1))
    assert everything() == before


def test_a_later_decision_supersedes_and_the_person_chooses_whether_the_data_follow(loaded: Any) -> None:
    document = take_in(letter(Body()))
    accept_all(document)
    stored(document)
    draft = reviewed(document).draft
    texts = {"ref": "1.1", "rating": "Outstanding"}
    actions.mend_fact(document=document, draft=draft, fact="rating-1-1.1", texts=texts, **WHO)
    actions.mend_fact(
        document=document, draft=draft, fact="score-1", texts={"points": "9", "out_of": "27"}, **WHO
    )
    (body,) = plan(document).bodies
    differs = {p.item.id: p.held for p in body.planned if p.state is State.DIFFERS}
    assert differs == {"rating-1.1": "Requires improvement", "score": "7/27"}
    assert stored(document) == []
    rating = PublishedRating.objects.get(inspection__provider__name="Wexmouth PDU", standard_ref="1.1")
    assert rating.outcome == "requires_improvement"
    (row,) = stored(document, f"{body.provider.id}.rating-1.1")  # type: ignore[union-attr]
    rating.refresh_from_db()
    assert (rating.outcome, row.before) == ("outstanding", "Requires improvement")
    overall = PublishedOverall.objects.get(inspection=rating.inspection)
    assert (overall.band, overall.score_points) == ("requires_improvement", 7)


def test_a_date_of_a_stored_inspection_may_be_mended(loaded: Any) -> None:
    document = take_in(letter(Body()))
    accept_all(document)
    stored(document)
    draft = reviewed(document).draft
    texts = {"what": "fieldwork", "date": "2022-04", "time": "", "provider": draft.tables[0].provider}
    actions.mend_fact(document=document, draft=draft, fact="fieldwork-1", texts=texts, **WHO)
    (row,) = stored(document, f"{draft.tables[0].provider}.fieldwork")
    inspection = Inspection.objects.get(provider__name="Wexmouth PDU")
    assert (inspection.fieldwork, inspection.published, row.before) == ("2022-04", "2022-07-27", "March 2022")


def test_unpublished_inspections_are_not_offered(loaded: Any) -> None:
    hidden = Inspection.objects.get(id="pdu-2023-cumbria")
    Inspection.objects.filter(pk=hidden.pk).update(is_public=False)
    document = take_in(letter(CUMBRIA, published="27 July 2023"))
    accept_all(document)
    (body,) = plan(document).bodies
    assert hidden.pk not in dict(body.options)
    (body,) = plan_of(document, reviewed(document), {body.provider.id: hidden.pk}).bodies  # type: ignore[union-attr]
    assert body.chosen == ""


def test_the_same_bytes_twice_are_one_document(loaded: Any) -> None:
    log = AuditEvent.objects.count()
    first, second = take_in(letter(Body())), take_in(letter(Body()))
    assert first == second
    assert AuditEvent.objects.count() == log + 1
    assert bytes(ReadDocument.objects.get().content).decode() == letter(Body())


def test_what_is_decided_again_the_same_is_not_written_again(loaded: Any) -> None:
    document = take_in(letter(Body()))
    accept_all(document)
    rows, log = FactDecision.objects.count(), AuditEvent.objects.count()
    accept_all(document)
    assert (FactDecision.objects.count(), AuditEvent.objects.count()) == (rows, log)


def test_refusals(loaded: Any) -> None:
    document = take_in(letter(Body(overall="Rating")))
    draft = reviewed(document).draft
    with pytest.raises(CannotDecide, match="No band"):
        actions.accept_facts(document=document, draft=draft, facts=["document", "rating-1-overall"], **WHO)
    with pytest.raises(FactNotFound):
        actions.accept_facts(document=document, draft=draft, facts=["rating-9-9.9"], **WHO)
    with pytest.raises(FactNotFound):
        actions.mend_fact(document=document, draft=draft, fact="nothing", texts={}, **WHO)
    with pytest.raises(FactNotFound):
        actions.reject_fact(document=document, draft=draft, fact="nothing", reason="x", **WHO)
    with pytest.raises(CannotDecide, match="why"):
        actions.reject_fact(document=document, draft=draft, fact="document", reason=" ", **WHO)
    with pytest.raises(CannotTakeIn):
        actions.take_in(content=b"", draft=draft, name="", title="T", address="", **WHO)
    with pytest.raises(CannotTakeIn):
        actions.take_in(content=b"x", draft=draft, name="", title=" ", address="", **WHO)
    assert not FactDecision.objects.exists()


def test_the_actions_themselves_refuse_to_change_what_ships(loaded: Any) -> None:
    """Whatever a page plans: the last guard stands at the tables."""
    inspection = Inspection.objects.get(id="pdu-2023-cumbria")
    rating = PublishedRating.objects.filter(inspection=inspection)[0]
    overall = PublishedOverall.objects.get(inspection=inspection)
    advice = Recommendation.objects.filter(inspection=inspection)[0]
    count = PublishedCount.objects.filter(is_shipped=True)[0]
    with pytest.raises(RatingStays):
        record_read_ratings(inspection=inspection, ratings=[rating], overall=None, **WHO)
    with pytest.raises(RatingStays):
        record_read_ratings(inspection=inspection, ratings=[], overall=overall, **WHO)
    with pytest.raises(AdviceStays):
        record_read_recommendations(inspection=inspection, recommendations=[advice], **WHO)
    with pytest.raises(CountStays):
        record_read_counts(counts=[count], **WHO)
