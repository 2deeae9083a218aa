"""page-inspection: the page of one inspection against a bare page on the same server, with as many table rows."""

from typing import Any

from .page_server import interleaved, queries_of, rows_of, site

PAGES = {
    "with answers": "/inspections/pdu-2023-cheshirewest/",
    "without answers": "/inspections/yjs-2024-reading/",
    "how a rating was reached": "/inspections/pdu-2023-cheshirewest/standards/2.2/",
}
SIZES = (250, 2500)


def measure(repeat: int = 5) -> dict[str, Any]:
    """Median times in seconds, the ratio to the bare page, and whether ten times the database changes either."""
    found: dict[str, Any] = {}
    for size in SIZES:
        with site(size) as (home, port):
            rows = {name: rows_of(port, path) for name, path in PAGES.items()}
            bare = {f"bare {name}": f"/bare/{count}/" for name, count in rows.items()}
            times = interleaved(port, PAGES | bare, 40 * repeat)
            found[f"{size} made inspections"] = {
                name: {
                    "seconds": times[name],
                    "bare": times[f"bare {name}"],
                    "ratio": times[name] / times[f"bare {name}"],
                    "rows": rows[name],
                    "queries": queries_of(home, path),
                }
                for name, path in PAGES.items()
            }
    return {
        "name": "page-inspection",
        "compares": "pages of an inspection with a bare page: same server, middleware, templates, one query, as many table rows",
        "command": "make bench NAME=page-inspection",
        "target": "median within 1.5x; queries and time flat as the database grows 10x",
        **found,
    }


if __name__ == "__main__":
    print(measure())
