"""Does any test with a browser read a page that may not be there yet? Then it fails on a busy machine, once a month.

A click or a key returns before the page it leads to has come, and a script may draw a moment later. So what a page
shows is asked with `expect`, which asks again until it is so, and never with a bare read in an `assert` or a choice.
What to use instead is in tests/browsing.py.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
READS = {
    "title", "count", "is_visible", "is_hidden", "is_checked", "is_enabled", "is_disabled", "is_editable",
    "inner_text", "inner_html", "text_content", "input_value", "get_attribute", "all_inner_texts", "all_text_contents",
    "content",
}  # fmt: skip
NAMES = ("page", "lead", "desk", "theirs", "invited", "again", "administrator", "one", "two", "at")
SLEEPS = {"wait_for_timeout"}


def read_at_once(test: ast.expr) -> Iterator[str]:
    """What this condition reads of a page without waiting."""
    for node in ast.walk(test):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            # A word with a count is text, and a row of a response has its content: a page's take no argument or a name
            if node.func.attr in READS and not (node.func.attr == "count" and node.args):
                yield f".{node.func.attr}()"
            if node.func.attr == "evaluate" and "activeElement" in ast.unparse(node):
                yield "the focused element"
        if isinstance(node, ast.Attribute) and node.attr == "url" and ast.unparse(node.value) in NAMES:
            yield ".url"


def mistakes(source: str) -> list[str]:
    """Each place where a page is read at once, with its line."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.Assert, ast.If, ast.While, ast.IfExp)):
            found += [f"line {node.lineno}: {each} is read at once" for each in read_at_once(node.test)]
        if isinstance(node, ast.Attribute) and node.attr in SLEEPS:
            found.append(f"line {node.lineno}: a pause is too long here and too short elsewhere")
    return found


def with_a_browser() -> list[Path]:
    return [
        path for path in sorted(TESTS.rglob("test_*.py")) if "playwright.sync_api" in path.read_text("utf-8")
    ]


@pytest.mark.parametrize("path", with_a_browser(), ids=lambda path: path.name)
def test_what_a_page_shows_is_waited_for(path: Path) -> None:
    assert mistakes(path.read_text("utf-8")) == [], (
        "use expect(…), or leads_on and how_many of tests/browsing.py"
    )


@pytest.mark.parametrize(
    "source",
    [
        "assert page.title().startswith('Error')",
        "assert 'saved' in page.locator('main').inner_text()",
        "if page.locator('tbody a').count():\n    pass",
        "assert page.url.endswith('/desk/')",
        "assert page.evaluate('document.activeElement.id') == 'id_name'",
        "while not page.get_by_role('alert').is_visible():\n    pass",
        "page.wait_for_timeout(500)",
    ],
)
def test_a_read_at_once_is_found(source: str) -> None:
    assert len(mistakes(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "expect(page).to_have_title('Error')",
        "assert words.count('a') == 2",
        "there = page.url",
        "assert found.ok",
    ],
)
def test_what_waits_is_let_through(source: str) -> None:
    assert mistakes(source) == []
