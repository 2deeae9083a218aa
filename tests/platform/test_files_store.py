"""Is what was kept there, once, under its digest, whatever breaks in between, and is it noticed when it is not?"""

import errno
import hashlib
import io
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.test import RequestFactory
from hypothesis import HealthCheck, given
from hypothesis import settings as properties
from hypothesis import strategies as st
from pytest_django import Settings

from eyre.platform.audit.models import AuditEvent
from eyre.platform.files import store
from eyre.platform.files.exceptions import FileDamaged, FileRefused
from eyre.platform.files.keeping import keep
from eyre.platform.files.models import StoredFile
from eyre.platform.files.receiving import dropped
from eyre.platform.files.serving import file_response
from eyre.platform.files.verifying import verify
from eyre.site.command import main

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
TEXT = b"name,grade\r\nAda,PO\r\n"


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.EYRE_FILES = tmp_path / "kept"
    return tmp_path / "kept"


def put(content: bytes = TEXT) -> str:
    return store.put(io.BytesIO(content))[0]


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


# The bytes


@given(st.binary(min_size=1, max_size=5_000))
@properties(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_what_was_put_comes_back_under_its_digest(content: bytes) -> None:
    digest, size = store.put(io.BytesIO(content))
    assert (digest, size) == (hashlib.sha256(content).hexdigest(), len(content))
    with store.opened(digest, verified=True) as file:
        assert file.read() == content


def test_the_same_content_is_kept_once_and_never_written_again(folder: Path) -> None:
    place = store.place_of(put())
    written = place.stat()
    assert put() == put()
    assert names(folder) == [place.name]
    assert place.stat().st_mtime_ns == written.st_mtime_ns
    assert place.stat().st_ino == written.st_ino
    assert place.stat().st_mode & 0o777 == 0o400
    assert place.parent.stat().st_mode & 0o777 == 0o700


def spoil(digest: str, content: bytes = b"something else") -> None:
    place = store.place_of(digest)
    place.chmod(0o600)
    place.write_bytes(content)


def test_nothing_is_ever_written_over() -> None:
    spoil(digest := put())
    with pytest.raises(FileDamaged, match="was altered"):
        put()
    assert store.place_of(digest).read_bytes() == b"something else"


def test_an_altered_file_and_a_missing_one_are_noticed() -> None:
    spoil(digest := put())
    with pytest.raises(FileDamaged, match="was altered"):
        store.opened(digest, verified=True)
    with store.opened(digest) as file:  # not asked, not compared
        assert file.read() == b"something else"
    store.place_of(digest).unlink()
    with pytest.raises(FileDamaged, match="is missing"):
        store.opened(digest)


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 64 + "\n"])
def test_what_is_no_digest_leads_nowhere(digest: str) -> None:
    with pytest.raises(ValueError, match="64 letters"):
        store.place_of(digest)


