"""How is a shape written down? Elements of SVG as strings, every text escaped."""

from __future__ import annotations

import re
from fractions import Fraction
from html import escape

Number = int | float | Fraction

# XML 1.0 has no place for these characters, escaped or not
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(words: object) -> str:
    """The words as they may stand inside an element or an attribute."""
    return escape(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", str(words)))


def number(value: Number) -> str:
    """A coordinate with at most three decimals and no trailing zeros, so that equal figures give equal bytes."""
    written = f"{float(value):.3f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def percent(value: Number) -> str:
    """A position or width as a share of the chart's own width, from 0 to 1."""
    return number(100 * value) + "%"


def element(name: str, *children: str, **attributes: object) -> str:
    """An element; a trailing underscore of an attribute's name is dropped (`class_`), others become hyphens."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(value)}"'
        for key, value in attributes.items()
        if value != ""
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def label(
    words: object, x: Number, y: Number, *, anchor: str = "start", class_: str = "eyre-chart__text"
) -> str:
    """Words at a place; `anchor` is start, middle or end."""
    return element("text", text(words), x=percent(x), y=number(y), text_anchor=anchor, class_=class_)


def title(words: object) -> str:
    """What a pointer resting on a shape is told."""
    return element("title", text(words))
