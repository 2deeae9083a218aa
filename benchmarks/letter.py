"""A long letter of our own, in the forms of an inspectorate's letters, every figure of it right."""

from collections.abc import Iterator
from random import Random

from eyre.core.figures import Count
from eyre.core.frameworks import Edition
from eyre.core.ratings import NotRated, Outcome, Rated, rate_inspection
from eyre.core.reports import Figure, FigureRegister, Label, Number
from eyre.core.wording import Form, WordingPolicy, phrases_for

EDITION = "hmip-probation-pdu-2021"
TOPICS = ("Leadership", "Staff", "Services and interventions", "Information and facilities")
WHO = ("Managers", "Practitioners", "Court staff", "Partners", "Trainees", "Victim liaison officers")
DID = (
    "knew which records they were expected to keep", "described how referrals reach the right person in time",
    "explained where advice can be found and who gives it", "had met colleagues from other agencies regularly",
    "could say what changed after the last visit", "took part in training that fitted the posts they hold",
)  # fmt: skip
WHERE = ("in the north of the area", "at the larger offices", "across both towns", "during the fieldwork")
THEN = (
    "That helped people to attend, and those who moved home were seen by somebody they knew (see note {}).",
    "Records were kept in one place, so that absences did not lead to gaps (see note {}).",
    "What was learned from complaints was passed on at meetings held for that purpose (see note {}).",
    "Some of this rests on goodwill, and it will have to be planned for (see note {}).",
)
SHOULD = (
    "make sure that handovers are recorded before people leave custody",
    "agree with partners who answers requests for information, and by when",
    "keep a list of buildings that cannot be reached by wheelchair",
)


def made_letter(words: int, policy: WordingPolicy, edition: Edition) -> tuple[str, FigureRegister]:
    """A letter of about so many words, and the register of its figures. The same for the same number of words."""
    chance, figures = Random(2026), [Figure("nw/cases", Number(196))]
    parts, written, n = ["# Letter on a region\n"], 0, 0
    while written < words:
        part = "\n".join(_section(n, chance, figures, policy, edition))
        parts.append(part)
        written, n = written + len(part.split()), n + 1
    return "\n".join(parts), FigureRegister(figures)


def _section(
    n: int, chance: Random, figures: list[Figure], policy: WordingPolicy, edition: Edition
) -> Iterator[str]:
    yield f"## {n + 1}. {TOPICS[n % len(TOPICS)]}\n"
    for i in range(4):
        yield f"{' '.join(_sentence(chance, n * 8 + i, j) for j in range(5))} {_claim(n, i, chance, figures, policy)}\n"
    yield "### Key strengths:\n"
    yield from (f"- {_sentence(chance, n, k)} {_claim(n, 4 + k, chance, figures, policy)}" for k in range(3))
    yield f"\n### Unit {n + 1} should:\n"
    yield from (f"{k}. {SHOULD[k - 1]}, as set out in note {n + 1}" for k in range(1, 4))
    yield ""
    if n % 4 == 3:
        yield from _table(n, chance, figures, edition)


def _sentence(chance: Random, n: int, j: int) -> str:
    did, then = chance.choice(DID), chance.choice(THEN)
    return f"{chance.choice(WHO)} {chance.choice(WHERE)} {did}, as note {n + 1}.{j + 1} says. {then.format(f'{n + 1}.{j + 1}')}"


def _claim(n: int, i: int, chance: Random, figures: list[Figure], policy: WordingPolicy) -> str:
    """A sentence with a bound share of the 196 cases, in the words the policy proposes first."""
    figure = Figure(f"nw/{n}.{i}/insufficient", Count(chance.randint(1, 195), 196), "insufficient")
    figures.append(figure)
    assert isinstance(figure.value, Count)
    phrases = phrases_for(policy, figure.value)
    in_a_list = next(each for each in phrases if each.quantity.form is Form.PERCENT)  # one form to a list
    said = (in_a_list if i > 3 else phrases[0]).text
    return f"In [{said}](fig:{figure.id}) of the [196](fig:nw/cases) cases, work on theme {n}-{i} was insufficient."


def _table(n: int, chance: Random, figures: list[Figure], edition: Edition) -> Iterator[str]:
    """A ratings table that adds up."""
    bands = [chance.choice(edition.bands) for _ in edition.standards]
    given: dict[str, Outcome] = {
        standard.ref: Rated(band.id) for standard, band in zip(edition.standards, bands, strict=True)
    }
    given["2.1"] = NotRated("not looked at")
    rating = rate_inspection(edition, given=given).overall
    labels = {band.id: band.label for band in edition.bands}
    assert isinstance(rating.outcome, Rated)
    figures.append(Figure(f"unit-{n}/score", Label(str(rating.score))))
    yield f"| Unit {n + 1} | [{rating.score}](fig:unit-{n}/score) |\n| --- | --- |"
    yield f"| Overall rating | {labels[rating.outcome.band]} |"
    for standard in edition.standards:
        outcome = given[standard.ref]
        said = labels[outcome.band] if isinstance(outcome, Rated) else "Not rated"
        yield f"| {standard.ref} {standard.title} | {said} |"
    yield ""
