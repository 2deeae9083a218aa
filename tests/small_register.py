"""A small register with everything that an interest follows: parts, a split, a rename, and a circle that is safe."""

from datetime import UTC, datetime

from eyre.frameworks.models import StoredEdition
from eyre.inspections.models import Inspection, Programme
from eyre.people.models import Person
from eyre.platform.audit import Actor
from eyre.providers.models import PartOf, Provider, Succession

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
OFFICER = Actor("11111111-1111-4111-8111-111111111111", "operations-officer", "192.0.2.1")

# whole: its parts now
PARTS = {"region": ("cumbria", "lancashire"), "other-region": ("kent",)}
FORMER_PARTS = {"other-region": ("cumbria",)}
# who came before: who came after
FOLLOWED = {
    "old-company": ("region",),
    "division": ("region", "other-region"),
    "older": ("division",),
    "kent": ("new-kent",),
}


def small_register() -> dict[str, Provider]:
    """The providers by slug: a region with two parts, another, and those before and after them."""
    names = {*PARTS, *FOLLOWED, *(n for those in (*PARTS.values(), *FOLLOWED.values()) for n in those)}
    held = {
        n: Provider.objects.create(slug=n, kind="pdu", name=n.title(), is_public=True) for n in sorted(names)
    }
    for table, until in ((PARTS, ""), (FORMER_PARTS, "2021")):
        for whole, parts in table.items():
            for part in parts:
                PartOf.objects.create(provider=held[part], whole=held[whole], until=until)
    for before, others in FOLLOWED.items():
        for after in others:
            Succession.objects.create(predecessor=held[before], successor=held[after], how="merged")
    return held


def somebody(name: str = "Ada", *, is_of_provider: bool = False) -> Person:
    """An account with this name."""
    email = f"{name.lower().replace(' ', '.')}@example.org"
    return Person.objects.create(email=email, name=name, invited_at=NOON, is_of_provider=is_of_provider)


def small_inspections(held: dict[str, Provider], names: tuple[str, ...]) -> dict[str, Inspection]:
    """An unpublished inspection of each of these providers, and a published one ("<name>-public") of each."""
    edition = StoredEdition.objects.create(
        id="e", title="E", completeness="full", text="x", digest="x", published_by="x", published_at=NOON
    )
    programme = Programme.objects.create(slug="p", title="P", kind="pdu", edition=edition)
    made = [
        Inspection(
            id=f"{name}{suffix}",
            provider=held[name],
            edition=edition,
            programme=programme,
            kind="pdu",
            name_as_printed=name.title(),
            is_public=bool(suffix),
        )
        for name in names
        for suffix in ("", "-public")
    ]
    return {each.pk: each for each in Inspection.objects.bulk_create(made)}
