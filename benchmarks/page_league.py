"""page-league: the league table of 250 providers against a bare page on the same server, with as many table rows."""

from typing import Any

from .page_server import interleaved, queries_of, rows_of, site

LEAGUE = "/league-tables/pdu-2021/"
SIZES = (250, 500, 1000)


def measure(repeat: int = 5) -> dict[str, Any]:
    """Median times in seconds, the ratio to the bare page, and how both grow with the number of providers."""
    found: dict[str, Any] = {}
    for size in SIZES:
        with site(size) as (home, port):
            rows = rows_of(port, LEAGUE)
            times = interleaved(port, {"league": LEAGUE, "bare": f"/bare/{rows}/"}, 10 * repeat)
            found[f"{size} made providers"] = {
                "seconds": times["league"],
                "bare": times["bare"],
                "ratio": times["league"] / times["bare"],
                "rows": rows,
                "queries": queries_of(home, LEAGUE),
            }
    return {
        "name": "page-league",
        "compares": "the league table with a bare page: same server, middleware, templates, one query, as many table rows",
        "command": "make bench NAME=page-league",
        "target": "median within 1.5x at 250 providers; queries flat",
        **found,
    }


if __name__ == "__main__":
    print(measure())
