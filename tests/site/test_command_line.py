"""The `eyre` command as a whole: wrong use, what stops it from outside, and terminals that know few characters."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from eyre.site.command import main

EYRE = (sys.executable, "-c", "from eyre.site.command import main; main(prog_name='eyre')")
PDU = ("--framework", "hmip-probation-pdu-2021")


@pytest.mark.parametrize(
    ("word", "meant"), [("rat", "rate"), ("framework", "frameworks"), ("sevre", "serve")]
)
def test_the_nearest_sub_command_is_named(word: str, meant: str) -> None:
    result = CliRunner().invoke(main, [word])
    assert result.exit_code == 2
    assert f"No such command {word!r}. Did you mean {meant!r}?" in result.stderr


def test_a_word_like_no_command_has_no_hint() -> None:
    assert "Did you mean" not in CliRunner().invoke(main, ["xxxx"]).stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["rate", "nowhere.csv", "--json"], 2),
        (["rate", "--format", "json"], 2),
        (["rate", "--nonsense", "--json"], 2),
        (["rate", __file__, "--json", "--framework", "nope"], 2),
        (["frameworks", "show", "nope", "--json"], 1),
        (["nonsense", "--json"], 2),
    ],
)
def test_with_json_every_refusal_is_json(arguments: list[str], code: int) -> None:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == code
    body = json.loads(result.stdout)
    assert (body["refused"], body["exit_code"]) == (True, code)
    assert body["error"]
    assert result.stderr == ""


@pytest.fixture
def a_command_that(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], None]:
    def stop(error: BaseException) -> None:
        @click.command("rate")
        def raising() -> None:
            raise error

        monkeypatch.setattr(type(main), "get_command", lambda *_: raising)

    return stop


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (KeyboardInterrupt(), 130, "Stopped."),
        (
            OSError(errno.ENOSPC, "No space left on device"),
            1,
            "could not be written: No space left on device",
        ),
    ],
)
def test_what_stops_it_from_outside_is_said_in_words(
    a_command_that: Callable[[BaseException], None], error: BaseException, code: int, words: str
) -> None:
    a_command_that(error)
    result = CliRunner().invoke(main, ["rate"])
    assert result.exit_code == code
    assert words in result.stderr


def test_what_is_not_expected_surfaces(a_command_that: Callable[[BaseException], None]) -> None:
    a_command_that(OSError(errno.EBADF, "unexpected"))
    with pytest.raises(OSError, match="unexpected"):
        CliRunner().invoke(main, ["rate"], catch_exceptions=False)


@pytest.mark.slow
def test_a_terminal_of_ascii_is_no_reason_to_fail() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    words = (*EYRE, "frameworks", "compare", "hmip-probation-pdu-2021", "hmip-probation-pdu-2023")
    done = subprocess.run(words, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    as_json = subprocess.run((*words, "--json"), env=environment, capture_output=True, check=False)
    assert json.loads(as_json.stdout)["before"] == "hmip-probation-pdu-2021"


def asleep(process: int) -> bool:
    """Whether it waits for something, as Linux tells."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "S"


@pytest.mark.slow
def test_ctrl_c_ends_with_130_and_no_traceback() -> None:
    # Whoever started these tests in the background may have them ignore it, and a child would inherit that
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(
        (*EYRE, "rate", "-", *PDU), stdin=-1, stdout=-1, stderr=-1, preexec_fn=heard
    ) as process:
        assert process.stdin
        assert process.stderr
        # More than a pipe holds: once it is written, the command has begun to read, and soon sleeps over the rest
        process.stdin.write(b"inspection\n" * 20_000)
        process.stdin.flush()
        while not asleep(process.pid):
            time.sleep(0.01)
        # A signal that comes just before the reading begins is seen when the next one wakes it: pressed again, as people do
        for _ in range(30):
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                assert process.wait(10) == 130
                break
        else:
            process.kill()
            pytest.fail("it did not stop")
        assert process.stderr.read().decode() == "\nStopped.\n"


@pytest.mark.slow
def test_a_closed_standard_input_is_refused_in_words() -> None:
    words = f'{sys.executable} -c "{EYRE[2]}" rate - {" ".join(PDU)} <&-'
    done = subprocess.run(words, shell=True, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"standard input is closed" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
@pytest.mark.slow
def test_a_full_disk_is_said_in_words() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run((*EYRE, "frameworks", "list"), stdout=full, stderr=-1, check=False)
    assert (done.returncode, b"Traceback" in done.stderr) == (1, False)
    assert b"could not be written" in done.stderr
