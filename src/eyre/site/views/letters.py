"""Letters to a provider: what was sent and is to be sent, each as it will be read, and sending it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eyre.inspections import permissions
from eyre.inspections.actions.letters import (
    change_paragraph,
    discard_letter,
    draft_letter,
    retry_letter,
    send_letter,
)
from eyre.inspections.exceptions import CannotSend, LeftAlready, LetterNotFound
from eyre.inspections.forms_letters import ParagraphForm
from eyre.inspections.queries import inspection as one_inspection
from eyre.inspections.queries.letters import letter_of, preview
from eyre.platform.audit import Operation
from eyre.site.queries.letters import LetterPage, holes_of, letter_page, page_of

from .work_seen import Seen, or_not_found, seen


@require_safe
@or_not_found
def listing(request: HttpRequest, inspection: str) -> HttpResponse:
    """The letters of an inspection: those that may be written, the drafts, and what went to whom."""
    one = seen(request, inspection, permissions.check_see_team)
    may_send = permissions.may_send_letters(one.standing, one.facts)
    found = one_inspection(inspection, one.standing)
    one.record("letters.seen")
    context = {"inspection": found, "page": page_of(found, now(), may_send), "may_send": may_send}
    return render(request, "site/letters.html", context)


@require_POST
@or_not_found
def write(request: HttpRequest, inspection: str, template: str) -> HttpResponse:
    """Begin a letter, or go on with the draft of it."""
    one = seen(request, inspection, permissions.check_send_letters)
    found = one_inspection(inspection, one.standing)
    draft = draft_letter(inspection=found, template=template, by=one.actor, at=now())
    return redirect("letters:letter", inspection, draft.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def letter(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """A letter: as it would go now, with the words one adds; or as it went, with what came of it."""
    one = seen(request, inspection, _check(request))
    page = _page(one, number)
    form = ParagraphForm(
        request.POST if request.method == "POST" else None, initial={"paragraph": page.letter.paragraph}
    )
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["paragraph"]
        try:
            change_paragraph(letter=page.letter, paragraph=words, by=one.actor, at=now())
        except LeftAlready as why:
            messages.info(request, str(why))
        else:
            messages.success(request, "Your words stand in the letter.")
        return redirect("letters:letter", inspection, number)
    one.record("letter.seen", letter=number)
    if not page.is_draft:
        return render(request, "site/letter_sent.html", {"page": page, "inspection": page.letter.inspection})
    seen_now = preview(page.letter, localdate())
    context = {
        "page": page,
        "inspection": page.letter.inspection,
        "preview": seen_now,
        "holes": holes_of(page.letter.inspection, seen_now),
        "form": form,
    }
    return render(request, "site/letter_draft.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def send(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """Ask whether the letter is to go, and to whom it goes; and send it."""
    one = seen(request, inspection, permissions.check_send_letters)
    page = _page(one, number)
    reasons: tuple[str, ...] = ()
    if request.method == "POST":
        seal = request.POST.get("seal", "")
        try:
            send_letter(letter=page.letter, seal=seal, by=one.actor, at=now())
        except LeftAlready as why:  # a second click, or somebody else
            messages.info(request, str(why))
            return redirect("letters:letter", inspection, number)
        except CannotSend as why:
            reasons = why.reasons
        else:
            _tell(request, one, number)
            return redirect("letters:letter", inspection, number)
    if not page.is_draft:
        return redirect("letters:letter", inspection, number)
    one.record("letter.seen", letter=number)
    seen_now = preview(page.letter, localdate())
    context = {
        "page": page,
        "inspection": page.letter.inspection,
        "preview": seen_now,
        "holes": holes_of(page.letter.inspection, seen_now),
        "reasons": reasons,
    }
    return render(request, "site/letter_send.html", context)


@require_POST
@or_not_found
def again(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """Try once more to bring the letter to those whom it did not reach."""
    one = seen(request, inspection, permissions.check_send_letters)
    try:
        retry_letter(letter=_page(one, number).letter, by=one.actor, at=now())
    except LeftAlready as why:
        messages.info(request, str(why))
    else:
        _tell(request, one, number)
    return redirect("letters:letter", inspection, number)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def discard(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """Ask whether the draft is to be thrown away, and do it."""
    one = seen(request, inspection, permissions.check_send_letters)
    page = _page(one, number)
    if request.method == "POST":
        try:
            discard_letter(letter=page.letter, by=one.actor, at=now())
        except LeftAlready as why:
            messages.info(request, str(why))
        else:
            messages.success(request, "The draft is thrown away.")
        return redirect("letters:list", inspection)
    if not page.is_draft:
        return redirect("letters:letter", inspection, number)
    one.record("letter.seen", letter=number)
    return render(request, "site/letter_discard.html", {"page": page, "inspection": page.letter.inspection})


@require_safe
@or_not_found
def text(request: HttpRequest, inspection: str, number: int) -> HttpResponse:
    """A letter as a file: the very bytes of which the record holds the SHA-256."""
    one = seen(request, inspection, permissions.check_see_team)
    page = _page(one, number)
    if page.is_draft:
        raise LetterNotFound(f"Letter {number} was not sent.")
    one.record("letter.taken", Operation.DISCLOSURE, letter=number)
    reply = HttpResponse(page.content, content_type="text/plain; charset=utf-8")
    reply.headers["Content-Disposition"] = f'attachment; filename="letter-{number}.txt"'
    return reply


def _check(request: HttpRequest) -> permissions.Check:
    return permissions.check_send_letters if request.method == "POST" else permissions.check_see_team


def _page(one: Seen, number: int) -> LetterPage:
    """A letter of this inspection; drafts are there for those who write letters only.

    Raises:
        LetterNotFound: when there is none of this number that they may see.
    """
    may_send = permissions.may_send_letters(one.standing, one.facts)
    found = one_inspection(one.id, one.standing)
    return letter_page(letter_of(found, number), now(), may_send)


def _tell(request: HttpRequest, one: Seen, number: int) -> None:
    """Say what came of sending it, as far as is known now."""
    came_of_it = _page(one, number)
    if came_of_it.has_failed:
        messages.error(
            request, "The letter did not reach everybody. Below stands why; it can be tried again."
        )
    elif came_of_it.is_sent:
        messages.success(request, "The letter is sent.")
    else:
        messages.info(request, "The letter is stored and on its way.")
