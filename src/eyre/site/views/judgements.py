"""The judgements of an inspection: all of them, one standard with its comments and its reading, its versions, what does not fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from eyre.cases.queries.seconds import person
from eyre.core.frameworks import Edition, RatedFrom, Standard
from eyre.core.wording.changes import Piece, changes
from eyre.evidence.permissions import may_read_register
from eyre.evidence.queries import RegisterLine, register_of
from eyre.frameworks.queries import edition
from eyre.inspections.queries import inspection as one_inspection
from eyre.platform.lines import tag_mark
from eyre.ratings.actions.judgements import (
    OPEN_TO_WRITE,
    comment_on_judgement,
    read_judgement,
    resolve_comment,
)
from eyre.ratings.exceptions import CannotJudge
from eyre.ratings.judgement_forms import CommentForm, ReadingForm, ResolveForm
from eyre.ratings.permissions.judgements import (
    check_discuss_judgements,
    check_read_judgements,
    may_discuss_judgements,
    may_write_judgements,
)
from eyre.ratings.queries import judgements as queries
from eyre.ratings.queries.consistency import inconsistencies
from eyre.ratings.queries.proposals import Judged, Proposal, ProposedStandard
from eyre.ratings.queries.proposals import judged as judgements_in_force
from eyre.site.queries.marks import NOT_RATED, UNDETERMINED, Mark, band_mark, outcome_mark, question_mark
from eyre.site.queries.work_ratings import as_draft

from .work_seen import Seen, or_not_found, refused_beside, seen

STATES = {
    "draft": ("Draft", "grey"),
    "submitted": ("To be read", "yellow"),
    "agreed": ("Agreed", "green"),
    "returned": ("Returned", "orange"),
    "replaced": ("Replaced", "grey"),
}
NO_BAND_YET = Mark(label="Not judged yet", kind="not_known")


def mark_of(held: Edition, outcome: str) -> Mark:
    """The mark of what a judgement says."""
    if held.has_band(outcome):
        return band_mark(held, outcome)
    return {"not_rated": NOT_RATED, "undetermined": UNDETERMINED}.get(outcome, NO_BAND_YET)


def tag_of(state: str) -> SafeString:
    """How far a judgement has come, as a tag."""
    return tag_mark(*STATES[state])


@dataclass(frozen=True, slots=True)
class Row:
    """One standard as the list shows it."""

    standard: Standard
    from_cases: bool
    mark: Mark
    judged: Judged | None
    evidence: int
    comments: int
    is_old: bool

    @property
    def tag(self) -> SafeString:
        """How far its judgement has come."""
        return tag_of(self.judged.state) if self.judged else tag_mark("Not begun", "grey")


@require_safe
@or_not_found
def listing(request: HttpRequest, inspection: str) -> HttpResponse:
    """Every standard: what it comes to, how far its judgement has come, and what waits."""
    one = seen(request, inspection, check_read_judgements)
    found = one_inspection(inspection, one.standing)
    held, now_is = edition(found.edition_id), queries.proposed(found)
    one.record("judgements.seen")
    facts = queries.facts_asked(found)
    wanting = queries.wanting(found)
    context = {
        "inspection": found,
        "why_not": now_is.why_not,
        "proposal": now_is.proposal,
        "overall": as_draft(outcome_mark(held, now_is.proposal.rating.overall.outcome))
        if now_is.proposal
        else None,
        "rows": list(_rows(found, held, now_is.proposal)),
        "facts": facts,
        "left": len(wanting),
        "of": len(held.standards) + len(facts),
        "misfits": len(inconsistencies(now_is.proposal)) if now_is.proposal else 0,
        "may_write": may_write_judgements(one.standing, one.facts),
        "is_open": found.stage in OPEN_TO_WRITE,
    }
    return render(request, "site/judgements.html", context)


def _rows(found: Any, held: Edition, proposal: Proposal | None) -> Iterator[Row]:
    given = judgements_in_force(found)
    comments = queries.open_comments(found)
    relied: dict[str, int] = {}
    for refs in queries.relied_on(found).values():
        for ref in refs:
            relied[ref] = relied.get(ref, 0) + 1
    for standard in held.standards:
        ref, judged = standard.ref, given.get(standard.ref)
        from_cases = standard.rated_from is RatedFrom.CASES
        mark = mark_of(held, judged.outcome if judged else "")
        if from_cases and proposal is not None:
            mark = outcome_mark(held, proposal.standard(ref).outcome)
        is_old = bool(
            from_cases and judged and judged.counts and (not proposal or judged.freeze != proposal.freeze.pk)
        )
        yield Row(standard, from_cases, mark, judged, relied.get(ref, 0), comments.get(ref, 0), is_old)


@require_safe
@or_not_found
def consistency(request: HttpRequest, inspection: str) -> HttpResponse:
    """What does not fit: each with where it is seen and what to do."""
    one = seen(request, inspection, check_read_judgements)
    found = one_inspection(inspection, one.standing)
    now_is = queries.proposed(found)
    one.record("judgements.seen", consistency=True)
    misfits = inconsistencies(now_is.proposal) if now_is.proposal else ()
    standards = {each.ref for each in edition(found.edition_id).standards}
    context = {
        "inspection": found,
        "why_not": now_is.why_not,
        "misfits": [(each, [ref for ref in each.refs if ref in standards]) for each in misfits],
    }
    return render(request, "site/judgement_consistency.html", context)


@dataclass(frozen=True, slots=True)
class Page:
    """One standard on its page."""

    one: Seen
    inspection: Any
    edition: Edition
    standard: Standard

    @property
    def from_cases(self) -> bool:
        """Whether the rule rates it from cases."""
        return self.standard.rated_from is RatedFrom.CASES


def page_of(request: HttpRequest, inspection: str, ref: str, check: Any) -> Page:
    """The standard in the address, for those who may. Raises JudgementNotFound for one the edition does not have."""
    one = seen(request, inspection, check)
    found = one_inspection(inspection, one.standing)
    return Page(one, found, *queries.standard_named(found, ref))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def standard(request: HttpRequest, inspection: str, ref: str) -> HttpResponse:
    """One standard: its judgement, the evidence, what was said about it, and for a second person its reading."""
    check = check_discuss_judgements if request.method == "POST" else check_read_judgements
    page = page_of(request, inspection, ref, check)
    step = request.POST.get("step", "comment")
    posted = request.POST if request.method == "POST" else None
    comment = CommentForm(posted if step == "comment" else None)
    reading = ReadingForm(posted if step == "read" else None)
    resolving = ResolveForm(posted if step == "resolve" else None)
    steps = {"comment": (comment, _comment), "read": (reading, _read), "resolve": (resolving, _resolve)}
    if posted is not None and step in steps:
        form, act = steps[step]
        if form.is_valid():
            try:
                messages.success(request, act(request, page, form))
            except CannotJudge as why:
                for each in why.problems:
                    refused_beside(form, each.words, each.field)
            else:
                return redirect("judgements:standard", inspection, ref)
    page.one.record("judgements.seen", standard=ref)
    return render(request, "site/judgement.html", _context(page, comment, reading, resolving))


def _comment(request: HttpRequest, page: Page, form: forms.Form) -> str:
    who = person(page.one.standing.person)
    told = {"inspection": page.inspection, "standard": page.standard.ref, "text": form.cleaned_data["text"]}
    comment_on_judgement(**told, person=who, by=page.one.actor, at=now())
    return "Your comment is there."


def _read(request: HttpRequest, page: Page, form: forms.Form) -> str:
    version = request.POST.get("version", "")
    judgement = queries.judgement_numbered(
        page.inspection, page.standard.ref, int(version) if version.isdecimal() and len(version) < 9 else 0
    )
    agrees = form.cleaned_data["agrees"] == "yes"
    words = form.cleaned_data["words"]
    reader = person(page.one.standing.person)
    read_judgement(
        judgement=judgement, agrees=agrees, words=words, reader=reader, by=page.one.actor, at=now()
    )
    return "It is read and agreed." if agrees else "It goes back to its author with your words."


def _resolve(request: HttpRequest, page: Page, form: forms.Form) -> str:
    number = request.POST.get("comment", "")
    comment = queries.comment_numbered(
        page.inspection, page.standard.ref, int(number) if number.isdecimal() and len(number) < 18 else 0
    )
    resolve_comment(comment=comment, how=form.cleaned_data["how"], by=page.one.actor, at=now())
    return "The comment is resolved."


def _context(page: Page, comment: forms.Form, reading: forms.Form, resolving: forms.Form) -> dict[str, Any]:
    found, ref, one = page.inspection, page.standard.ref, page.one
    row = queries.in_force(found, ref)
    now_is = queries.proposed(found)
    proposed = now_is.proposal.standard(ref) if now_is.proposal else None
    may_discuss = may_discuss_judgements(one.standing, one.facts)
    wrote = {str(each.written_by_id) for each in queries.versions(found, ref)}
    waits = row is not None and row.state == "submitted"
    said = queries.comments_on(found, ref)
    register = {line.item.number: line for line in register_of(found)}
    return {
        "page": page,
        "inspection": found,
        "standard": page.standard,
        "row": row,
        "tag": tag_of(row.state) if row else "",
        "mark": mark_of(page.edition, row.outcome) if row else None,
        "why_not": now_is.why_not,
        "proposed": proposed,
        "rule_mark": outcome_mark(page.edition, proposed.outcome) if proposed else None,
        "questions": list(_questions(page.edition, proposed)) if proposed else [],
        "parts": list(_parts(page, row)),
        "relied": list(_relied(row, register)),
        "comments": list(said),
        "resolving": resolving,
        "comment": comment if may_discuss else None,
        "reading": reading if may_discuss and waits and one.standing.person not in wrote else None,
        "is_mine": waits and one.standing.person in wrote,
        "may_write": may_write_judgements(one.standing, one.facts) and found.stage in OPEN_TO_WRITE,
        "may_see_register": may_read_register(one.standing, one.facts),
    }


def _questions(held: Edition, proposed: ProposedStandard) -> Iterator[tuple[Any, Mark]]:
    """Each key question that was counted, with its mark."""
    for each in proposed.rating.key_questions:
        yield each, question_mark(held, each)


def _parts(page: Page, row: Any) -> Iterator[tuple[Any, Mark | None, str]]:
    """Each key question with what the judgement says of it."""
    told = {each.question_ref: each for each in row.questions.all()} if row else {}
    for question in page.standard.key_questions:
        held = told.get(question.ref)
        yield question, mark_of(page.edition, held.outcome) if held else None, held.reasoning if held else ""


def _relied(row: Any, register: dict[int, RegisterLine]) -> Iterator[tuple[Any, RegisterLine]]:
    """Each version of evidence relied on, with how the evidence stands now."""
    for each in row.evidence.all() if row else ():
        yield each.evidence, register[each.evidence.item.number]


@dataclass(frozen=True, slots=True)
class Version:
    """One version with what was changed since the one before."""

    row: Any
    mark: Mark
    before: Mark | None
    reasoning: tuple[Piece, ...]
    questions: tuple[tuple[str, Mark, Mark | None, tuple[Piece, ...]], ...]
    added: tuple[int, ...]
    taken: tuple[int, ...]

    @property
    def tag(self) -> SafeString:
        """How far it came."""
        return tag_of(self.row.state)


@require_safe
@or_not_found
def history(request: HttpRequest, inspection: str, ref: str) -> HttpResponse:
    """Every version of the judgement of a standard, each with what was changed."""
    page = page_of(request, inspection, ref, check_read_judgements)
    rows = queries.versions(page.inspection, ref)
    page.one.record("judgements.seen", standard=ref, versions=len(rows))
    context = {
        "page": page,
        "inspection": page.inspection,
        "standard": page.standard,
        "versions": [_version(page.edition, row, before) for row, before in zip_longest(rows, rows[1:])],
    }
    return render(request, "site/judgement_versions.html", context)


def _version(held: Edition, row: Any, before: Any) -> Version:
    was, new = _said(before), _said(row)
    relied, relied_before = _numbers(row), _numbers(before)
    refs = sorted({*was, *new})
    return Version(
        row,
        mark_of(held, row.outcome),
        mark_of(held, before.outcome) if before is not None and before.outcome != row.outcome else None,
        changes(before.reasoning if before else "", row.reasoning),
        tuple(_changed(held, ref, was.get(ref, ("", "")), new.get(ref, ("", ""))) for ref in refs),
        tuple(sorted(relied - relied_before)),
        tuple(sorted(relied_before - relied)),
    )


def _changed(
    held: Edition, ref: str, was: Sequence[str], new: Sequence[str]
) -> tuple[str, Mark, Mark | None, tuple[Piece, ...]]:
    before = mark_of(held, was[0]) if was[0] and was[0] != new[0] else None
    return ref, mark_of(held, new[0]), before, changes(was[1], new[1])


def _said(row: Any) -> dict[str, tuple[str, str]]:
    return {each.question_ref: (each.outcome, each.reasoning) for each in row.questions.all()} if row else {}


def _numbers(row: Any) -> set[int]:
    return {each.evidence.item.number for each in row.evidence.all()} if row else set()
