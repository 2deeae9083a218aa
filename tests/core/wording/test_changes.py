"""What was changed between two texts: pieces that join to both."""

from hypothesis import given
from hypothesis import strategies as st

from eyre.core.wording.changes import Change, Piece, changes

TEXTS = st.lists(st.sampled_from(["plan", "plans", "E4", "and", "\n", " ", "  "]), max_size=12).map(" ".join)


def test_a_word_more_a_word_less() -> None:
    found = changes("They plan well.", "They plan often and well.")
    assert found == (
        Piece(Change.KEPT, "They plan "),
        Piece(Change.ADDED, "often and "),
        Piece(Change.KEPT, "well."),
    )
    assert changes("a b", "a c") == (
        Piece(Change.KEPT, "a "),
        Piece(Change.TAKEN, "b"),
        Piece(Change.ADDED, "c"),
    )
    assert changes("", "") == ()


@given(TEXTS, TEXTS)
def test_the_pieces_join_to_both_texts(before: str, after: str) -> None:
    found = changes(before, after)
    assert "".join(each.text for each in found if each.change is not Change.ADDED) == before
    assert "".join(each.text for each in found if each.change is not Change.TAKEN) == after
    assert all(each.text for each in found)


@given(TEXTS)
def test_a_text_beside_itself_is_kept(text: str) -> None:
    assert all(each.change is Change.KEPT for each in changes(text, text))
