"""The database as a register: what the pages count is what a report may say, and nothing that is not public."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from eyre.cases.queries import answers_of
from eyre.core.figures import Count
from eyre.core.ratings import NotKnown, Rated
from eyre.core.reports import Figure, FigureRegister, Label, Number
from eyre.frameworks.reading import load_edition
from eyre.inspections.exceptions import InspectionNotFound
from eyre.inspections.models import Inspection
from eyre.inspections.queries import inspection
from eyre.ratings.models import ComputedRating, PublishedOverall, PublishedRating
from eyre.reports import database
from eyre.reports.counted import figures_of_ratings, slug
from eyre.reports.queries import inspections_with_figures, names_of_bodies, register_of
from eyre.reports.register import joined, read_register, write_register
from eyre.site.command import main

pytestmark = pytest.mark.django_db
CUMBRIA, CHESHIRE = "pdu-2023-cumbria", "pdu-2023-cheshirewest"


def value_of(register: FigureRegister, name: str) -> object:
    figure = register.get(name)
    return figure and figure.value


@pytest.mark.usefixtures("loaded")
class TestRegister:
    def test_the_figures_are_the_tallies_of_the_frozen_answers(self) -> None:
        register, held = register_of(CUMBRIA), answers_of(inspection(CUMBRIA))
        assert held is not None
        for question, tally in held.matrix.tallies().items():
            name = f"{CUMBRIA}/{question}"
            if tally.count.of:
                assert value_of(register, f"{name}/sufficient") == tally.count
                assert value_of(register, f"{name}/insufficient") == tally.count.complement
                assert value_of(register, f"{name}/relevant") == Number(tally.count.of)
        assert value_of(register, f"{CUMBRIA}/cases") == Number(len(held.matrix.cases))

    def test_sub_groups_add_up_to_the_cases(self) -> None:
        register = register_of(CUMBRIA)
        kinds = [f.value for f in register if f.id.startswith(f"{CUMBRIA}/cases/kind/")]
        total = value_of(register, f"{CUMBRIA}/cases")
        assert isinstance(total, Number)
        assert sum(each.number for each in kinds if isinstance(each, Number)) == total.number
        women = value_of(register, f"{CUMBRIA}/2.2.3/sex/female/sufficient")
        men = value_of(register, f"{CUMBRIA}/2.2.3/sex/male/sufficient")
        every = value_of(register, f"{CUMBRIA}/2.2.3/sufficient")
        assert isinstance(women, Count)
        assert isinstance(men, Count)
        assert Count(women.x + men.x, women.of + men.of) == every

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("rating", Label("Requires improvement")),
            ("score", Label("7/24")),
            ("points", Count(7, 24)),
            ("1.2/rating", Label("Good")),
            ("2.1/rating", Label("Not rated")),
            ("standards/good", Count(2, 8)),
            ("standards/inadequate", Count(3, 8)),
            ("published/001-068", Count(7, 24)),
            ("published/001-035", Count(32, 87)),  # the region's, from the same letter
            ("published/001-036", None),  # 70 to 75 per cent: a range is no figure
            ("published/001-018", None),  # over 1,300: a bound neither
            ("published/001-003", Number(20)),
        ],
    )
    def test_what_was_published(self, name: str, value: object) -> None:
        assert value_of(register_of(CHESHIRE), f"{CHESHIRE}/{name}") == value

    def test_what_was_not_published_is_taken_from_the_computed_rating(self) -> None:
        PublishedRating.objects.filter(inspection=CHESHIRE, standard_ref="2.2").delete()
        PublishedOverall.objects.filter(inspection=CHESHIRE).delete()
        register = register_of(CHESHIRE)
        computed = ComputedRating.objects.get(inspection=CHESHIRE)
        figure = register.get(f"{CHESHIRE}/2.2/rating")
        assert figure is not None
        assert figure.source == f"computed from the answers by {computed.result['edition']}"
        assert value_of(register, f"{CHESHIRE}/score") is not None

    def test_reconstructed_answers_say_so(self) -> None:
        figure = register_of(CUMBRIA).get(f"{CUMBRIA}/cases")
        assert figure is not None
        assert "reconstructed" in figure.source

    def test_an_inspection_that_is_not_public_has_no_register(self) -> None:
        Inspection.objects.filter(id=CUMBRIA).update(is_public=False)
        with pytest.raises(InspectionNotFound):
            register_of(CUMBRIA)
        assert CUMBRIA not in [each for each, _ in inspections_with_figures()]

    def test_every_public_inspection_has_a_register(self) -> None:
        for each, _ in inspections_with_figures()[::12]:
            assert all(figure.value is not None for figure in register_of(each))

    def test_names_are_those_of_the_providers(self) -> None:
        assert "Cumbria" in " ".join(names_of_bodies())

    def test_the_command_checks_by_the_database(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path("letter.md").write_text(f"It scored [7/24](fig:{CHESHIRE}/score) points.\n")
        right = CliRunner().invoke(main, ["proof", "letter.md", "--inspection", CHESHIRE])
        assert (right.exit_code, "1 binding checked" in right.output) == (0, True)
        listed = CliRunner().invoke(
            main, ["proof", "--list-figures", "--inspection", CHESHIRE, "-o", "f.csv"]
        )
        assert listed.exit_code == 0
        assert {f.id: f.value for f in read_register(Path("f.csv"))} == {
            f.id: f.value for f in register_of(CHESHIRE)
        }

    def test_the_command_names_what_is_not_there(self) -> None:
        result = CliRunner().invoke(main, ["proof", "--list-figures", "--inspection", "nowhere"])
        assert result.exit_code == 2
        assert "There is no inspection 'nowhere'" in result.output
        assert CliRunner().invoke(main, ["proof"]).exit_code == 2


def test_a_database_without_tables_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError

    def broken(*_: Any) -> None:
        raise OperationalError("no such table")

    monkeypatch.setattr("eyre.reports.queries.register_of", broken)
    with pytest.raises(database.NoDatabase, match="eyre load"):
        database.figures_of_inspection(CUMBRIA)


def test_bands_are_counted_only_where_every_standard_is_known() -> None:
    edition = load_edition("hmip-probation-pdu-2021")
    band = edition.bands[0]
    known = {"1.1": (Rated(band.id), ""), "1.2": (Rated(band.id), "")}
    ids = {f.id: f.value for f in figures_of_ratings("a", edition, known)}
    assert ids[f"a/standards/{slug(band.label)}"] == Count(2, 2)
    some = {**known, "1.3": (NotKnown(), "")}
    assert not any("standards" in f.id for f in figures_of_ratings("a", edition, some))


ids = st.from_regex(r"[a-zA-Z0-9][a-zA-Z0-9._-]{0,8}(/[a-zA-Z0-9]{1,4})?", fullmatch=True)
counts = st.integers(1, 10**6).flatmap(lambda of: st.integers(0, of).map(lambda x: Count(x, of)))
values = st.one_of(counts, st.integers(0, 10**6).map(Number), st.sampled_from([Label("Good"), Label("7/24")]))
words = st.text(alphabet="abc ,\"'=é", max_size=10).map(str.strip)


@given(st.lists(st.tuples(ids, values, words), unique_by=lambda each: each[0], min_size=1, max_size=5))
def test_a_register_written_and_read_is_the_same(rows: list[tuple[str, Any, str]]) -> None:
    import tempfile

    figures = joined(Figure(name, value, said_of=said) for name, value, said in rows)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "figures.csv"
        path.write_text(write_register(figures), "utf-8")
        assert list(read_register(path)) == list(figures)


def test_a_suppressed_figure_is_written_without_its_value() -> None:
    assert "7" not in write_register([Figure("a", Count(7, 9), suppressed=True)]).splitlines()[1]
