"""The wording policies that ship, and how the files of others are read."""

from pathlib import Path

import pytest

from eyre.core.editions import Status
from eyre.frameworks.exceptions import EditionFileInvalid, EditionNotFound
from eyre.reports.wording import DEFAULT_POLICY, POLICIES, load_policy, read_policy, shipped_policies


def test_five_policies_ship_and_each_is_named_as_its_file() -> None:
    assert list(shipped_policies()) == [
        "education-scotland",
        "estyn",
        "eti",
        "hmip-observed-2023",
        "ofsted-older",
    ]
    assert all(load_policy(name).id == name for name in shipped_policies())


def test_the_default_is_the_inspectorate_of_probation() -> None:
    assert load_policy() is load_policy(DEFAULT_POLICY)
    assert load_policy().inspectorate == "HM Inspectorate of Probation"


@pytest.mark.parametrize(
    ("policy", "word", "status"),
    [
        ("education-scotland", "most", Status.VERIFIED),
        ("estyn", "most", Status.RECALLED),
        ("eti", "most", Status.RECALLED),
        ("ofsted-older", "most", Status.RECALLED),
        ("hmip-observed-2023", "most", Status.OURS),
        ("hmip-observed-2023", "almost all", Status.DERIVED),
        ("hmip-observed-2023", "a large majority", Status.RECALLED),
    ],
)
def test_what_we_only_recall_says_so(policy: str, word: str, status: Status) -> None:
    found = load_policy(policy).word(word)
    assert found is not None
    assert [part.status for part in found.provenance] == [status]


def test_what_was_read_names_where() -> None:
    for policy in map(load_policy, shipped_policies()):
        parts = [*policy.provenance, *(part for word in policy.words for part in word.provenance)]
        assert all(part.sources for part in parts if part.status is Status.VERIFIED)


def test_a_file_of_one_s_own_is_read(tmp_path: Path) -> None:
    text = (POLICIES / "estyn.yaml").read_text("utf-8").replace("id: estyn", "id: ours")
    path = tmp_path / "ours.yaml"
    path.write_text(text, "utf-8")
    assert load_policy(path).id == "ours"


def test_an_unknown_name_is_told_the_nearest() -> None:
    with pytest.raises(EditionNotFound, match=r"no wording policy 'estynn'; did you mean estyn\?"):
        load_policy("estynn")
    with pytest.raises(EditionNotFound, match="no file"):
        load_policy("nowhere.yaml")


def test_every_mistake_has_its_line() -> None:
    text = (POLICIES / "estyn.yaml").read_text("utf-8")
    broken = text.replace("nearly: 3 %", "nearly: three").replace("from: 90 %", "from: most")
    with pytest.raises(EditionFileInvalid) as caught:
        read_policy(broken.encode(), "broken.yaml")
    found = [str(mistake) for mistake in caught.value.mistakes]
    lines = [
        n
        for n, line in enumerate(broken.splitlines(), 1)
        if ("three" in line and "nearly: " in line) or "from: most" in line
    ]
    assert [int(one.split(":")[1]) for one in found] == lines
    assert found[0].startswith(f"broken.yaml:{lines[0]}: tolerances.nearly: 'three' is not an exact share")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"a: [", b"- a", b"a: &x 1", b"a: 1\na: 2"])
def test_what_is_no_policy_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(EditionFileInvalid) as caught:
        read_policy(content, "some.yaml")
    assert str(caught.value).startswith("some.yaml:")
