"""What is marked in a case: quotations, good practice, and alerts of an immediate risk of harm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from eyre.cases.journal import Change
from eyre.core.assessment import Form, check_value

from .posted import Posted
from .states import Answers

MARKS = (("quotation", "Quotation"), ("practice", "Good practice"))
WORDS = dict(MARKS) | {"alert": "Alert: immediate risk of harm"}
NOTHING_WRITTEN = {
    "alert": "Write what the immediate risk is",
    "quotation": "Write the quotation",
    "practice": "Write what was good",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Something marked: under which key, as what, its words, and the question it belongs to, if any."""

    key: str
    kind: str
    text: str
    question: str

    @property
    def may_withdraw(self) -> bool:
        """An alert was heard: it stays."""
        return not self.key.startswith("alert:")


def marks_of(answers: Answers) -> list[Mark]:
    """Everything that is marked and was not withdrawn, alerts first."""
    return [
        Mark(key, WORDS[kind], str(value.get("text", "")), str(value.get("question") or ""))
        for kind in ("alert", "quotation", "practice")
        for key, value in answers.marked(kind)
    ]


def read_marked(form: Form, answers: Answers, sent: Mapping[str, str], number: str) -> Posted:
    """A new mark under this number, or one that is withdrawn."""
    if withdrawn := sent.get("withdraw", ""):
        heads = answers.at(withdrawn).heads
        is_ours = withdrawn.partition(":")[0] in dict(MARKS) and heads
        return Posted(
            (Change(withdrawn, None, heads[0], heads if len(heads) > 1 else ()),) if is_ours else ()
        )
    kind = sent.get("mark", "")
    kind = kind if kind in WORDS else "quotation"
    text = sent.get("text", "").replace("\r\n", "\n").strip()
    field = "mark:alert" if kind == "alert" else "mark:text"
    if not text:
        return Posted((), {}, {field: NOTHING_WRITTEN[kind]})
    key, value = f"{kind}:{number}", {"text": text, "question": sent.get("question") or None}
    if why := check_value(form, key, value):
        return Posted((), {field: text}, {field: why})
    return Posted((Change(key, value, None),))
