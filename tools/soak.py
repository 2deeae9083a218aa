"""`make soak`: the fault programme, long. Prints what was tried and counted; 1 where a promise was broken.

`make soak ARGS="--faults 5000 --cuts 5000 --seed 7"` says how long, and with which seed.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))


def arguments() -> argparse.Namespace:
    """How much is asked for."""
    parser = argparse.ArgumentParser(prog="make soak")
    parser.add_argument(
        "--faults", type=int, default=1000, help="kills, lost replies, duplicates, late batches"
    )
    parser.add_argument("--cuts", type=int, default=1000, help="power cuts")
    parser.add_argument("--deaths", type=int, default=100, help="browsers killed while they write and send")
    parser.add_argument("--seed", type=int, default=1, help="the seed of everything that is chosen by chance")
    return parser.parse_args()


def main() -> int:
    """Run both programmes and their planted faults; whether every promise was kept and every plant was seen."""
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eyre.site.settings")
    django.setup()
    from fault_programme import nursery

    asked = arguments()
    with tempfile.TemporaryDirectory() as home, nursery(Path(home)) as at:
        outcomes = [*_kills(at, asked), *_power(at, asked, Path(home)), *_devices(at, asked, Path(home))]
    sys.stdout.write("every promise was kept\n" if all(outcomes) else "A PROMISE WAS BROKEN\n")
    return 0 if all(outcomes) else 1


def _say(what: str, counts: object, *, good: bool) -> bool:
    sys.stdout.write(f"{'ok    ' if good else 'FAILED'} {what}: {counts}\n")
    sys.stdout.flush()
    return good


def _kills(at: object, asked: argparse.Namespace) -> list[bool]:
    from fault_programme import run

    counts = run(at, asked.faults, asked.seed)  # type: ignore[arg-type]
    counts.check_coverage(least=min(10, asked.faults // 100))
    outcomes = [_say(f"the server killed, seed {asked.seed}", counts, good=counts.is_kept)]
    for plant in ("reply-before-commit", "no-dedupe", "truncation", "drop-conflict"):
        planted = run(at, max(60, asked.faults // 20), asked.seed, plant)  # type: ignore[arg-type]
        outcomes.append(_say(f"planted and seen, {plant}", planted, good=not planted.is_kept))
    return outcomes


def _devices(at: object, asked: argparse.Namespace, home: Path) -> list[bool]:
    from playwright.sync_api import sync_playwright

    from device_programme import PLANTS, run

    outcomes = []
    with sync_playwright() as playwright:
        tried = {"kills": asked.deaths, "seed": asked.seed}
        counts = run(at, playwright.chromium, _folder(home, "devices"), **tried)  # type: ignore[arg-type]
        outcomes.append(_say(f"the browser killed, seed {asked.seed}", counts, good=counts.is_kept))
        for plant in PLANTS:
            planted = run(
                at, playwright.chromium, _folder(home, plant), kills=4, seed=asked.seed, plant=plant
            )  # type: ignore[arg-type]
            outcomes.append(_say(f"planted and seen, {plant}", planted, good=planted.lost > 0))
    return outcomes


def _folder(home: Path, name: str) -> Path:
    (home / name).mkdir()
    return home / name


def _power(at: object, asked: argparse.Namespace, home: Path) -> list[bool]:
    from power_programme import NORMAL, cut, recorded

    saving = recorded(at, batches=20, seed=asked.seed)  # type: ignore[arg-type]
    counts = cut(saving, home, cuts=asked.cuts, seed=asked.seed)
    normal = cut(saving, home, cuts=max(20, asked.cuts // 20), seed=asked.seed, setting=NORMAL, torn=False)
    early = cut(saving.replying_early(), home, cuts=max(60, asked.cuts // 20), seed=asked.seed)
    return [
        _say(f"the power cut, seed {asked.seed}", counts, good=not (counts.lost or counts.broken)),
        _say("planted and seen, synchronous=NORMAL", normal, good=normal.lost == normal.acknowledged > 0),
        _say("planted and seen, reply before the commit", early, good=early.lost > 0),
    ]


if __name__ == "__main__":
    raise SystemExit(main())
