"""Loading what ships: whole or not at all, twice the same, what changed and nothing else."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

import eyre.inspections.published
import eyre.ratings.published
from eyre.cases.exceptions import AnswersDoNotFit
from eyre.frameworks.models import StoredEdition
from eyre.inspections.models import DataLoad, Inspection
from eyre.platform.audit import Actor
from eyre.platform.facts import DataMistakes
from eyre.providers.models import Provider
from eyre.ratings.models import PublishedRating
from eyre.site import loading
from eyre.site.loading import load_published_data

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SOMEBODY = Actor.of_command("somebody else")
LATER = datetime(2026, 11, 23, 12, tzinfo=UTC)
AREAS = {"providers", "frameworks", "inspections", "cases", "ratings", "recommendations"}


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of the areas."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.app_label in AREAS
    }


def changed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, module: Any, file: str, old: str, new: str
) -> None:
    """Let a reader read a copy of its data in which one text is another."""
    copy = tmp_path / "data"
    shutil.copytree(module.DATA, copy)
    text = (copy / file).read_text("utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new), "utf-8")
    for reader in (
        read for read in vars(module).values() if callable(read) and getattr(read, "__defaults__", None)
    ):
        if module.DATA in reader.__defaults__:
            renewed = tuple(copy if each == module.DATA else each for each in reader.__defaults__)
            monkeypatch.setattr(reader, "__defaults__", renewed)


def test_loads_everything_that_ships(loaded: Any) -> None:
    assert loaded.held == {
        "providers": Provider.objects.count(),
        "inspections": 155,
        "ratings of standards": 311,
        "published counts": 153,
        "recommendations": 52,
        "findings about the data": 48,
        "sets of reconstructed answers": 5,
    }
    assert "155 inspections" in str(loaded)
    assert loaded.as_dict()["held"]["inspections"] == 155


def test_a_second_load_changes_no_row(loaded: Any) -> None:
    before = everything()
    again = load_published_data(by=SOMEBODY, at=LATER)
    assert everything() == before
    assert not any(again.changes.values())
    assert "nothing changed" in str(again)
    assert DataLoad.objects.count() == 1


def test_an_edition_is_in_use_from_its_first_inspection(loaded: Any) -> None:
    used = set(Inspection.objects.values_list("edition_id", flat=True))
    assert set(StoredEdition.objects.exclude(in_use_since=None).values_list("id", flat=True)) == used
    assert StoredEdition.objects.filter(in_use_since=None).exists()


def test_changed_data_change_their_rows_and_no_other(
    loaded: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = everything()
    changed(
        monkeypatch, tmp_path, eyre.ratings.published, "standard_ratings.csv",
        "PDU-2023-CUMBRIA,1.2,Staff,Good", "PDU-2023-CUMBRIA,1.2,Staff,Inadequate",
    )  # fmt: skip
    again = load_published_data(by=SOMEBODY, at=LATER)
    assert (
        PublishedRating.objects.get(inspection="pdu-2023-cumbria", standard_ref="1.2").outcome == "inadequate"
    )
    assert again.changes["published ratings"].updated == 1
    assert again.changes["published ratings"].created == again.changes["published ratings"].deleted == 0
    after = everything()
    touched = {name for name in before if before[name] != after[name]}
    assert touched == {
        "ratings.PublishedRating",
        "ratings.ComputedRating",
        "ratings.DataFinding",
        "inspections.DataLoad",
    }
    assert DataLoad.objects.first().loaded_by == "somebody else"  # type: ignore[union-attr]


def test_a_wrong_rating_becomes_findings(
    loaded: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    changed(
        monkeypatch, tmp_path, eyre.ratings.published, "overall_ratings.csv",
        "PDU-2023-CUMBRIA,Requires improvement", "PDU-2023-CUMBRIA,Outstanding",
    )  # fmt: skip
    load_published_data()
    from eyre.ratings.models import DataFinding

    kinds = set(DataFinding.objects.filter(inspection="pdu-2023-cumbria").values_list("kind", flat=True))
    assert {"overall_against_score", "overall_against_standards", "overall_differs"} <= kinds


def test_what_is_withdrawn_goes(loaded: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    row = next(
        line
        for line in (eyre.ratings.published.DATA / "standard_ratings.csv").read_text().splitlines()
        if line.startswith("CRC-2019-DTV,1.1")
    )
    changed(monkeypatch, tmp_path, eyre.ratings.published, "standard_ratings.csv", f"{row}\n", "")
    assert load_published_data().changes["published ratings"].deleted == 1
    assert not PublishedRating.objects.filter(inspection="crc-2019-dtv").exists()


def test_a_mistake_anywhere_loads_nothing(
    loaded: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = everything()
    changed(
        monkeypatch, tmp_path, eyre.inspections.published, "inspections.csv",
        "Cheshire West PDU,PDU,North West", "Cheshire North PDU,PDU,North West",
    )  # fmt: skip
    with pytest.raises(
        DataMistakes, match="no pdu is called 'Cheshire North PDU'; the nearest is Cheshire West"
    ):
        load_published_data()
    assert everything() == before


def test_a_failure_at_the_very_end_takes_everything_back(
    loaded: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = everything()
    changed(
        monkeypatch, tmp_path, eyre.ratings.published, "standard_ratings.csv",
        "PDU-2023-CUMBRIA,1.2,Staff,Good", "PDU-2023-CUMBRIA,1.2,Staff,Inadequate",
    )  # fmt: skip

    def fail(**_: object) -> None:
        assert everything() != before
        raise ConnectionError("the cable is out")

    monkeypatch.setattr(loading, "record_load", fail)
    with pytest.raises(ConnectionError):
        load_published_data()
    assert everything() == before


def test_an_edition_in_use_is_not_replaced_and_the_load_says_so(
    loaded: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shipped = dict(loading.shipped_editions())
    changed_file = tmp_path / "hmip-probation-pdu-2021.yaml"
    changed_file.write_text(shipped["hmip-probation-pdu-2021"].read_text() + "# more\n")
    shipped["hmip-probation-pdu-2021"] = changed_file
    monkeypatch.setattr(loading, "shipped_editions", lambda: shipped)
    again = load_published_data()
    assert "hmip-probation-pdu-2021 is in use and cannot change" in str(again)
    assert "# more" not in StoredEdition.objects.get(id="hmip-probation-pdu-2021").text


def test_answers_that_no_longer_fit_the_stored_edition_are_left_out_and_the_load_says_so(
    loaded: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> bool:
        raise AnswersDoNotFit("hmip-x asks no question 9.9")

    monkeypatch.setattr(loading, "store_answers", refuse)
    again = load_published_data()
    assert (
        "The reconstructed answers of pdu-2023-cumbria were left out: hmip-x asks no question 9.9."
        in again.refused
    )
    assert again.held["inspections"] == 155
