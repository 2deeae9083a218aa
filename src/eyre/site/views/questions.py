"""The cases from which "x of y relevant cases" was counted, and all answers of an inspection as a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from eyre.core.cases import WORDS, Answer, Tally
from eyre.platform.addresses import link_with
from eyre.platform.downloads import csv_response
from eyre.platform.filters import Choice, ChoiceFilter, Filters
from eyre.platform.items import Download
from eyre.site.queries.answers import HeldAnswers
from eyre.site.queries.inspection import NoSuchInspection
from eyre.site.queries.questions import (
    ANSWERS,
    RELEVANT,
    CaseLine,
    NoSuchQuestion,
    QuestionPage,
    all_answers,
    question_page,
)

from .asked import CSV, JSON, BadRequest, json_response, left_out, not_found, refuse, wanted_format
from .inspections import no_such_inspection


@require_safe
def question(request: HttpRequest, inspection: str, ref: str) -> HttpResponse:
    """One question of one inspection: its cases, narrowed by answer and sub-group; or the same cases as a file."""
    try:
        wanted, page = wanted_format(request), question_page(inspection, ref)
    except BadRequest as why:
        return refuse(request, why)
    except NoSuchInspection:
        return no_such_inspection(request, inspection)
    except NoSuchQuestion:
        words = f"The framework of this inspection asks no question {ref[:20]}."
        link = reverse("inspections:inspection", args=[inspection])
        return not_found(request, words, "See the inspection", link)
    filters = answer_filters(request, page)
    chosen = {name: filters.value(name) for name, _ in page.columns}
    lines = page.narrowed(filters.value("answer") if page.tally else "", chosen)
    if wanted != "html":
        return _file(request, wanted, page, lines)
    context = {
        "page": page,
        "lines": lines,
        "filters": filters if page.tally else None,
        "left_out": left_out(filters),
        "files": [
            Download("These cases", link_with(request.GET, {"format": form}), form.upper())
            for form in (CSV, JSON)
        ],
    }
    return render(request, "site/question.html", context)


def answer_filters(request: HttpRequest, page: QuestionPage) -> Filters:
    """By what the cases of a question can be narrowed: by answer, and by each group that tells them apart."""
    if page.tally is None:
        return Filters((), request.GET)
    answers = ChoiceFilter("answer", "Answer", _answers(page.tally))
    groups = (ChoiceFilter(name, title, page.choices(name)) for name, title in page.columns)
    return Filters((answers, *groups), request.GET)


def _answers(tally: Tally) -> list[Choice]:
    counts = asdict(tally)
    relevant = Choice(RELEVANT, "Relevant cases", tally.count.of)
    return [relevant, *(Choice(word, words, counts[word]) for word, (_, words) in ANSWERS.items())]


def _file(request: HttpRequest, wanted: str, page: QuestionPage, lines: tuple[CaseLine, ...]) -> HttpResponse:
    rows = [_case(page, line) for line in lines]
    if wanted == CSV:
        groups = tuple(name for name, _ in page.columns)
        header = ("inspection", "edition", "case", "question", "answer", *groups, "reconstructed")
        return csv_response(
            f"{page.context.id}-{page.question.ref}.csv", header, (row.values() for row in rows)
        )
    content = {
        "inspection": page.context.id,
        "question": page.question.ref,
        "text": page.question.text,
        "reconstructed": page.context.is_reconstructed,
        "reconstructed_note": page.context.answers_note,
        "count": len(rows),
        "cases": rows,
    }
    return json_response(request, content)


def _case(page: QuestionPage, line: CaseLine) -> dict[str, str]:
    answer = "" if line.answer == "not_answered" else line.answer
    groups = dict(zip((name for name, _ in page.columns), line.groups, strict=True))
    return (
        {
            "inspection": page.context.id,
            "edition": page.context.edition,
            "case": line.case,
            "question": page.question.ref,
            "answer": answer,
        }
        | groups
        | {"reconstructed": str(page.context.is_reconstructed).lower()}
    )


@require_safe
def answers(request: HttpRequest, inspection: str) -> HttpResponse:
    """Every answer held of an inspection, in the long form that `eyre rate` reads."""
    try:
        wanted_format(request, (CSV,))
        found = all_answers(inspection)
    except BadRequest as why:
        return refuse(request, why)
    except NoSuchInspection:
        return no_such_inspection(request, inspection)
    if found is None:
        link = reverse("inspections:inspection", args=[inspection])
        return not_found(
            request, "No answers about cases are held of this inspection.", "See the inspection", link
        )
    edition, held = found
    return csv_response(f"{inspection}-answers.csv", long_header(held), long_form(inspection, edition, held))


def long_header(held: HeldAnswers) -> tuple[str, ...]:
    """The columns of `long_form`."""
    return ("inspection", "edition", "case", "question", "answer", *held.matrix.groups, "reconstructed")


def long_form(inspection: str, edition: str, held: HeldAnswers) -> Iterator[tuple[str, ...]]:
    """Every answer held, a row for each, in the form that `eyre rate` reads."""
    words = {answer: word for word, answer in WORDS.items()}
    matrix, flag = held.matrix, str(held.is_reconstructed).lower()
    for case, codes, labels in zip(matrix.cases, matrix.cells.tolist(), _labels(held), strict=True):
        for asked, code in zip(matrix.questions, codes, strict=True):
            if code != Answer.NOT_PUT:
                yield (inspection, edition, case, asked, words[Answer(code)], *labels, flag)


def _labels(held: HeldAnswers) -> list[tuple[str, ...]]:
    columns = list(held.matrix.groups.values())
    return list(zip(*columns, strict=True)) if columns else [()] * len(held.matrix.cases)
