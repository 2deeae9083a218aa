"""From files of answers and given standards to rated inspections; needs no Django and no database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from eyre.cases.files import AnswersRefused, Contents, FileProblems, read_many
from eyre.cases.files.reading import find_shipped
from eyre.core.cases import Tally
from eyre.core.cases.forms import Form
from eyre.core.cases.problems import Kind, Problems, shown
from eyre.core.frameworks import Edition
from eyre.core.ratings import CannotRate, InspectionRating, NotKnown, NotRated, Outcome, rate_inspection

from .exceptions import RatingRefused


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that the files say about one inspection. `tallies` is None where no case was answered.

    `cases` is the number of cases, None where the files hold only what was counted of them.
    """

    inspection: str
    edition: Edition
    tallies: Mapping[str, Tally] | None = None
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    facts: frozenset[str] = frozenset()
    cases: int | None = None


@dataclass(frozen=True, slots=True)
class RatedInspection:
    """One inspection of the files, rated."""

    inspection: str
    edition: Edition
    rating: InspectionRating


def read_dossiers(
    answers: Sequence[str],
    standards: Sequence[str] = (),
    framework: Edition | None = None,
    groups: Iterable[str] = (),
) -> list[Dossier]:
    """What the files say, by inspection in order of appearance; `standards` add to those of `answers`.

    Raises:
        AnswersRefused: with every problem of every file, and every contradiction between them.
    """
    files = [*answers, *standards]
    contents = _read(answers, standards, framework, groups)
    problems = [Problems() for _ in files]
    dossiers: dict[str, Dossier] = {}
    for i, (content, noted) in enumerate(zip(contents, problems, strict=True)):
        is_extra = i >= len(answers)
        if is_extra and content.form is not Form.STANDARDS:
            noted.add(
                Kind.WRONG_COLUMN,
                f"a file given with --with has the standards form, not the {content.form} form",
            )
            continue
        for part in _parts(content, framework):
            _add(dossiers, part, noted, must_be_there=is_extra)
    wrong = [FileProblems(file, noted) for file, noted in zip(files, problems, strict=True) if noted]
    if wrong:
        raise AnswersRefused(wrong)
    return list(dossiers.values())


def _read(
    answers: Sequence[str], standards: Sequence[str], framework: Edition | None, groups: Iterable[str]
) -> list[Contents]:
    if framework is not None:
        return read_many([*answers, *standards], framework, groups)
    contents = read_many(answers, None, groups)
    named = {part.edition.id: part.edition for content in contents for part in _parts(content, None)}
    # where the answers name one edition, the standards beside them need not name it again
    only = next(iter(named.values())) if len(named) == 1 else None
    return contents + read_many(standards, only, groups)


def _parts(content: Contents, framework: Edition | None) -> list[Dossier]:
    def edition(edition_id: str) -> Edition:
        found = framework if framework and framework.id == edition_id else find_shipped(edition_id)
        assert found is not None, "the readers name only editions they were given or found"
        return found

    return [
        *(
            Dossier(a.inspection, edition(a.edition), a.matrix.tallies(), cases=len(a.matrix.cases))
            for a in content.answers
        ),
        *(Dossier(t.inspection, edition(t.edition), t.tallies) for t in content.tallies),
        *(Dossier(g.inspection, edition(g.edition), None, g.outcomes, g.facts) for g in content.given),
    ]


def _add(dossiers: dict[str, Dossier], part: Dossier, problems: Problems, *, must_be_there: bool) -> None:
    before, name = dossiers.get(part.inspection), shown(part.inspection)
    if before is None and must_be_there:
        near = next((known for known in dossiers if known.casefold() == part.inspection.casefold()), None)
        hint = f", which have {shown(near)}" if near else ""
        problems.add(Kind.CONTRADICTION, f"inspection {name} is not among those of the answers{hint}")
    if before is None:
        dossiers[part.inspection] = part
        return
    if before.edition.id != part.edition.id:
        words = f"inspection {name} is of {part.edition.id} here, and of {before.edition.id} in another file"
        problems.add(Kind.CONTRADICTION, words)
    if before.tallies is not None and part.tallies is not None:
        problems.add(Kind.CONTRADICTION, f"inspection {name} has answers in another file too")
    for ref in part.outcomes.keys() & before.outcomes.keys():
        problems.add(Kind.DUPLICATE_ROW, f"standard {ref} of inspection {name} is given in another file too")
    _note_given_and_answered(before, part, problems)
    dossiers[part.inspection] = replace(
        before,
        tallies=before.tallies if part.tallies is None else part.tallies,
        outcomes={**before.outcomes, **part.outcomes},
        facts=before.facts | part.facts,
        cases=part.cases if before.cases is None else before.cases,
    )


def _note_given_and_answered(before: Dossier, part: Dossier, problems: Problems) -> None:
    for answered, given in ((before, part), (part, before)):
        for standard in _put(answered):
            if not isinstance(given.outcomes.get(standard, NotKnown()), NotKnown):
                words = f"standard {standard} of inspection {shown(part.inspection)} is given here and answered about cases"
                problems.add(Kind.CONTRADICTION, f"{words} in another file: leave one out")


def _put(dossier: Dossier) -> list[str]:
    """The standards whose key questions were put to any case."""
    tallies = dossier.tallies or {}
    asked = {ref for ref, tally in tallies.items() if tally.cases}
    return [s.ref for s in dossier.edition.case_standards if any(q.ref in asked for q in s.key_questions)]


def rate(dossier: Dossier, *, complete_tables: bool = False) -> RatedInspection:
    """The rating of one inspection; with `complete_tables` an absent standard is Not rated instead of not known.

    Raises:
        RatingRefused: in the words of the engine, naming the inspection.
    """
    put = set(_put(dossier))
    # "not known" beside answers says nothing that the answers contradict
    given = {
        ref: outcome
        for ref, outcome in dossier.outcomes.items()
        if not (isinstance(outcome, NotKnown) and ref in put)
    }
    if complete_tables:
        absent = (s.ref for s in dossier.edition.standards if s.ref not in given and s.ref not in put)
        given |= {ref: NotRated("the table is complete and does not hold it") for ref in absent}
    try:
        rating = rate_inspection(dossier.edition, tallies=dossier.tallies, given=given, facts=dossier.facts)
    except CannotRate as error:
        raise RatingRefused((f"inspection {shown(dossier.inspection)}: {error}",)) from error
    return RatedInspection(dossier.inspection, dossier.edition, rating)


def rate_all(
    dossiers: Iterable[Dossier], *, complete_tables: bool = False, done: Callable[[], object] = lambda: None
) -> list[RatedInspection]:
    """Every inspection rated; `done` is called after each. Raises RatingRefused with a line for each that cannot be."""
    rated: list[RatedInspection] = []
    refused: list[str] = []
    for dossier in dossiers:
        try:
            rated.append(rate(dossier, complete_tables=complete_tables))
        except RatingRefused as error:
            refused.extend(error.lines)
        done()
    if refused:
        raise RatingRefused(tuple(refused))
    return rated
