"""Published documents in review: kept as data, mended by the rules, turned into wanted data, drawn as a text."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from django.utils.html import escape
from documents_made import Body, letter
from hypothesis import given, settings
from hypothesis import strategies as st

from eyre.core.calendar import parse_partial
from eyre.core.reading import (
    ClaimRead,
    DateKind,
    DateRead,
    Draft,
    Fact,
    Place,
    RatingRead,
    RecommendationRead,
    ScoreRead,
    Sure,
)
from eyre.core.reading.draft import AddresseeKind
from eyre.reports.document_text import Marked, marked_text, part_of, parts_of
from eyre.reports.reading import draft_data, read_document
from eyre.reports.reading.shelf import shipped
from eyre.reports.review.comparing import Held, State, compare, same_count
from eyre.reports.review.kept import draft_from, storable
from eyre.reports.review.mending import CannotMend, fields_of, mend, mended, texts_of
from eyre.reports.review.verdicts import Decision, Reviewed, Verdict, why_not_accept
from eyre.reports.review.wanted import (
    Advice,
    Counted,
    Item,
    Part,
    counted,
    inspected,
    is_complete,
    wanted_besides,
    wanted_of,
)

LETTER = letter(Body(), Body("Kirklees", claims=("Four out of ten people were seen weekly.",)))
EDITION = next(each for each in shipped() if each.id == "hmip-probation-pdu-2021")
AT = Place(0, 1, 1, 1, 0, "x")
WHO = {"place": AT, "sure": Sure.SURE}


def read(text: str = LETTER) -> Draft:
    return read_document(text.encode(), "letter.md")


def all_accepted(draft: Draft, **besides: Decision | None) -> Reviewed:
    """Everything accepted, but for the facts named: `rating_1_2__2` is rating-1-2.2."""
    decisions = {f.id: Decision(f.id, Verdict.ACCEPTED) for f in draft.facts() if not why_not_accept(f)}
    for name, decision in besides.items():
        id = name.replace("__", ".").replace("_", "-")
        decisions.pop(id, None)
        if decision:
            decisions[id] = decision
    return Reviewed(draft, decisions)


@given(
    st.lists(st.sampled_from([Body(), Body("Kirklees"), Body("Gwent")]), max_size=3),
    st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=200),
)
@settings(max_examples=25)
def test_a_draft_comes_back_from_its_data_as_it_was(bodies: list[Body], tail: str) -> None:
    draft = read(letter(*bodies) + "\n" + tail if bodies else tail + "\nThe end.")
    back = draft_from(draft_data(draft), draft.given.text)
    assert replace(back, given=draft.given) == draft


@given(
    st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=9)
)
def test_what_is_kept_holds_nothing_that_no_database_keeps(value: object) -> None:
    kept = storable(value)
    assert "\0" not in str(kept)
    str(kept).encode("utf-8")
    assert storable(kept) == kept


def test_half_a_pair_and_a_nul_become_a_sign_of_their_length() -> None:
    assert storable(["a\0b\ud800c", 7, None]) == ["a\ufffdb\ufffdc", 7, None]


def of(kind: type[Fact], **values: object) -> Fact:
    return kind(id="x", **WHO, **values)  # type: ignore[arg-type]


RATING = of(RatingRead, ref="2.2", title="Assessment", printed="Rating", rating="")
SCORE = of(ScoreRead, points=7, out_of=24)
DATE = of(DateRead, what=DateKind.PUBLISHED, date=parse_partial("2022-07"))
ADVICE = of(
    RecommendationRead, provider="p", number=1, addressee=AddresseeKind.PDU, addressed_to="A", text="do it"
)
CLAIM = of(ClaimRead, phrase="five of six", sentence="Five of six.", section="", provider="", form="count_of", x=5, of=6)  # fmt: skip


@pytest.mark.parametrize(
    ("fact", "texts", "changed"),
    [
        (RATING, {"rating": "Good"}, {"rating": "Good"}),
        (RATING, {"rating": "Good", "ref": " 2.3 "}, {"rating": "Good", "ref": "2.3"}),
        (SCORE, {"points": "8"}, {"points": "8"}),
        (SCORE, {}, {}),
        (DATE, {"date": "2022-07-27", "time": "00:01"}, {"date": "2022-07-27", "time": "00:01"}),
        (DATE, {"what": "embargo"}, {"what": "embargo"}),
        (ADVICE, {"addressee": "hmpps", "number": "011"}, {"addressee": "hmpps", "number": "11"}),
        (CLAIM, {"x": "6"}, {"x": "6"}),
        (CLAIM, {"x": "", "of": "", "share": "5/6"}, {"x": "", "of": "", "share": "5/6"}),
        (CLAIM, {"low": "70", "high": "75"}, {"low": "70", "high": "75"}),
    ],
)
def test_what_is_typed_is_kept_where_it_differs(
    fact: Fact, texts: dict[str, str], changed: dict[str, str]
) -> None:
    assert mend(fact, texts_of(fact) | texts) == changed


@pytest.mark.parametrize(
    ("fact", "texts", "field"),
    [
        (RATING, {"rating": ""}, "rating"),
        (RATING, {"rating": "Good", "ref": " "}, "ref"),
        (SCORE, {"points": "25"}, "points"),
        (SCORE, {"points": "-1"}, "points"),
        (SCORE, {"points": "0", "out_of": "0"}, "points"),
        (SCORE, {"points": "seven"}, "points"),
        (SCORE, {"points": "٣"}, "points"),
        (SCORE, {"out_of": "9" * 40}, "out_of"),
        (DATE, {"date": "2022-13"}, "date"),
        (DATE, {"date": ""}, "date"),
        (DATE, {"time": "25:00"}, "time"),
        (DATE, {"what": "birthday"}, "what"),
        (ADVICE, {"number": "0"}, "number"),
        (ADVICE, {"number": "32768"}, "number"),
        (ADVICE, {"addressee": "the cat"}, "addressee"),
        (ADVICE, {"text": "  "}, "text"),
        (CLAIM, {"x": "7"}, "x"),
        (CLAIM, {"of": ""}, "of"),
        (CLAIM, {"low": "75", "high": "70"}, "high"),
        (CLAIM, {"low": "75"}, "high"),
        (CLAIM, {"share": "3/0"}, "share"),
        (CLAIM, {"share": "a third"}, "share"),
    ],
)
def test_what_makes_no_fact_is_refused_beside_its_field(
    fact: Fact, texts: dict[str, str], field: str
) -> None:
    with pytest.raises(CannotMend) as refused:
        mend(fact, texts_of(fact) | texts)
    assert field in refused.value.words


@given(st.sampled_from([RATING, SCORE, DATE, ADVICE, CLAIM]), st.data())
def test_what_a_mend_keeps_makes_the_same_fact_again(fact: Fact, data: st.DataObject) -> None:
    """Whatever is typed: it is refused, or what is kept of it gives the fact that was meant, twice the same."""
    typed = data.draw(
        st.fixed_dictionaries({f.name: st.text(max_size=9) | st.sampled_from(["3", "12", "1/2", "2022-05", "Good"]) for f in fields_of(fact)})
    )  # fmt: skip
    try:
        changed = mend(fact, texts_of(fact) | typed)
    except CannotMend:
        return
    again = mended(fact, changed)
    assert {name: texts_of(again)[name] for name in changed} == changed
    assert mend(fact, texts_of(again)) == changed


def test_an_overall_rating_has_no_number_of_a_standard() -> None:
    assert [f.name for f in fields_of(replace(RATING, ref=""))] == ["rating"]  # type: ignore[type-var]


def test_blanks_are_not_accepted() -> None:
    assert "no band" in why_not_accept(RATING).lower()
    assert why_not_accept(of(DateRead, what=DateKind.FIELDWORK))
    assert not why_not_accept(SCORE)


@pytest.mark.parametrize(
    "fact", ["rating_1_2__2", "score_1", "recommendation_1", "claim_1", "rating_1_overall"]
)
def test_a_rejected_fact_leaves_nothing(fact: str) -> None:
    draft = read()
    id = fact.replace("__", ".").replace("_", "-")
    reviewed = all_accepted(draft, **{fact: Decision(id, Verdict.REJECTED, reason="no")})
    provider = next(p for p in inspected(reviewed) if p.name == "Wexmouth")
    every = wanted_of(reviewed, provider, EDITION).items
    assert all(id not in item.facts for item in every)
    assert len(every) == len(wanted_of(all_accepted(draft), provider, EDITION).items) - 1


def test_undecided_facts_are_not_wanted() -> None:
    reviewed = Reviewed(read(), {})
    assert inspected(reviewed) == ()
    assert all(not each.items and not each.problems for each in wanted_besides(reviewed))


def test_a_mended_value_wins() -> None:
    reviewed = all_accepted(
        read(), rating_1_2__2=Decision("rating-1-2.2", Verdict.MENDED, {"rating": "Outstanding"})
    )
    wexmouth = next(p for p in inspected(reviewed) if p.name == "Wexmouth")
    found = [i.value for i in wanted_of(reviewed, wexmouth, EDITION).items if i.key == "2.2"]
    assert found == ["outstanding"]


def test_facts_that_contradict_each_other_are_both_left_out() -> None:
    """Two standards of one number, as a mend can make them."""
    reviewed = all_accepted(
        read(), rating_1_2__2=Decision("rating-1-2.2", Verdict.MENDED, {"ref": "1.1", "rating": "Good"})
    )
    wexmouth = next(p for p in inspected(reviewed) if p.name == "Wexmouth")
    wanted = wanted_of(reviewed, wexmouth, EDITION)
    assert not [item for item in wanted.items if item.key in ("1.1", "2.2")]
    assert {p.fact for p in wanted.problems if "contradict" in p.words} == {"rating-1-1.1", "rating-1-2.2"}


def test_without_an_edition_no_rating_is_wanted_and_each_says_why() -> None:
    reviewed = all_accepted(read())
    wanted = wanted_of(reviewed, inspected(reviewed)[0], None)
    assert not [i for i in wanted.items if i.part in (Part.RATING, Part.OVERALL)]
    assert len([p for p in wanted.problems if "edition" in p.words]) == 10


def test_complete_is_a_table_with_every_standard() -> None:
    reviewed = all_accepted(read())
    items = wanted_of(reviewed, inspected(reviewed)[0], EDITION).items
    assert is_complete(items, EDITION)
    assert not is_complete([i for i in items if i.key != "2.1"], EDITION)


def claim(**values: object) -> ClaimRead:
    given: dict[str, object] = {
        "phrase": "p",
        "sentence": "s",
        "section": "",
        "provider": "",
        "form": "count",
    }
    return ClaimRead(id="c", **WHO, **(given | values))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("read_as", "columns"),
    [
        (claim(form="count_of", x=5, of=6), {"x": 5, "of": 6}),
        (claim(number=1300, hedge="over"), {"x": 1300, "x_bound": ">"}),
        (claim(number=2, hedge="at_most"), {"x": 2, "x_bound": "<="}),
        (claim(number=5, hedge="nearly"), {"x": 5, "x_bound": ""}),
        (claim(number=9_999_999_999), {"x": None, "value": "9999999999"}),
        (
            claim(form="percent", low=Fraction(70), high=Fraction(75)),
            {"low": Fraction(70), "high": Fraction(75)},
        ),
        (claim(form="percent", low=Fraction(100, 3), high=Fraction(100, 3)), {"low": Fraction(3333, 100)}),
        (claim(form="percent", low=Fraction(10_000), high=Fraction(10_000)), {"low": None, "value": "10000"}),
        (claim(form="count", low=Fraction(11), high=Fraction(20)), {"low": None, "value": "11-20"}),
        (claim(form="ratio", share=Fraction(2, 5)), {"value": "2/5"}),
        (claim(form="word", word="most"), {"value": "most"}),
        (claim(form="all_but", number=2, phrase="all but two"), {"x": None, "value": "all but two"}),
        (claim(said_of="x" * 99), {"unit": "x" * 59 + "…"}),
    ],
)
def test_a_claim_in_the_columns_of_counts(read_as: ClaimRead, columns: dict[str, object]) -> None:
    found = counted(read_as)
    assert {name: getattr(found, name) for name in columns} == columns


ITEM = Item(Part.SCORE, "", ("s",), (7, 24), "7/24")
TOLD = Item(Part.RECOMMENDATION, "1", ("r",), Advice("pdu", "do it"), "do it")


@pytest.mark.parametrize(
    ("item", "held", "state"),
    [
        (ITEM, None, State.NEW),
        (ITEM, Held((7, 24), "7/24"), State.SAME),
        (ITEM, Held((8, 24), "8/24"), State.STAYS),
        (ITEM, Held((8, 24), "8/24", is_ours=True), State.DIFFERS),
        (ITEM, Held(None, "not known"), State.STAYS),
        (ITEM, Held(None, "not known", is_ours=True), State.NEW),
        (TOLD, Held(Advice("pdu", "in other words"), "", in_other_words=True), State.SAME),
        (TOLD, Held(Advice("region", "do it"), "", in_other_words=True), State.STAYS),
        (TOLD, Held(Advice("pdu", "in other words"), ""), State.STAYS),
    ],
)
def test_what_storing_would_do(item: Item, held: Held | None, state: State) -> None:
    assert compare(item, held).state is state


@pytest.mark.parametrize(
    ("noted", "is_same"),
    [
        (Counted("", "", "20 courts", value="20"), True),
        (Counted("", "", "There are 20 courts", x=20), True),
        (Counted("", "", "20 courts", x=20, of=30), False),
        (Counted("", "", "20 per cent of courts", low=Fraction(20), high=Fraction(20)), False),
        (Counted("", "", "", value="20"), False),
        (Counted("", "", "10 prisons", value="10"), False),
    ],
)
def test_a_count_that_is_noted_already_in_these_words(noted: Counted, is_same: bool) -> None:
    found = same_count(Counted("", "There are 20 courts in the region.", "20", x=20), [("it", noted)])
    assert bool(found) is is_same


def drawn(text: str, places: list[Marked], anchors: dict[str, int] | None = None) -> str:
    return str(marked_text(text, 0, len(text), places, anchors or {}))


@st.composite
def texts_with_places(draw: st.DrawFn) -> tuple[str, list[Marked]]:
    text = draw(st.text(alphabet="ab <>&\"'\n", min_size=1, max_size=60))
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    found = draw(st.lists(ends, max_size=8))
    return text, [Marked(f"f-{n}", start, end, "open", f"<{n}>") for n, (start, end) in enumerate(found)]


@given(texts_with_places())
def test_the_drawn_text_says_what_the_text_says_and_links_every_fact(made: tuple[str, list[Marked]]) -> None:
    text, places = made
    html = drawn(text, places)
    marks = r'<a class="eyre-place__mark".*?</a>'
    ours = r'<a (?:id="place-[^"]*" )?class="eyre-place [^"]*" href="[^"]*">|</a>|<span id="[^"]*"></span>'
    assert re.sub(ours, "", re.sub(marks, "", html, flags=re.DOTALL)) == escape(text)
    for place in places:
        assert f'href="#fact-{place.id}"' in html
        assert html.count(f'id="place-{place.id}"') == 1


def test_markup_in_a_document_is_text() -> None:
    html = drawn("<script>alert(1)</script> five", [Marked("c", 26, 30, "open", "five")])
    assert "<script" not in html
    assert html.startswith("&lt;script&gt;")
    around = drawn("<script>alert(1)</script> five", [Marked("c", 0, 30, "open", "<script>")])
    assert "<script" not in around


@given(st.text(alphabet="ab\n", max_size=300), st.integers(1, 50))
def test_parts_are_the_whole_text_in_order_and_none_is_too_long(text: str, longest: int) -> None:
    parts = parts_of(text, longest)
    assert "".join(text[start:end] for start, end in parts) == text
    assert all(end - start <= longest for start, end in parts)
    assert all(
        parts[part_of(parts, at) - 1][0] <= at < parts[part_of(parts, at) - 1][1] for at in range(len(text))
    )