def test_file_and_folder_are_forced_onto_the_disk_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Written, forced, named, and the folder forced: another order could lose a file that the database speaks of."""
    told: list[str] = []
    force, rename = os.fsync, Path.rename

    def forced(handle: int) -> None:
        told.append("folder" if os.path.isdir(f"/proc/self/fd/{handle}") else "file")
        force(handle)

    def renamed(self: Path, target: Path) -> Path:
        told.append("name")
        return rename(self, target)

    put(b"makes the folder of the store")
    told.clear()
    monkeypatch.setattr(os, "fsync", forced)
    monkeypatch.setattr(Path, "rename", renamed)
    put()
    assert told == ["folder", "file", "name", "folder"]


class PowerCut(BaseException):
    """Not an error that anything would catch."""


@pytest.mark.parametrize("when", ["fsync", "rename"])
def test_a_cut_while_writing_leaves_no_file_under_a_digest(
    monkeypatch: pytest.MonkeyPatch, folder: Path, when: str
) -> None:
    put(b"makes the folder of the store")
    before = names(folder)

    def cut(*_: object) -> None:
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr(*((os, "fsync", cut) if when == "fsync" else (Path, "rename", cut)))
        with pytest.raises(PowerCut):
            put()
    assert names(folder) == before
    put()  # and the next attempt succeeds


# The row


@pytest.mark.django_db
def test_a_file_is_kept_with_its_row_and_a_safe_name() -> None:
    kept = keep(io.BytesIO(TEXT), "../Staff\u202e list.csv", at=AT)
    again = keep(io.BytesIO(TEXT), "other.csv", at=AT.replace(year=2027))
    assert (kept.name, again.name) == ("Staff list.csv", "other.csv")
    row = StoredFile.objects.get()
    assert (row, row.kind, row.size, row.stored_at) == (again.file, "csv", len(TEXT), AT)


@pytest.mark.django_db
def test_a_refused_file_leaves_nothing(folder: Path) -> None:
    with pytest.raises(FileRefused):
        keep(io.BytesIO(b"<html>"), "page.html", at=AT)
    assert (names(folder), StoredFile.objects.count()) == ([], 0)


@pytest.mark.django_db
def test_a_crash_between_file_and_row_harms_nobody_and_is_told() -> None:
    def crash() -> None:
        with transaction.atomic():
            keep(io.BytesIO(TEXT), "a.csv", at=AT)
            raise PowerCut

    with pytest.raises(PowerCut):
        crash()
    assert StoredFile.objects.count() == 0
    found = verify()
    assert found.is_whole
    assert found.without_row == (
        f"{hashlib.sha256(TEXT).hexdigest()[:2]}/{hashlib.sha256(TEXT).hexdigest()}",
    )
    keep(io.BytesIO(TEXT), "a.csv", at=AT)
    assert (verify().whole, verify().without_row) == (1, ())


@pytest.mark.django_db
def test_a_full_disk_is_told_in_words_and_nothing_is_left(
    monkeypatch: pytest.MonkeyPatch, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def full(_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    store.root().mkdir(parents=True)
    (store.root() / hashlib.sha256(TEXT).hexdigest()[:2]).mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(FileRefused, match="cannot take it now"):
            keep(io.BytesIO(TEXT), "a.csv", at=AT)
    assert (names(folder), StoredFile.objects.count()) == ([], 0)
    assert "No space left" in caplog.text
    assert keep(io.BytesIO(TEXT), "a.csv", at=AT).file.size == len(TEXT)


@pytest.mark.django_db
def test_something_else_in_its_place_is_told_in_words(caplog: pytest.LogCaptureFixture) -> None:
    spoil(put())
    with pytest.raises(FileRefused, match="cannot take it now"):
        keep(io.BytesIO(TEXT), "a.csv", at=AT)
    assert "was altered" in caplog.text


ROW: dict[str, Any] = {"digest": "0" * 64, "size": 1, "kind": "pdf", "stored_at": AT}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"digest": "0" * 63}, "stored_file_is_named_by_its_digest"),
        ({"kind": "exe"}, "stored_file_kind_is_taken"),
        ({"size": 0}, "stored_file_holds_something"),
    ],
)
def test_a_row_that_breaks_a_promise_is_refused(change: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        StoredFile.objects.create(**ROW | change)


# eyre files verify


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["files", "verify", *words])


@pytest.fixture
def three(db: None) -> list[str]:
    return [keep(io.BytesIO(TEXT + each), "a.csv", at=AT).file.digest for each in (b"1", b"2", b"3")]


def test_a_whole_store_is_told_and_the_check_is_written_down(three: list[str]) -> None:
    done = run()
    assert (done.exit_code, done.output) == (0, "3 whole, 0 missing or altered, 0 without a row.\n")
    row = AuditEvent.objects.get(action="files.verified")
    assert (row.actor, row.chain) == ("eyre files verify", "reads")


def test_each_missing_and_altered_file_is_named_and_none_removed(three: list[str], folder: Path) -> None:
    spoil(three[0])
    store.place_of(three[1]).unlink()
    (folder / "stray.txt").write_text("?")
    done = run()
    assert done.exit_code == 1
    assert f"{three[0]} was altered" in done.output
    assert f"{three[1]} is missing" in done.output
    assert "stray.txt: lies there without a row" in done.output
    told = json.loads(run("--json").output)
    assert (told["is_whole"], told["whole"], len(told["damaged"]), told["without_row"]) == (
        False,
        1,
        2,
        ["stray.txt"],
    )
    assert len(names(folder)) == 3


# Leaving and arriving


@pytest.mark.django_db
def test_a_file_leaves_as_an_attachment_that_nothing_runs() -> None:
    kept = keep(io.BytesIO(TEXT), "Siân “a”.csv", at=AT)
    reply = file_response(kept.file, kept.name)
    assert b"".join(reply.streaming_content) == TEXT  # type: ignore[arg-type]
    assert reply["Content-Disposition"].startswith("attachment; filename*=utf-8''Si%C3%A2n")
    assert (reply["X-Content-Type-Options"], reply["Cache-Control"]) == ("nosniff", "no-store")
    assert "sandbox" in reply["Content-Security-Policy"]
    assert reply["Content-Type"] == "text/csv; charset=utf-8"
    reply.close()
    spoil(kept.file.digest)
    with pytest.raises(FileDamaged):
        file_response(kept.file, kept.name)


def sent(*files: tuple[str, bytes]) -> HttpRequest:
    return RequestFactory().post(
        "/", {"files": [SimpleUploadedFile(name, content) for name, content in files]}
    )


@pytest.mark.parametrize("one", [lambda: sent(("large.csv", b"x" * 2_001), ("small.csv", b"x" * 2_000))])
def test_what_is_too_large_is_dropped_by_name_and_the_others_are_kept(
    settings: Settings, one: Callable[[], HttpRequest]
) -> None:
    settings.EYRE_FILES_MOST_BYTES = 2_000
    request = one()
    assert dropped(request, "files") == ["large.csv"]
    assert [(file.name, file.size) for file in request.FILES.getlist("files")] == [("small.csv", 2_000)]


def test_all_files_together_have_a_limit_too(settings: Settings) -> None:
    settings.EYRE_FILES_MOST_BYTES_AT_ONCE = 3_000
    request = sent(("1.csv", b"x" * 2_000), ("2.csv", b"x" * 2_000), ("3.csv", b"x" * 2_000))
    assert dropped(request, "files") == ["2.csv", "3.csv"]
    assert [file.name for file in request.FILES.getlist("files")] == ["1.csv"]


def test_other_fields_of_a_form_have_the_limit_of_the_framework() -> None:
    request = RequestFactory().post("/", {"words": "x" * 3_000_000})
    with pytest.raises(RequestDataTooBig):
        dropped(request, "files")
