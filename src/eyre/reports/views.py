"""The page that checks a document. Nothing of the document is stored: each answer is made from what was sent."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from eyre.core.reports import Context, Proof, Settings, examined
from eyre.frameworks.queries import edition

from . import queries
from .drawing import result_of
from .forms import ProofForm
from .printing import print_json, print_text
from .sarif import print_sarif
from .uploads import MOST_BYTES
from .wording import DEFAULT_POLICY, load_policy

NAME = "document.md"
MOST_SENT = 2_000_000  # a document of the greatest length, form and all; Django itself stops a little later
TOO_LONG = (
    f"What was sent is too long: a document may have up to {MOST_BYTES:,} bytes. Check it part by part. Your"
    " browser’s Back button leads to what you pasted"
)
TYPES = {"text": "text/plain", "json": "application/json", "sarif": "application/sarif+json"}


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proof(request: HttpRequest) -> HttpResponse:
    """The form, or the result; what is too long is refused here, because the check for forgery would read it first."""
    if _length(request) > MOST_SENT:
        return _refused(request)
    return _proof(request)


def _length(request: HttpRequest) -> int:
    sent = request.META.get("CONTENT_LENGTH") or "0"
    return int(sent) if sent.isdecimal() else 0


def _refused(request: HttpRequest) -> HttpResponse:
    form = ProofForm({}, use_required_attribute=False)
    form.full_clean()
    form.errors.clear()
    form.add_error("text", TOO_LONG)
    return render(request, "reports/proof.html", {"form": form}, status=413)


@csrf_protect
def _proof(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        asked = {name: request.GET[name] for name in ("inspection", "framework") if name in request.GET}
        return render(request, "reports/proof.html", {"form": ProofForm(initial=asked)})
    form = ProofForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "reports/proof.html", {"form": form})
    checked, context = examined(form.cleaned_data["document"], _settings(form))
    if (kind := request.POST.get("download", "")) in TYPES:
        return _download(checked, kind, strict=form.cleaned_data["strict"])
    return render(request, "reports/proof.html", _shown(request, form, checked, context))


def _settings(form: ProofForm) -> Settings:
    """What to check by, as it was chosen."""
    chosen = form.cleaned_data
    inspection, framework = chosen["inspection"], chosen["framework"]
    names = tuple(filter(None, map(str.strip, chosen["names"].splitlines())))
    if chosen["known_names"]:
        names += queries.names_of_bodies()
    return Settings(
        load_policy(chosen["policy"] or DEFAULT_POLICY),
        queries.register_of(inspection) if inspection else None,
        edition(framework) if framework else None,
        names,
        chosen["small_group"] or 0,
        queries.names_of_inspected(inspection) if inspection and names else (),
    )


def _shown(request: HttpRequest, form: ProofForm, checked: Proof, context: Context) -> dict[str, object]:
    """The result, and the form with the document in it, whichever way it came."""
    again = request.POST.copy()
    again["text"] = form.cleaned_data["document"]
    result = result_of(checked, context, strict=form.cleaned_data["strict"])
    return {"form": ProofForm(again), "result": result, "read_as": form.read_as}


def _download(checked: Proof, kind: str, *, strict: bool) -> HttpResponse:
    match kind:
        case "json":
            body = print_json(NAME, checked, strict=strict)
        case "sarif":
            body = print_sarif(NAME, checked)
        case _:
            body = print_text(NAME, checked, strict=strict)
    ending = {"text": "txt"}.get(kind, kind)
    headers = {"Content-Disposition": f'attachment; filename="proof.{ending}"'}
    return HttpResponse(body.encode(), content_type=f"{TYPES[kind]}; charset=utf-8", headers=headers)
