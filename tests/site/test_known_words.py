"""How facts are known is said in a reader's words on pages; the data's own words stay in the files."""

import pytest
from django.test import Client

from eyre.inspections.models import InspectionSource, Source
from eyre.ratings.models import PublishedOverall
from eyre.site.views import known_words

LEAKS = [
    "primary (HMIP)",
    "facts only",
    "read in source",
    "scraped percentage",
    "(scrape)",
    "URL path",
    "entailed by",
]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            "converted from scraped percentage 13.89 (n/36 rounded to 2 places)",
            "worked out from a public data set, which gives it as 13.89 per cent",
        ),
        (
            "converted from scraped percentage 91.67 (n/36 rounded to 2 places); also published by a council group",
            "worked out from a public data set, which gives it as 91.67 per cent; also published by a council group",
        ),
        ("published (council news)", "published (council news)"),
        ("", ""),
    ],
)
def test_a_converted_score_says_what_it_was_worked_out_from(given: str, said: str) -> None:
    assert known_words.score_known(given) == said


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.usefixtures("loaded")
def test_every_word_of_the_data_has_words_for_readers() -> None:
    assert set(InspectionSource.objects.values_list("kind", flat=True)) <= known_words.KINDS.keys()
    assert set(PublishedOverall.objects.values_list("basis", flat=True)) <= known_words.OVERALLS.keys()
    licences = set(Source.objects.values_list("licence", flat=True))
    assert "Only facts taken, no wording" in {known_words.licence(one) for one in licences}


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    "path",
    [
        "/inspections/pdu-2023-cheshirewest/", "/inspections/yjs-2024-reading/", "/inspections/nps-2019-northwest/",
        "/inspections/dipp-2026-wm/", "/about-the-data/",
    ],
)  # fmt: skip
def test_no_page_speaks_as_the_data_do(client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    assert [leak for leak in LEAKS if leak in page.replace("entailed by something", "")] == []
