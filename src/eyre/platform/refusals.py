"""How is a program told that a request is refused? In JSON, with a word for it and words for people, and no redirect."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views import csrf

JSON = "application/json"


def wants_json(request: HttpRequest) -> bool:
    """Whether a program asks: it sends JSON, or takes nothing else."""
    accept = request.headers.get("Accept", "")
    return request.content_type == JSON or (JSON in accept and "text/html" not in accept)


def refusal(status: int, problem: str, words: str) -> JsonResponse:
    """A refusal as a program reads it."""
    return JsonResponse({"problem": problem, "words": words}, status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What is answered to a form that is not from a page of ours, or whose page is too old (CSRF_FAILURE_VIEW)."""
    if wants_json(request):
        return refusal(403, "csrf", "The page is too old to save from. Load it again and send the same.")
    return csrf.csrf_failure(request, reason=reason)
