"""Which row of a segment is altered, missing or inserted? Pure: the digests then, and the rows now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .canonical import DIGEST
from .faults import What
from .ranges import Range

Row = tuple[int, bytes]  # id, digest now


def differences(
    leaves: bytes, rows: Sequence[Row], absent: Sequence[Range]
) -> Iterator[tuple[What, int | None]]:
    """What differs, in order, each with the id of the row where it can be told.

    `leaves` are the digests as sealed, `rows` those of now in the order of their ids, `absent` the ids of the segment
    at which there is no row at all any more. A digest names no id, so a row that went is told by an absent id.
    """
    then = [leaves[i : i + DIGEST] for i in range(0, len(leaves), DIGEST)]
    sealed, present = set(then), {digest for _, digest in rows}
    absent_ids = (each for low, high in absent for each in range(low, high + 1))
    gone = next(absent_ids, None)
    i = j = 0
    while i < len(then) or j < len(rows):
        if i < len(then) and j < len(rows) and then[i] == rows[j][1]:
            i, j = i + 1, j + 1
            continue
        next_id = rows[j][0] if j < len(rows) else None
        lost = i < len(then) and then[i] not in present
        if lost and gone is not None and (next_id is None or gone < next_id):
            yield What.ROW_MISSING, gone
            i, gone = i + 1, next(absent_ids, None)
        elif next_id is not None and rows[j][1] not in sealed:
            yield (What.ROW_ALTERED if lost else What.ROW_INSERTED), next_id
            i, j = i + lost, j + 1
        elif lost or next_id is None:
            yield What.ROW_MISSING, None
            i += 1
        else:  # a digest twice: only a made-up segment has that
            yield What.ROW_INSERTED, next_id
            j += 1
