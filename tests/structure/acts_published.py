"""The actions that bring the published data in: something of them is taken away first, so that they change something."""

from acts import act

from eyre.cases import actions as cases
from eyre.cases.queries import answers_of
from eyre.frameworks import actions as frameworks
from eyre.frameworks.models import StoredEdition
from eyre.frameworks.queries import editions
from eyre.inspections import actions as inspections
from eyre.inspections.models import Inspection, PublishedCount
from eyre.inspections.published import read_published
from eyre.platform.rows import Changes
from eyre.providers import actions as providers
from eyre.providers.models import PartOf
from eyre.providers.register import read_register
from eyre.ratings import actions as ratings
from eyre.ratings.models import ComputedRating, PublishedRating
from eyre.ratings.published import read_published_ratings
from eyre.recommendations import actions as recommendations
from eyre.recommendations.models import Recommendation


def cumbria() -> Inspection:
    return Inspection.objects.get(id="pdu-2023-cumbria")


def not_in_use() -> StoredEdition:
    return StoredEdition.objects.filter(in_use_since=None)[0]


@act(providers.record_register)
def _() -> dict[str, object]:
    PartOf.objects.all()[0].delete()
    return {"register": read_register()}


@act(frameworks.publish_edition)
def _() -> dict[str, object]:
    return {"text": not_in_use().text + "# a word more\n"}


@act(frameworks.mark_in_use)
def _() -> dict[str, object]:
    return {"ids": {not_in_use().id}}


@act(inspections.record_published)
def _() -> dict[str, object]:
    PublishedCount.objects.all()[0].delete()
    known = set(StoredEdition.objects.values_list("id", flat=True))
    return {"published": read_published(read_register(), known), "sources": []}


@act(inspections.record_load)
def _() -> dict[str, object]:
    return {"changes": {"providers": Changes(created=1)}}


@act(cases.store_answers)
def _() -> dict[str, object]:
    answers = answers_of(cumbria())
    assert answers is not None
    return {
        "inspection": cumbria(),
        "matrix": answers.matrix,
        "is_reconstructed": True,
        "note": "in other words",
    }


@act(ratings.record_published_ratings)
def _() -> dict[str, object]:
    PublishedRating.objects.all()[0].delete()
    edition_of = dict(Inspection.objects.values_list("id", "edition_id"))
    known = editions(dict(StoredEdition.objects.values_list("id", "digest")))
    return {"published": read_published_ratings({each: known[edition_of[each]] for each in edition_of})}


@act(ratings.record_findings)
def _() -> dict[str, object]:
    return {"findings": []}


@act(ratings.compute_rating)
def _() -> dict[str, object]:
    ComputedRating.objects.filter(inspection=cumbria()).delete()
    return {"inspection": cumbria()}


@act(recommendations.record_recommendations)
def _() -> dict[str, object]:
    rows = list(Recommendation.objects.filter(inspection=cumbria()))
    return {"recommendations": rows[:-1]}
