"""A document's text with the places of its facts marked, each a link to the fact; and long documents in parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

LONGEST_PART = 60_000  # characters: some ten pages of a report, and what a telephone still shows with ease


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of the text with a name: `id` of the fact, `state` of its review, `label` in words."""

    id: str
    start: int
    end: int
    state: str
    label: str


def parts_of(text: str, longest: int = LONGEST_PART) -> tuple[tuple[int, int], ...]:
    """Where each part of a text begins and ends; it is cut behind the end of a line wherever there is one."""
    parts, start = [], 0
    while len(text) - start > longest:
        end = text.rfind("\n", start, start + longest) + 1
        end = end if end > start else start + longest
        parts.append((start, end))
        start = end
    return (*parts, (start, len(text)))


def part_of(parts: Iterable[tuple[int, int]], at: int) -> int:
    """In which part, from 1, a character stands."""
    return max([n for n, (start, _) in enumerate(parts, 1) if start <= at], default=1)


def marked_text(
    text: str, start: int, end: int, places: Iterable[Marked], anchors: Mapping[str, int]
) -> SafeString:
    """The text from `start` to `end` as HTML, whatever stands in it escaped.

    Every stretch is a link to the fact with the shortest place around it. A fact that is nowhere the shortest gets a
    mark behind its place. `anchors` are further ids with the characters they stand before.
    """
    within = sorted((p for p in places if start <= p.start < end or p.start == p.end == end), key=_order)
    cuts = sorted({start, end, *(p.start for p in within), *(min(p.end, end) for p in within)})
    ids: dict[int, list[str]] = {}
    for place in within:
        ids.setdefault(place.start, []).append(f"place-{place.id}")
    for id, at in anchors.items():
        if start <= at <= end:
            ids.setdefault(at, []).append(id)
    cuts = sorted({*cuts, *ids})
    html = "".join(_drawn(text, cuts, within, ids, end))
    return mark_safe(html)  # every character of the text went through escape


def _order(place: Marked) -> tuple[int, int]:
    return place.start, -place.end


def _drawn(
    text: str, cuts: list[int], within: list[Marked], ids: Mapping[int, list[str]], end: int
) -> Iterator[str]:
    open_places: list[Marked] = []
    linked: set[str] = set()
    coming = iter([*within, None])
    following = next(coming)
    for at, until in zip(cuts, [*cuts[1:], end], strict=True):
        yield from (_mark(each) for each in open_places if min(each.end, end) <= at and each.id not in linked)
        open_places = [each for each in open_places if min(each.end, end) > at]
        while following is not None and following.start <= at:
            if min(following.end, end) > at:
                open_places.append(following)
            else:
                yield _mark(following)
            following = next(coming)
        yield from _stretch(text[at:until], open_places, ids.get(at, []), linked)


def _stretch(words: str, open_places: list[Marked], ids: list[str], linked: set[str]) -> Iterator[str]:
    """A stretch of the text: a link to its fact, where there is a word in it. The link has the fact's own id."""
    shortest = min(open_places, key=lambda place: place.end - place.start, default=None)
    if shortest is None or not any(map(str.isalnum, words)):
        yield from (f'<span id="{escape(id)}"></span>' for id in ids)
        yield escape(words)
        return
    own = f"place-{shortest.id}"
    yield from (f'<span id="{escape(id)}"></span>' for id in ids if id != own)
    linked.add(shortest.id)
    name = f'id="{escape(own)}" ' if own in ids else ""
    state = f"eyre-place eyre-place--{shortest.state}"
    yield f'<a {name}class="{state}" href="#fact-{escape(shortest.id)}">{escape(words)}</a>'


def _mark(place: Marked) -> str:
    return (
        f'<a class="eyre-place__mark" href="#fact-{escape(place.id)}">[<span class="govuk-visually-hidden">'
        f'{escape(place.label)}</span><span aria-hidden="true">¶</span>]</a>'
    )
