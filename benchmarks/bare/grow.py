"""Made providers and inspections beside the published ones, so that pages can be measured on a full database."""

from django.db import transaction

from eyre.inspections.models import Inspection, Programme
from eyre.providers.models import Provider
from eyre.ratings.models import PublishedOverall, PublishedRating

# The inspection that the made ones are copies of
MODEL = "pdu-2023-cumbria"


@transaction.atomic
def grow(providers: int) -> None:
    """Add so many providers, each with one inspection like the model's, all nine standards rated."""
    model = Inspection.objects.get(pk=MODEL)
    programme = Programme.objects.get(pk=model.programme_id)
    overall = PublishedOverall.objects.get(inspection=model)
    ratings = list(PublishedRating.objects.filter(inspection=model))
    names = [f"made-{i:05d}" for i in range(providers)]
    Provider.objects.bulk_create(
        [Provider(slug=name, kind="pdu", name=f"Made {name[5:]} PDU") for name in names]
    )
    for name in names:
        model.pk, model.provider_id, model.programme = f"pdu-{name}", name, programme
        model.previous_id, model.name_as_printed = None, f"Made {name[5:]} PDU"
        model.save(force_insert=True)
    rows = []
    for name in names:
        points = 1 + int(name[5:]) % 26
        overall.pk, overall.inspection_id, overall.score_points = None, f"pdu-{name}", points
        overall.save(force_insert=True)
        rows += [
            PublishedRating(
                inspection_id=f"pdu-{name}",
                standard_ref=each.standard_ref,
                title_as_printed=each.title_as_printed,
                outcome=each.outcome,
                source_id=each.source_id,
            )
            for each in ratings
        ]
    PublishedRating.objects.bulk_create(rows)
