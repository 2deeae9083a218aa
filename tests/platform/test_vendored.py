"""Are the files of others free of what we may not show, and complete?"""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from pytest_django.fixtures import Settings

import eyre.platform

ROOT = Path(eyre.platform.__file__).parent
STATIC = sorted(
    path for path in (ROOT / "static").rglob("*") if path.is_file() and path.name != "NOTICES.txt"
)
TEMPLATES = sorted(ROOT.glob("templates/**/*.html"))
CSS = (ROOT / "static/eyre/eyre.css").read_text()


@pytest.mark.parametrize("path", STATIC, ids=lambda path: path.name)
def test_no_brand_of_gov_uk_is_left(path: Path) -> None:
    assert path.suffix in {".css", ".js", ".svg"}
    assert not re.search(r"crest|crown|transport|@font-face|royal", path.read_text(), re.IGNORECASE)


@pytest.mark.parametrize("path", STATIC, ids=lambda path: path.name)
def test_no_file_points_at_another_that_is_not_there(path: Path) -> None:
    assert not re.search(r"sourceMappingURL|url\((?!#)|@import", path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_static_file_a_template_names_exists(path: Path) -> None:
    for name in re.findall(r"{% static '([^']+)' %}", path.read_text()):
        assert finders.find(name), name


def test_the_licence_comes_along() -> None:
    notices = (ROOT / "static/vendor/NOTICES.txt").read_text()
    assert "The MIT License (MIT)" in notices
    assert "Government Digital Service" in notices
    assert {path.name for path in (ROOT / "static/vendor").rglob("*.*s") if path.is_file()} <= set(
        re.findall(r"[\w.-]+\.(?:css|js)", notices)
    )


@pytest.mark.slow
def test_hashed_names_are_found_for_every_file(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    assert re.search(r"eyre/eyre\.[0-9a-f]{12}\.css", (tmp_path / "staticfiles.json").read_text())


def luminance(colour: str) -> float:
    """Relative luminance of a colour such as #0b4144 (WCAG 2.2)."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


TOKENS = dict(re.findall(r"--(eyre-[\w-]+): (#[0-9a-f]{6})", CSS))


@pytest.mark.parametrize("band", ["0", "1", "mid", "2", "3"])
def test_the_words_of_a_band_stand_out_from_its_tint(band: str) -> None:
    assert contrast(TOKENS[f"eyre-band-{band}-ink"], TOKENS[f"eyre-band-{band}-tint"]) >= 7
    assert contrast("#0b0c0c", TOKENS[f"eyre-band-{band}-fill"]) >= 4.5


@pytest.mark.parametrize("kind", ["not-rated", "not-known", "undetermined"])
def test_the_words_of_no_band_stand_out(kind: str) -> None:
    found = re.search(rf"\.eyre-band--{kind} {{ color: (#\w{{6}}); background: (#\w+);", CSS)
    assert found
    ground = found[2] if len(found[2]) == 7 else "#ffffff"
    assert contrast(found[1], ground) >= 4.5
