"""Which form is a case assessed on? Forms are files, one for an edition; an edition without one gets its plain questions.

Needs no database. A form is found by its id, which never names other content: every assessment keeps its digest too.
When a form gets a later edition, the earlier file goes into `earlier/`, named by its id: assessments begun on it stay on
it until somebody moves them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from eyre.core.assessment import Form, NothingFromCases, build_form, derive_form
from eyre.core.frameworks import Edition
from eyre.frameworks.files import read_built, read_file
from eyre.frameworks.reading import load_edition, shipped_editions

from ..exceptions import FormNotFound

FORMS = Path(__file__).parent
EARLIER = FORMS / "earlier"
DERIVED = "-derived"


@cache
def shipped_forms() -> dict[str, Path]:
    """The forms that come with Eyre: the path of each by the id of its edition."""
    return {path.stem: path for path in sorted(FORMS.glob("*.yaml"))}


def read_form(content: bytes, name: str, edition: Edition) -> Form:
    """The form in the bytes of a file; `name` is what mistakes call it.

    Raises:
        EditionFileInvalid: with every mistake, each with its line.
    """
    return read_built(content, name, lambda data: build_form(data, edition))


@cache
def form_for_edition(edition_id: str) -> Form:
    """The form of an edition: the one written for it, or its plain questions.

    Raises:
        EditionNotFound: when there is no such edition.
        NothingFromCases: when it asks nothing about cases.
        EditionFileInvalid: with every mistake of the form's file.
    """
    edition = load_edition(edition_id)
    path = shipped_forms().get(edition.id)
    return read_form(read_file(path), str(path), edition) if path else derive_form(edition)


@cache
def load_form(form_id: str) -> Form:
    """The form with this id, as an assessment names it.

    Raises:
        FormNotFound: when no edition has a form of this id.
    """
    for edition_id in _editions_perhaps(form_id):
        try:
            form = form_for_edition(edition_id)
        except NothingFromCases:
            break
        if form.id == form_id:
            return form
        if (EARLIER / f"{form_id}.yaml").is_file():
            return _earlier(form_id, edition_id)
    raise FormNotFound(f"There is no form {form_id!r}.")


def _earlier(form_id: str, edition_id: str) -> Form:
    """A form that a later one has taken the place of."""
    path = EARLIER / f"{form_id}.yaml"
    return read_form(read_file(path), str(path), load_edition(edition_id))


def _editions_perhaps(form_id: str) -> tuple[str, ...]:
    """The editions whose form may go by this id."""
    if form_id.endswith(DERIVED):
        edition = form_id.removesuffix(DERIVED)
        return (edition,) if edition in shipped_editions() and edition not in shipped_forms() else ()
    return tuple(edition for edition in shipped_forms() if form_id.startswith(edition))
