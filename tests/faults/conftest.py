"""One server that may be killed, for every part of the fault programme; each begins with its database as it was filled."""

from collections.abc import Iterator

import pytest

from fault_programme import Nursery, nursery


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with nursery(tmp_path_factory.mktemp("nursery")) as started:
        yield started
