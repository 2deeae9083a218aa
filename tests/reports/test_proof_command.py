"""`eyre proof` as it is called: registers, refusals, forms of output, exit codes."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from eyre.core.figures import Count
from eyre.core.reports import Code, Label, Number, Share
from eyre.frameworks.exceptions import EditionFileInvalid
from eyre.reports.register import FigureStatedTwice, figures_from_answers, joined, read_register, slug
from eyre.site.command import main

ROOT = Path(__file__).parents[2]
HEADER = "id,x,of,value,polarity,said_of,source,suppressed\n"
ROWS = "a/insufficient,143,196,,insufficient,cases,ours,\na/cases,,,196,,,,\na/small,,,,,,,true\n"
RIGHT = "In [almost three-quarters](fig:a/insufficient) of the [196](fig:a/cases) cases it was so.\n"
WRONG = RIGHT.replace("almost three-quarters", "almost two-thirds")
STANDARDS = """inspection,standard,rating
Cheshire West,1.1,Requires improvement
Cheshire West,1.2,Good
Cheshire West,1.3,Requires improvement
Cheshire West,1.4,Good
Cheshire West,2.1,Not rated
Cheshire West,2.2,Inadequate
Cheshire West,2.3,Inadequate
Cheshire West,2.4,Inadequate
Cheshire West,2.5,Requires improvement
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("figures.csv").write_text(HEADER + ROWS)
    Path("right.md").write_text(RIGHT)
    Path("wrong.md").write_text(WRONG)
    return tmp_path


def run(*words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["proof", *words], input=stdin)


@pytest.mark.usefixtures("folder")
class TestCommand:
    def test_a_right_document_is_fit_to_sign(self) -> None:
        result = run("right.md", "--figures", "figures.csv", "--strict")
        assert (result.exit_code, result.stdout) == (
            0, "Fit to sign: 0 errors, 0 warnings, 0 notes; 0 allowed. 2 bindings checked.\n"
        )  # fmt: skip

    def test_a_wrong_one_is_not_and_the_place_is_said(self) -> None:
        result = run("wrong.md", "--figures", "figures.csv")
        assert result.exit_code == 3
        assert result.stdout.startswith("wrong.md:1:5: error false: 143 of 196 is 73 per cent")
        assert "right would be: almost three-quarters" in result.stdout

    def test_a_warning_blocks_only_when_strict(self) -> None:
        Path("warned.md").write_text("There were too few staff.\n")
        assert run("warned.md").exit_code == 0
        assert run("warned.md", "--strict").exit_code == 3

    def test_standard_input_is_a_document(self) -> None:
        assert run("-", "--figures", "figures.csv", stdin=WRONG).exit_code == 3

    def test_json(self) -> None:
        result = run("wrong.md", "--figures", "figures.csv", "--json")
        body = json.loads(result.stdout)
        assert (body["fit_to_sign"], body["errors"], body["bindings"]) == (False, 1, 2)
        assert body["findings"][0]["code"] == "false"
        assert body["findings"][0]["mend"] == "almost three-quarters"

    def test_sarif_has_a_rule_for_each_result_and_says_what_was_allowed(self) -> None:
        Path("allowed.md").write_text(f"<!-- proof: allow false because it is a test -->\n{WRONG}\n\n{WRONG}")
        result = run("allowed.md", "--figures", "figures.csv", "--format", "sarif", "-o", "out.sarif")
        assert (result.exit_code, result.stdout) == (3, "")
        body = json.loads(Path("out.sarif").read_text("utf-8"))
        (only,) = body["runs"]
        assert body["version"] == "2.1.0"
        assert [rule["id"] for rule in only["tool"]["driver"]["rules"]] == [code.value for code in Code]
        by_level = [(each["ruleId"], each["level"], "suppressions" in each) for each in only["results"]]
        assert ("false", "error", False) in by_level
        assert ("false", "error", True) in by_level
        false = next(each for each in only["results"] if each["ruleId"] == "false")
        region = false["locations"][0]["physicalLocation"]["region"]
        assert (region["startLine"], region["startColumn"]) == (5, 5)

    @pytest.mark.parametrize(
        "words",
        [
            ("nowhere.md",),
            ("right.md", "--figures", "nowhere.csv"),
            ("right.md", "--policy", "no-such-policy"),
            ("right.md", "--framework", "no-such-edition"),
            ("right.md", "-o", "right.md"),
            ("right.md", "--format", "pdf"),
        ],
    )
    def test_wrong_use(self, words: tuple[str, ...]) -> None:
        assert run(*words).exit_code == 2

    def test_what_cannot_be_read_is_refused_in_words(self) -> None:
        Path("bad.csv").write_text(HEADER + "A B,3,2,,,,,\na,1,,,,,,\nb,,,,,,,\n")
        result = run("right.md", "--figures", "bad.csv")
        assert result.exit_code == 1
        for line in ("bad.csv:2: id:", "bad.csv:2: x: 3 of 2", "bad.csv:3: ", "bad.csv:4: the row:"):
            assert line in result.output
        Path("latin.md").write_bytes(b"one\ncaf\xe9\n")
        assert "latin.md:2: a byte is not UTF-8" in run("latin.md").output

    def test_names_of_bodies(self) -> None:
        Path("names.csv").write_text("id,name\n1,Cheshire West\n")
        Path("named.md").write_text("We went to Cheshire North PDU.\n")
        result = run("named.md", "--names", "names.csv")
        assert result.exit_code == 3
        assert "no body is called Cheshire North; did you mean Cheshire West?" in result.output
        Path("empty.txt").write_text("\n")
        assert run("named.md", "--names", "empty.txt").exit_code == 1

    def test_answers_give_figures_by_the_one_rating(self) -> None:
        Path("standards.csv").write_text(STANDARDS)
        Path("letter.md").write_text(
            "Rated [Requires improvement](fig:cheshire-west/rating), [7/24](fig:cheshire-west/score).\n"
        )
        words = ("--answers", "standards.csv", "--framework", "hmip-probation-pdu-2021")
        assert run("letter.md", *words).exit_code == 0
        Path("letter.md").write_text("It scored [8/24](fig:cheshire-west/score).\n")
        assert run("letter.md", *words).exit_code == 3
        Path("standards.csv").write_text(STANDARDS.replace("Good", "Excellent"))
        assert run("letter.md", *words).exit_code == 1

    def test_a_register_in_yaml_is_the_same(self) -> None:
        Path("figures.yaml").write_text(
            "schema: eyre-figures/1\nfigures:\n"
            "  - {id: a/insufficient, x: 143, of: 196, polarity: insufficient, said_of: cases, source: ours}\n"
            "  - {id: a/cases, value: 196}\n  - {id: a/small, suppressed: true}\n"
        )
        assert list(read_register(Path("figures.yaml"))) == list(read_register(Path("figures.csv")))

    @pytest.mark.parametrize(
        ("words", "value"),
        [
            ("196", Number(196)),
            ('"1,300"', Number(1300)),
            ("102 %", Share(Fraction(102, 100))),
            ("7/24", Label("7/24")),
            ("Good", Label("Good")),
        ],
    )
    def test_values(self, words: str, value: object) -> None:
        Path("one.csv").write_text(f"id,value\na,{words}\n")
        assert [figure.value for figure in read_register(Path("one.csv"))] == [value]

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("id,colour\na,red\n", "unknown here: 'colour'"),
            ("x,of\n1,2\n", "there is no column id"),
            ("id,value\na,1,2\n", "more cells than the header"),
            ("id,value\na,1\na,2\n", "stands twice"),
            ('id,value\na,"1\n', "not CSV"),
            ("id,x,of,value\na,1,2,3\n", "not both"),
            ("id,x,of\na,1,b\n", "^bad.csv:2: of: a whole number is expected, not 'b'$"),
        ],
    )
    def test_a_register_says_what_is_wrong(self, text: str, words: str) -> None:
        Path("bad.csv").write_text(text)
        with pytest.raises(EditionFileInvalid, match=words):
            read_register(Path("bad.csv"))


