"""Which wording policies are there, and what do they say? Reads their files; needs no Django."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from eyre.core.wording import WordingPolicy, build_policy
from eyre.frameworks.files import not_found, read_built, read_file

POLICIES = Path(__file__).parent / "policies"
DEFAULT_POLICY = "hmip-observed-2023"


@cache
def shipped_policies() -> dict[str, Path]:
    """The wording policies that come with Eyre: the path of each by its id, in the order of the ids."""
    return {path.stem: path for path in sorted(POLICIES.glob("*.yaml"))}


def load_policy(id_or_path: str | Path = DEFAULT_POLICY) -> WordingPolicy:
    """The wording policy with this id, or the one in this file; the default where nothing is named.

    Raises:
        EditionNotFound: naming the ids that are known, and the nearest.
        EditionFileInvalid: with every mistake of the file, each with its line.
    """
    shipped = shipped_policies().get(str(id_or_path))
    if shipped:
        return _load_shipped(shipped)
    path = Path(id_or_path)
    if path.suffix in (".yaml", ".yml") or path.is_file():
        return read_policy_file(path)
    raise not_found("wording policy", str(id_or_path), shipped_policies())


@lru_cache(maxsize=64)
def _load_shipped(path: Path) -> WordingPolicy:
    return read_policy_file(path)


def read_policy_file(path: Path) -> WordingPolicy:
    """The wording policy in a file. Raises as `load_policy` does."""
    return read_policy(read_file(path), str(path))


def read_policy(content: bytes, name: str) -> WordingPolicy:
    """The wording policy in the bytes of a file; `name` is what mistakes call it.

    Raises:
        EditionFileInvalid: with every mistake, each with its line.
    """
    return read_built(content, name, build_policy)
