"""Does a part of a document, written in XML, declare anything or hold anything that acts by itself?

Nothing is resolved: a document type declaration is refused as soon as it begins, so that no entity is ever declared.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import IO
from xml.sax import SAXException
from xml.sax.handler import ContentHandler, feature_external_ges, feature_external_pes
from xml.sax.xmlreader import AttributesImpl

from defusedxml import DefusedXmlException
from defusedxml.sax import make_parser

from .exceptions import FileRefused
from .packages import shown

Element = Callable[[str, dict[str, str]], None]
Words = Callable[[str, str], None]


class _Enough(Exception):
    """The first element has begun: nothing can be declared any more."""


class _Looking(ContentHandler):
    """Hands on every element, and the words that follow it; without `element`, stops at the first."""

    def __init__(self, element: Element | None, words: Words | None) -> None:
        super().__init__()
        self.element, self.words, self.latest = element, words, ""

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        """An element as it is written: prefix, colon, name."""
        if self.element is None:
            raise _Enough
        self.latest = name.rpartition(":")[2]
        self.element(self.latest, {key.rpartition(":")[2]: attrs[key] for key in attrs.getNames()})

    def characters(self, content: str) -> None:
        """What stands between elements."""
        if self.words is not None:
            self.words(self.latest, content)


def look_into(part: IO[bytes], name: str, element: Element | None = None, words: Words | None = None) -> None:
    """Read a part; `element` is told each element and its attributes, both without prefixes, and `words` what follows.

    Raises:
        FileRefused: for a declaration of a document type, whatever it declares, and for what is no XML.
    """
    parser = make_parser()
    parser.forbid_dtd = parser.forbid_entities = parser.forbid_external = True
    parser.setFeature(feature_external_ges, False)
    parser.setFeature(feature_external_pes, False)
    parser.setContentHandler(_Looking(element, words))
    try:
        parser.parse(part)
    except _Enough:
        return
    except DefusedXmlException:
        raise FileRefused(
            f"declares a document type ({shown(name)}), which can be made to do harm; open it and save it again"
        ) from None
    except (SAXException, LookupError, UnicodeError):
        raise FileRefused(
            f"is damaged: its part {shown(name)} cannot be read; open it and save it again"
        ) from None
