"""From an upload that waits to a list that is stored or refused: read, checked, put under pseudonyms, sealed.

It runs behind the pages (eyre.cases.lists.keeping). What it cannot foresee in a file is told as a problem of the file,
so that nobody waits for ever; what goes wrong with the database leaves the list to be taken again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from eyre.cases.actions.lists import refuse_case_list, store_case_list
from eyre.cases.keys import CASE, PRACTITIONER, UPLOADS, Identity, new_pseudonym, seal_identity, tags_of
from eyre.cases.models import CaseKey, CaseList, ListedCase
from eyre.core.cases.listed import Checked, Specification, check_list, compared, exclusions, summary
from eyre.core.cases.problems import Kind, Problems
from eyre.platform.audit import Actor

from .problems import MOST_KEPT
from .reading import read_upload
from .rows import expect_rows, put_rows
from .shipped import specification

BY = Actor.of_command("eyre serve")
PIECE = 2_000
Clock = Callable[[], datetime]


def check(case_list: CaseList, taker: str, clock: Clock) -> None:
    """Check a list that this worker has taken, and store or refuse it.

    Raises:
        ListLost: when another worker has taken it over meanwhile.
    """
    rules, problems = specification(case_list.rules), Problems(most=MOST_KEPT)
    checked = _checked(case_list, rules, problems)
    if checked is None:
        refuse_case_list(case_list=case_list, taker=taker, problems=problems, by=BY, at=clock())
        return
    excluded = _store(case_list, taker, _Rows(rules, checked, case_list), clock)
    store_case_list(case_list=case_list, taker=taker, excluded=excluded, by=BY, at=clock())


def give_up(case_list: CaseList, taker: str, error: BaseException, clock: Clock) -> None:
    """Refuse a list that could not be read in a way nobody foresaw; the words name the kind of error alone."""
    problems = Problems()
    kind = type(error).__name__
    words = f"it holds something that Eyre did not expect ({kind}): save it as CSV and send it again"
    problems.add(Kind.FILE, words)
    refuse_case_list(case_list=case_list, taker=taker, problems=problems, by=BY, at=clock())


def _checked(case_list: CaseList, rules: Specification, problems: Problems) -> Checked | None:
    content = UPLOADS.unseal(bytes(case_list.upload or b""))
    sheet = read_upload(content, case_list.file_name, problems)
    if sheet is None:
        return None
    return check_list(sheet, rules, localdate(case_list.sent_at), problems)


class _Pseudonyms:
    """The pseudonyms of an inspection: those that are held, found by their tags, and new ones."""

    def __init__(self, inspection: str) -> None:
        self.inspection = inspection
        keys = CaseKey.objects.filter(inspection=inspection).order_by()
        self.by_tag = dict(keys.values_list("tag", "pseudonym"))
        self.taken = set(self.by_tag.values())

    def of(self, prefix: str, identifier: str) -> tuple[str, str]:
        """The pseudonym and the tag of an identifier; a new one where it was never seen."""
        tags = tags_of(prefix, self.inspection, compared(identifier))
        for tag in tags:
            if tag in self.by_tag:
                return self.by_tag[tag], tag
        pseudonym = new_pseudonym(prefix, self.taken)
        self.by_tag[tags[0]] = pseudonym
        self.taken.add(pseudonym)
        return pseudonym, tags[0]


@dataclass(frozen=True, slots=True)
class _Case:
    """One row of the list, ready to be sealed and stored."""

    row: int
    identity: Identity
    kind: str
    attributes: dict[str, str]
    started: date | None
    ended: date | None
    excluded: str


class _Rows:
    """The checked list as cases, and what each rule keeps out of the frame."""

    def __init__(self, rules: Specification, checked: Checked, case_list: CaseList) -> None:
        names = {column.part: column.name for column in rules.columns if column.part}
        kind = rules.of_part("kind")
        self.checked, fieldwork = checked, case_list.counted_from
        assert fieldwork is not None, "a list is taken in where there is fieldwork to count from"
        self.started = checked.days(names["started"])
        self.ended = checked.days(names.get("ended", ""))
        self.kinds = [kind.kinds()[code] for code in checked.texts(kind.name)]
        self.excluded = exclusions(rules.windows, self.kinds, self.started, self.ended, fieldwork)
        told = ("identifier", "name", "date-of-birth", "practitioner")
        self.identities = [checked.texts(names.get(part, "")) for part in told]
        self.attributes = {column.key: checked.texts(column.name) for column in rules.attributes()}

    def __len__(self) -> int:
        return len(self.checked)

    def part(self, first: int, most: int) -> Iterator[_Case]:
        """So many cases from this one on."""
        return (self._case(place) for place in range(first, min(first + most, len(self))))

    def _case(self, place: int) -> _Case:
        return _Case(
            self.checked.rows[place],
            Identity(*(texts[place] for texts in self.identities)),
            self.kinds[place],
            {key: texts[place] for key, texts in self.attributes.items() if texts[place]},
            self.started[place],
            self.ended[place],
            self.excluded[place],
        )


def _store(case_list: CaseList, taker: str, rows: _Rows, clock: Clock) -> dict[str, int]:
    """Write every row, piece by piece; how many cases each rule keeps out."""
    expect_rows(case_list, taker, len(rows), clock())
    pseudonyms = _Pseudonyms(case_list.inspection_id)
    for first in range(0, len(rows), PIECE):
        keys, cases = _sealed(rows.part(first, PIECE), case_list, pseudonyms)
        put_rows(case_list, taker, keys, cases, min(first + PIECE, len(rows)), clock())
    return summary(rows.excluded)


def _sealed(
    part: Iterable[_Case], case_list: CaseList, pseudonyms: _Pseudonyms
) -> tuple[list[CaseKey], list[ListedCase]]:
    """The keys and cases of a piece: who somebody is, is in the keys alone."""
    keys: dict[str, CaseKey] = {}
    cases = []
    for case in part:
        found, tag = pseudonyms.of(CASE, case.identity.identifier)
        keys[found] = _key(case_list, found, tag, case.identity)
        cases.append(_listed(case, case_list, found, _practitioner(case, case_list, keys, pseudonyms)))
    return list(keys.values()), cases


def _practitioner(case: _Case, case_list: CaseList, keys: dict[str, CaseKey], pseudonyms: _Pseudonyms) -> str:
    name = case.identity.practitioner
    if not name:
        return ""
    found, tag = pseudonyms.of(PRACTITIONER, name)
    if found not in keys:
        keys[found] = _key(case_list, found, tag, Identity(name=name))
    return found


def _key(case_list: CaseList, pseudonym: str, tag: str, identity: Identity) -> CaseKey:
    return CaseKey(
        inspection_id=case_list.inspection_id, pseudonym=pseudonym, tag=tag, sealed=seal_identity(identity)
    )


def _listed(case: _Case, case_list: CaseList, pseudonym: str, practitioner: str) -> ListedCase:
    return ListedCase(
        case_list_id=case_list.pk,
        row=case.row,
        pseudonym=pseudonym,
        kind=case.kind,
        attributes=case.attributes,
        practitioner=practitioner,
        started=case.started,
        ended=case.ended,
        excluded=case.excluded,
    )
