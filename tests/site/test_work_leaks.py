"""Nothing that is not published shows on any page that is open to everyone: not as a word, a number or a row.

Every open page is fetched before and after an inspection that is not published is in the database, with everything
that can hang on one; each reply must be the same to the byte, whoever asks.
"""

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from cast import Cast, signed_in
from eyre.cases.actions import store_answers
from eyre.core.cases import Answer, AnswerMatrix
from eyre.inspections.models import Inspection, InspectionSource, Programme, PublishedCount, Source
from eyre.platform.audit import Actor
from eyre.providers.actions import record_provider
from eyre.providers.models import PartOf, Succession
from eyre.ratings.actions import compute_rating
from eyre.ratings.models import DataFinding, PublishedOverall, PublishedRating
from eyre.recommendations.models import Recommendation
from published_data import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

CANARY = "Zwartgors"
BY = Actor.of_command("the tests")
ONE = "/inspections/pdu-2023-cumbria"
PAGES = [
    "/", "/help/", "/about-the-data/", "/accessibility/", "/data-findings/", "/data-findings/?format=csv",
    "/data-findings/?format=json", "/help/roles/",
    "/inspections/", f"/inspections/?q={CANARY}", "/inspections/?format=csv", "/inspections/?format=json",
    "/inspections/?kind=pdu", "/inspections/?region=north-west-region", "/inspections/?year=2026",
    "/inspections/?framework=hmip-probation-pdu-2023", "/inspections/?rating=outstanding",
    "/inspections/?rating=not_known", "/inspections/?page=99", "/inspections/?q=cumbria",
    *(f"/inspections/?sort={sort}" for sort in ("provider", "-rating", "score", "-published", "region", "kind")),
    f"{ONE}/", f"{ONE}/?format=csv", f"{ONE}/?format=json", f"{ONE}/figures/", f"{ONE}/figures/?format=json",
    f"{ONE}/answers/", f"{ONE}/standards/2.1/", f"{ONE}/standards/2.1/?format=json", f"{ONE}/questions/2.1.1/",
    "/providers/", f"/providers/?q={CANARY}", "/providers/?kind=pdu", "/providers/?page=2", "/providers/cumbria-pdu/",
    "/providers/north-west-region/", "/providers/blackburn-with-darwen-pdu/", "/providers/hmpps/",
    "/regions/north-west-region/pdu-2021/", "/regions/north-west-region/pdu-2021.csv",
    "/league-tables/", "/league-tables/pdu-2023/", "/league-tables/pdu-2023/?format=csv",
    "/league-tables/pdu-2023/?format=json", "/league-tables/pdu-2021/?with=pdu-2023", "/league-tables/pdu-2021/",
    "/frameworks/", "/frameworks/hmip-probation-pdu-2023/", "/frameworks/hmip-probation-pdu-2023/method/",
    "/frameworks/hmip-probation-pdu-2023.yaml", "/frameworks/hmip-probation-pdu-2023/questions.csv",
    "/frameworks/compare/?a=hmip-probation-pdu-2021&b=hmip-probation-pdu-2023",
    "/proof/", "/sampling/", "/sampling/case-list/", "/sampling/case-list/probation-supervision-1/",
    "/sampling/case-list/probation-supervision-1.csv",
]  # fmt: skip
# Open too, and about nothing that is inspected: the door of the demonstration names its own invented inspections.
# A calendar opens by a secret alone: tests/site/test_calendar_feed.py
ABOUT_OTHER_THINGS = {"demonstration", "invitation", "calendar", "deposit"}
NO_SUCH = ["/inspections/{}/", "/inspections/{}/figures/", "/inspections/{}/answers/", "/providers/{}/",
           "/inspections/{}/standards/2.1/", "/inspections/{}/questions/2.1.1/", "/league-tables/{}/"]  # fmt: skip
# What differs from one reply to the next whatever is in the database
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


def fetch(browser: Client, path: str) -> tuple[int, bytes]:
    reply = browser.get(path)
    body = b"".join(reply.streaming_content) if reply.streaming else reply.content  # type: ignore[attr-defined]
    return reply.status_code, TOKEN.sub(b"", body)


def plant() -> dict[str, str]:
    """Two inspections that are not published: of a public provider, and of one that is not; with all that goes along."""
    secret = record_provider(slug="zwartgors-pdu", kind="pdu", name=f"{CANARY} PDU", by=BY, at=NOON)
    PartOf.objects.create(provider=secret, whole_id="north-west-region")
    Succession.objects.create(predecessor_id="cumbria-pdu", successor=secret, how="renamed")
    edition = "hmip-probation-pdu-2023"
    own = Programme.objects.create(slug="zwartgors-round", title=CANARY, kind="pdu", edition_id=edition)
    for name, provider, programme in (
        ("zwartgors-1", "cumbria-pdu", "pdu-2023"),
        ("zwartgors-2", secret.pk, own.pk),
    ):
        made = Inspection.objects.create(
            id=name, provider_id=provider, region_id="north-west-region", edition_id=edition, programme_id=programme,
            kind="pdu", name_as_printed=CANARY, published="2026-11-01", published_from="2026-11-01",
            published_to="2026-11-01", previous_id="pdu-2023-cumbria", notes=CANARY, table_is_complete=True,
        )  # fmt: skip
        rate(made)
    return {"inspection": "zwartgors-1", "provider": secret.pk, "programme": own.pk}