def test_the_figures_of_answers_are_the_tallies() -> None:
    answers = ROOT / "src/eyre/cases/data/north-west-2023/answers.csv"
    figures = {figure.id: figure for figure in figures_from_answers([str(answers)], None)}
    name = "pdu-2023-cheshirewest"
    right, wrong = figures[f"{name}/2.2.3/sufficient"].value, figures[f"{name}/2.2.3/insufficient"].value
    assert isinstance(right, Count)
    assert wrong == right.complement
    assert figures[f"{name}/2.2/rating"].value == Label("Inadequate")


def test_one_figure_from_two_sources_is_refused() -> None:
    figures = figures_from_answers([str(ROOT / "src/eyre/cases/data/north-west-2023/answers.csv")], None)
    with pytest.raises(FigureStatedTwice, match="comes from two sources"):
        joined(figures, figures[:1])


def test_names_become_parts_of_ids() -> None:
    assert [slug("Cheshire West"), slug("Blackburn & Darwen"), slug("—")] == [
        "cheshire-west", "blackburn-darwen", "inspection",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["csv", "yaml"])
def test_the_figures_of_the_page_for_editors_can_be_read(kind: str, tmp_path: Path) -> None:
    page = (ROOT / "docs/editors/proof.md").read_text("utf-8")
    example = page.split(f"```{kind}\n")[1].split("```")[0]
    (tmp_path / f"figures.{kind}").write_text(example)
    figures = read_register(tmp_path / f"figures.{kind}")
    assert [figures.get(each) is not None for each in ("nw/2.2.3/insufficient", "nw/cases")] == [True, True]


def test_the_page_for_editors_lists_every_code_with_its_severity() -> None:
    page = (ROOT / "docs/editors/proof.md").read_text("utf-8")
    for code in Code:
        assert f"| `{code}` | {code.severity} | {code.says} |" in page
