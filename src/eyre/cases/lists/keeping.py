"""Who checks the lists while the pages are served? One thread of the process that supervises them.

It looks every second for a list that waits, or one that a crash left behind, and checks one after the other.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from django.db import Error, connection
from django.utils.timezone import now

from eyre.cases.exceptions import ListLost

from .checking import check, give_up
from .rows import take_waiting

EVERY = 1.0  # seconds
logger = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")


@contextmanager
def kept_checked(every: float = EVERY) -> Iterator[None]:
    """While the block runs, check every list that is sent. The list at hand is finished before the block is left."""
    stop = threading.Event()
    thread = threading.Thread(target=_keep, args=(stop, every), name="eyre-case-lists", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _keep(stop: threading.Event, every: float) -> None:
    # Work goes through an executor: it hands over whatever went wrong, and this thread goes on
    taker = this_worker()
    with ThreadPoolExecutor(1, thread_name_prefix="eyre-case-list") as worker:
        while not stop.wait(every):
            _check_next(worker, taker)


def _check_next(worker: Executor, taker: str) -> None:
    taking = worker.submit(_closing(take_waiting), taker, now())
    if (error := taking.exception()) is not None:
        # Never the words of an error: they may quote the list
        logger.error("Case lists could not be looked at now (%s)", type(error).__name__)
    elif (found := taking.result()) is not None:
        error = worker.submit(_closing(check), found, taker, now).exception()
        if error is not None and not isinstance(error, ListLost):
            logger.error("Case list %s could not be checked (%s)", found.pk, type(error).__name__)
            if not isinstance(error, Error):  # what the database could not do now is tried again
                worker.submit(_closing(give_up), found, taker, error, now).exception()


def _closing(work: Callable[P, T]) -> Callable[P, T]:
    """The same work, after which its thread lets go of the database."""

    def done(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return work(*args, **kwargs)
        finally:
            connection.close()

    return done


def this_worker() -> str:
    """How this process is told from every other that checks lists."""
    return f"{socket.gethostname()[:25]}.{os.getpid()}"


def check_waiting(taker: str = "here") -> int:
    """Check every list that waits, here and now; how many there were."""
    checked = 0
    while (found := take_waiting(taker, now())) is not None:
        check(found, taker, now)
        checked += 1
    return checked