def rate(made: Inspection) -> None:
    source = Source.objects.create(reference=f"{CANARY} {made.pk}", citation=CANARY, licence=CANARY)
    InspectionSource.objects.create(inspection=made, source=source, kind=CANARY, what_was_read=CANARY)
    PublishedOverall.objects.create(
        inspection=made, band="outstanding", basis=CANARY, score_points=21, score_out_of=21
    )
    PublishedRating.objects.create(
        inspection=made, standard_ref="P1.1", title_as_printed=CANARY, outcome="outstanding", source=source
    )
    PublishedCount.objects.create(
        id=f"{CANARY}-{made.pk}", source=source, inspection=made, about=CANARY, measure=CANARY, x=1, of=2
    )
    DataFinding.objects.create(
        key=f"{CANARY}-{made.pk}", kind=CANARY, severity="error", inspection=made, place=CANARY, text=CANARY
    )
    Recommendation.objects.create(
        inspection=made,
        number=1,
        text=CANARY,
        addressee="pdu",
        addressed_to_id="cumbria-pdu",
        source=source,
        is_paraphrase=False,
    )
    matrix = AnswerMatrix((f"{CANARY}-01",), ("P2.1.1",), np.full((1, 1), Answer.YES, dtype=np.uint8))
    store_answers(inspection=made, matrix=matrix, is_reconstructed=False, note=CANARY, by=BY, at=NOON)
    compute_rating(inspection=made, by=BY, at=NOON)


@pytest.mark.parametrize(
    "who", ["", "lead-inspector", "quality-lead", "operations-officer", "analyst", "point-of-contact"]
)
def test_every_open_page_is_the_same_with_and_without(cast: Cast, who: str) -> None:
    browser = signed_in(cast[who]) if who else Client()
    for path in PAGES:  # once to warm what is kept, such as the number of the latest load
        fetch(browser, path)
    before = {path: fetch(browser, path) for path in PAGES}
    names = plant()
    for path in PAGES:
        after = fetch(browser, path)
        # an address may repeat what was searched for
        assert CANARY not in after[1].decode().replace(f'value="{CANARY}"', "") or CANARY in path, path
        assert after == before[path], path
    for pattern in NO_SUCH:
        kind = next((kind for kind in ("provider", "league") if f"/{kind}" in pattern), "inspection")
        secret = names["programme" if kind == "league" else kind]
        status, body = fetch(browser, pattern.format(secret))
        unknown = fetch(browser, pattern.format("there-is-none"))
        assert status == unknown[0] == 404, pattern
        assert body.replace(secret.encode(), b"") == unknown[1].replace(b"there-is-none", b""), pattern


def open_addresses() -> Iterator[str]:
    """The names of every address that everyone may open."""

    def walk(among: list[Any], space: str) -> Iterator[str]:
        for each in among:
            if isinstance(each, URLResolver):
                yield from walk(each.url_patterns, each.namespace or space)
            elif isinstance(each, URLPattern) and space in settings.EYRE_OPEN_NAMESPACES - ABOUT_OTHER_THINGS:
                yield f"{space}:{each.name}"

    return walk(get_resolver().url_patterns, "")


def test_every_open_address_is_among_them() -> None:
    """A page that is added and open to everyone is looked at here, or this fails."""
    fetched = {resolve(path.partition("?")[0]).view_name for path in PAGES}
    assert {name for name in open_addresses() if name not in fetched} == set()


def test_all_that_is_fetched_is_there(cast: Cast) -> None:
    for path in PAGES:
        assert Client().get(path).status_code == 200, path


def test_a_public_inspection_does_not_name_a_previous_one_that_is_not(cast: Cast) -> None:
    """A later inspection may come out before an earlier one does."""
    plant()
    Inspection.objects.filter(pk="pdu-2023-cumbria").update(previous="zwartgors-1")
    page = Client().get(f"{ONE}/").content.decode()
    assert CANARY not in page
    assert "zwartgors" not in page


def test_this_test_can_fail(cast: Cast) -> None:
    before = fetch(Client(), "/")
    plant()
    Inspection.objects.filter(pk="zwartgors-1").update(is_public=True)
    assert fetch(Client(), "/") != before
