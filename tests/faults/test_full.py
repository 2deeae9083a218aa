"""The server's disk is full at each page of a batch (T-FULL): no reply says saved, nothing is half there, and when there is
room again the same batch is taken whole."""

import random

import pytest

from fault_programme import Counts, Nursery, Writer, counted

pytestmark = pytest.mark.slow

PAGE = 4096


def tried(at: Nursery, writer: Writer, room: int) -> bool:
    """Send what waits where there is so much room; whether it was taken."""
    connection = at.connected()
    connection.send(**{"take": writer.sent(writer.waiting), "as": 0, "room": room})
    reply = connection.reply()
    connection.close()
    writer.heard(reply)
    assert reply is not None, "a full disk is an answer, not a death"
    assert ("error" in reply) is not ("results" in reply)
    return "results" in reply


def test_a_full_disk_loses_nothing(server: Nursery) -> None:
    server.emptied()
    writer, refused = Writer(0, server.told, random.Random(3)), 0
    for pages in range(0, 40, 2):
        writer.write(3)
        waiting = list(writer.waiting)
        if not tried(server, writer, pages * PAGE):
            refused += 1
            assert writer.waiting == waiting
            assert not writer.acknowledged & set(waiting)
    assert refused >= 3
    writer.write(1)
    assert tried(server, writer, 1000 * PAGE)
    assert writer.waiting == []
    counts = Counts()
    counted(server, [writer], counts)
    assert counts.is_kept, counts
    assert counts.acknowledged == len(writer.made)
