"""How many cases? A page that anyone may use; nothing is kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..calculator_form import START, CalculatorForm
from ..efforts import efforts


@require_safe
def calculator(request: HttpRequest) -> HttpResponse:
    """The number of cases for the precision asked for, and what other numbers would give."""
    form = CalculatorForm({**START, **request.GET.dict()})
    if not form.is_valid():
        return render(request, "cases/calculator.html", {"form": form}, status=400)
    population = form.cleaned_data["cases"]
    rows = efforts(form.aim(), population)
    asked = next(row for row in rows if row.is_asked)
    context = {"form": form, "rows": rows, "asked": asked, "population": population, "aim": form.aim()}
    return render(request, "cases/calculator.html", context)
