"""How is a fact known, in a reader's words? Files keep the words of the data; pages say it in these."""

from __future__ import annotations

import re

KINDS = {
    "primary (HMIP)": "the inspectorate’s own publication",
    "mirror of HMIP report": "a copy of the inspectorate’s report",
    "secondary (public data set of primary)": "a public data set made from the inspectorate’s reports",
    "secondary (news)": "a news article",
    "secondary (local)": "a local news page",
    "secondary (blog)": "a blog",
    "secondary (blog copy)": "a blog that copies the inspectorate’s statement",
    "secondary (council)": "a page of the council",
    "secondary (council committee)": "papers of a council committee",
    "secondary (council group)": "a page of a group of councillors",
    "secondary (service statement)": "a statement by the service",
}
DATES = {
    "report page (scrape)": "the report’s page, as a public data set copied it",
    "URL path": "the address of the page",
    "URL": "the address of the page",
    "URL slug": "the address of the page",
    "blog URL": "the address of a blog post",
    "URL/cover or round": "the address or cover of the report, or its round of inspections",
    "press release text": "the press release",
    "press release": "the press release",
    "sister press release": "a press release about several units",
    "annual report round": "the inspectorate’s annual report",
    "programme year": "the year of the programme",
    "programme": "the years of the programme",
    "blog text": "a blog post",
}
OVERALLS = {
    "read in source": "as the source states it",
    "entailed by aggregate": "not printed by itself; it follows from a published statement about a whole group",
    "not obtainable": "no source that could be read states it",
    "unrated inspection type": "inspections of this kind are not rated",
}
LICENCES = {"facts only": "Only facts taken, no wording"}
CONVERTED = re.compile(r"converted from scraped percentage ([\d.]+) \([^)]*\)(.*)")


def kind_of_source(words: str) -> str:
    """What sort of publication was read."""
    return KINDS.get(words, words)


def date_from(words: str) -> str:
    """What the date of publication was taken from."""
    return DATES.get(words, words)


def overall_known(words: str) -> str:
    """How the overall rating is known."""
    return OVERALLS.get(words, words)


def score_known(words: str) -> str:
    """How the score is known: most were printed as a share and turned back into points."""
    return CONVERTED.sub(r"worked out from a public data set, which gives it as \1 per cent\2", words)


def licence(words: str) -> str:
    """Under what licence a source is used."""
    return LICENCES.get(words, words)
