"""Every read about lists and samples that is asked twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from eyre.cases.exceptions import ListNotFound, SampleNotFound
from eyre.cases.lists.problems import Found, open_problems
from eyre.cases.lists.shipped import specification
from eyre.cases.models import CaseList, DrawSeed, ListedCase, Sample, SampledCase
from eyre.cases.models.lists import ListState
from eyre.cases.sampling.drawing import listed, read, stratum_in_words
from eyre.core.cases.listed import Rule
from eyre.core.sampling import ReceiptFaulty, differences
from eyre.inspections.models import Inspection

MOST_SHOWN = 1_000


def lists_of(inspection: Inspection) -> list[CaseList]:
    """Every version of the list, the latest first, without what it holds."""
    found = CaseList.objects.filter(inspection=inspection).order_by("-version")
    return list(found.defer("upload", "sealed_problems"))


def case_list(inspection: Inspection, version: int) -> CaseList:
    """One version of the list. Raises ListNotFound."""
    found = CaseList.objects.filter(inspection=inspection, version=version).defer("upload").first()
    if found is None:
        raise ListNotFound(f"There is no version {version}.")
    return found


def list_in_force(inspection: Inspection) -> CaseList | None:
    """The list that a sample is drawn from; None where none is stored."""
    found = CaseList.objects.filter(inspection=inspection, state=ListState.STORED)
    return found.defer("upload", "sealed_problems").first()


def problems_of(found: CaseList) -> tuple[Found, ...]:
    """What was wrong with a list, in the order of the file."""
    return open_problems(found.sealed_problems)


@dataclass(frozen=True, slots=True)
class Kept:
    """A rule, and how many cases of a list it keeps from being drawn."""

    rule: Rule
    cases: int


def kept_out(found: CaseList) -> tuple[Kept, ...]:
    """Every rule of the list, in its order, with what it keeps out."""
    rules = specification(found.rules).windows.rules
    return tuple(Kept(rule, int(found.excluded.get(rule.code, 0))) for rule in rules)


def drawable(found: CaseList) -> int:
    """How many cases of a list may be drawn."""
    return found.rows - sum(int(number) for number in found.excluded.values())


def excluded_cases(found: CaseList) -> QuerySet[ListedCase]:
    """The cases of a list that cannot be drawn, by row."""
    return ListedCase.objects.filter(case_list=found).exclude(excluded="").order_by("row")


def seed_of(inspection: Inspection) -> DrawSeed | None:
    """The seed fixed last, for the list in force or for the one to come."""
    return DrawSeed.objects.filter(inspection=inspection).order_by("-pk").first()


def samples_of(inspection: Inspection) -> list[Sample]:
    """Every receipt of an inspection, the latest first."""
    return list(Sample.objects.filter(inspection=inspection).select_related("case_list").order_by("-number"))


def sample(inspection: Inspection, number: int) -> Sample:
    """One receipt. Raises SampleNotFound."""
    found = Sample.objects.filter(inspection=inspection, number=number)
    one = found.select_related("case_list", "inspection", "replaces").first()
    if one is None:
        raise SampleNotFound(f"There is no sample {number}.")
    return one


@dataclass(frozen=True, slots=True)
class DrawnCase:
    """A case of a sample, by pseudonym; `because` says why it was replaced, "" where it was not."""

    pseudonym: str
    position: int
    because: str
    came_for: str


@dataclass(frozen=True, slots=True)
class DrawnStratum:
    """One stratum of a sample: how many cases of how many, those drawn, and the reserves that are left, in order."""

    label: str
    size: int
    drawn: int
    cases: tuple[DrawnCase, ...]
    reserves: tuple[str, ...]


def strata_of(found: Sample) -> tuple[DrawnStratum, ...]:
    """What a sample drew, stratum by stratum."""
    receipt, rules = read(found.receipt), specification(found.case_list.rules)
    why = {one.case: one.reason for one in receipt.replaced}
    came = {one.by: one.case for one in receipt.replaced}
    told = []
    for line in receipt.strata:
        there = [*line.cases, *(case for case in line.reserves if case in came)]
        cases = tuple(
            DrawnCase(case, place, why.get(case, ""), came.get(case, ""))
            for place, case in enumerate(there, 1)
        )
        left = tuple(case for case in line.reserves if case not in came)
        label = stratum_in_words(rules, receipt.by, line.stratum)
        told.append(DrawnStratum(label, line.size, len(line.cases), cases, left))
    return tuple(told)


def rows_of(found: Sample) -> tuple[int, ...]:
    """The rows of the provider's own list whose cases are inspected, for them: in their order, without pseudonyms."""
    drawn = SampledCase.objects.filter(sample=found, is_reserve=False, replaced_at=None)
    return tuple(sorted(drawn.values_list("case__row", flat=True)))


def columns_of(found: Sample, keys: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns of which strata were made."""
    names = {column.key: column.name for column in specification(found.case_list.rules).strata()}
    return tuple(names.get(key, key) for key in keys)


def drawn_case(found: Sample, pseudonym: str) -> SampledCase:
    """A case that is inspected by this sample. Raises SampleNotFound."""
    rows = SampledCase.objects.filter(sample=found, is_reserve=False, replaced_at=None)
    one = rows.select_related("case").filter(case__pseudonym=pseudonym).first()
    if one is None:
        raise SampleNotFound(f"{pseudonym} is not in the sample.")
    return one


def frame_rows(found: Sample) -> tuple[tuple[str, ...], Iterator[tuple[str, ...]]]:
    """The frame a sample was drawn from, as the file that `eyre sample verify` reads: pseudonyms and attributes.

    By pseudonym: in the order of the list, whoever sent it would read off who is who.
    """
    keys = [column.key for column in specification(found.case_list.rules).strata()]
    rows = ListedCase.objects.filter(case_list=found.case_list).order_by("pseudonym")
    told = rows.values_list("pseudonym", "attributes", "excluded")
    header = ("case", *keys, "excluded")
    return header, ((name, *(held.get(key, "") for key in keys), why) for name, held, why in told)


def check_again(found: Sample) -> tuple[str, ...]:
    """Every way in which drawing again differs from the receipt; none where it holds."""
    try:
        receipt = read(found.receipt)
    except ReceiptFaulty as why:
        return (f"The receipt is damaged: {why}.",)
    return tuple(differences(receipt, listed(found.case_list, receipt.by).frame))


def current_sample(inspection: Inspection) -> Sample | None:
    """The sample in force; None where none was drawn, or it was withdrawn."""
    found = Sample.objects.filter(inspection=inspection, is_current=True)
    return found.select_related("case_list").order_by("-number").first()
