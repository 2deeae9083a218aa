"""How is the log sealed while the pages are served? By one thread of the process that supervises them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error, connection

from .exceptions import SealedElsewhere
from .sealing import seal_all

EVERY = 60.0  # seconds
logger = logging.getLogger(__name__)


@contextmanager
def kept_sealed(every: float = EVERY) -> Iterator[None]:
    """While the block runs, seal both chains every so many seconds; and once more when it ends.

    The thread has a connection of its own. What goes wrong with the database is logged and tried again the next time.
    """
    stop = threading.Event()
    thread = threading.Thread(target=_keep, args=(stop, every), name="eyre-audit-seal", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _keep(stop: threading.Event, every: float) -> None:
    while not stop.wait(every):
        _seal()
    _seal()


def _seal() -> None:
    try:
        seal_all()
    except (Error, SealedElsewhere):
        logger.exception("The log could not be sealed now; it will be tried again.")
    finally:
        connection.close()
