"""Is this a form of that edition? The format `eyre-form/1`, read from plain data, with every mistake at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from eyre.core.editions import EditionInvalid, Fields, Mistake, Path, read_provenance
from eyre.core.frameworks import Edition

from .assemble import Addition, PromptAddition, sealed, sections_of
from .expressions import Expression, check_expression, filled, keys_of
from .form import ANSWERS, CaseKind, CompletenessRule, Each, FactField, FactType, Form

SCHEMA = "eyre-form/1"
FORM_KEYS = (
    "schema",
    "id",
    "edition",
    "title",
    "kinds",
    "facts",
    "sections",
    "questions",
    "completeness",
    "provenance",
)
FACT_KEYS = ("id", "label", "type", "options", "hint", "when", "least", "most", "attribute", "provenance")
QUESTION_KEYS = ("ref", "rule", "guidance", "when", "prompts", "provenance")
PLACEHOLDERS = {Each.FACT: ("id", "label"), Each.QUESTION: ("ref",), Each.PROMPT: ("ref", "letter")}

Conditions = list[tuple[Path, Expression]]


def build_form(data: object, edition: Edition) -> Form:
    """The form that the data describe, over the questions of its edition.

    Raises:
        EditionInvalid: with every mistake, when the data are no form of this edition.
    """
    mistakes: list[Mistake] = []
    fields = Fields(data, (), mistakes, FORM_KEYS)
    conditions: Conditions = []
    form = _read(fields, edition, conditions)
    if isinstance(data, dict):
        mistakes += [*_doubles(form), *_wrong_conditions(form, conditions)]
    if mistakes:
        raise EditionInvalid(mistakes)
    return sealed(form)


def _read(fields: Fields, edition: Edition, conditions: Conditions) -> Form:
    if fields.text("schema") not in (SCHEMA, ""):
        fields.wrong(f"the format is not known; write {SCHEMA}", "schema")
    if fields.text("edition") not in (edition.id, ""):
        fields.wrong(f"this form is read for the edition {edition.id}; name that one", "edition")
    standards = {standard.ref for standard in edition.case_standards} | {
        one.id for one in edition.question_sets
    }
    whens = {
        _known(one, "ref", standards, "standard or question set"): _when(one, "when", conditions)
        for one in fields.parts("sections", ("ref", "when"))
    }
    additions = dict(_additions(fields, edition, conditions))
    return Form(
        id=fields.slug("id"),
        edition=edition.id,
        title=fields.text("title"),
        kinds=tuple(_kinds(fields, edition)),
        facts=tuple(_fact(one, conditions) for one in fields.parts("facts", FACT_KEYS)),
        sections=sections_of(edition, additions, whens),
        completeness=tuple(_rules(fields, conditions)),
        provenance=read_provenance(fields),
    )


def _known(fields: Fields, key: str, known: Collection[str], what: str) -> str:
    value = fields.text(key)
    if value and value not in known:
        fields.wrong(f"the edition has no {what} {value!r}; it has {', '.join(sorted(known))}", key)
    return value


def _kinds(fields: Fields, edition: Edition) -> Iterator[CaseKind]:
    asked = {standard.case_kind for standard in edition.case_standards if standard.key_questions}
    asked |= {group.case_kind for group in edition.question_sets}
    if not fields.has("kinds"):
        fields.missing("kinds")
    for one in fields.parts("kinds", ("id", "title", "asks")):
        asks = one.texts("asks")
        for n, each in enumerate(asks):
            if each not in asked:
                one.wrong(
                    f"the edition asks nothing of {each!r}; it asks of {', '.join(sorted(asked))}", "asks", n
                )
        if not asks:
            one.missing("asks")
        yield CaseKind(one.slug("id"), one.text("title"), asks)


def _fact(fields: Fields, conditions: Conditions) -> FactField:
    kind = fields.choice("type", FactType)
    options = tuple(
        (one.slug("code"), one.text("label")) for one in fields.parts("options", ("code", "label"))
    )
    if (kind is FactType.CHOICE) != bool(options):
        fields.wrong(
            "a choice has options, and nothing else has; write them as '- code:' and 'label:'", "options"
        )
    return FactField(
        fields.slug("id"),
        fields.text("label"),
        kind,
        options,
        fields.text("hint", default=""),
        _when(fields, "when", conditions),
        fields.whole("least", default=0),
        fields.whole("most", default=1_000_000),
        fields.text("attribute", default=""),
        read_provenance(fields),
    )


def _additions(fields: Fields, edition: Edition, conditions: Conditions) -> Iterator[tuple[str, Addition]]:
    for one in fields.parts("questions", QUESTION_KEYS):
        ref = _known(one, "ref", edition.questions, "question about cases")
        asked = edition.questions.get(ref)
        letters = {prompt.ref for prompt in asked.prompts} if asked else set()
        prompts = {}
        for each in one.parts("prompts", ("ref", "rule", "when")):
            letter = _known(each, "ref", letters, f"prompt of {ref}") if asked else each.text("ref")
            prompts[letter] = PromptAddition(each.text("rule", default=""), _when(each, "when", conditions))
        yield (
            ref,
            Addition(
                one.text("rule", default=""),
                one.texts("guidance"),
                _when(one, "when", conditions),
                prompts,
                read_provenance(one),
            ),
        )


def _rules(fields: Fields, conditions: Conditions) -> Iterator[CompletenessRule]:
    if not fields.has("completeness"):
        fields.missing("completeness")
    for one in fields.parts("completeness", ("id", "each", "missing", "words")):
        each = one.choice("each", Each)
        condition = _typed(one.raw("missing")) if one.has("missing") else False
        if not one.has("missing"):
            one.missing("missing")
        for wrong in check_expression(condition):
            one.wrong(wrong, "missing")
        conditions.append(((*one.path, "missing"), filled(condition, _sample(each))))
        yield CompletenessRule(one.slug("id"), each, condition, one.text("words"))


def _sample(each: Each) -> dict[str, str]:
    """Names that are let through where a key is made for each item."""
    return dict.fromkeys(PLACEHOLDERS[each], "*")


def _when(fields: Fields, key: str, conditions: Conditions) -> Expression:
    if not fields.has(key):
        return True
    condition = _typed(fields.raw(key))
    wrong = list(check_expression(condition))
    for words in wrong:
        fields.wrong(words, key)
    if not wrong:
        conditions.append(((*fields.path, key), condition))
    return condition


def _typed(expression: object) -> Expression:
    """The words of a file as a condition: `true`, and the whole numbers that `at_least` compares with."""
    if expression in ("true", "false"):
        return expression == "true"
    if not isinstance(expression, dict):
        return expression
    return {operator: _operand(str(operator), operand) for operator, operand in expression.items()}


def _operand(operator: str, operand: object) -> object:
    if operator == "not":
        return _typed(operand)
    if operator in ("and", "or") and isinstance(operand, list):
        return [_typed(one) for one in operand]
    if operator == "at_least" and isinstance(operand, list) and len(operand) == 2:
        words = operand[1]
        return [operand[0], int(words) if isinstance(words, str) and words.isdecimal() else words]
    return operand


def _doubles(form: Form) -> Iterator[Mistake]:
    named = {
        "kinds": [kind.id for kind in form.kinds],
        "facts": [fact.id for fact in form.facts],
        "completeness": [rule.id for rule in form.completeness],
    }
    for part, ids in named.items():
        for n, one in enumerate(ids):
            if one and one in ids[:n]:
                yield Mistake((part, n, "id"), f"{one!r} is used twice; give each its own")


def _wrong_conditions(form: Form, conditions: Conditions) -> Iterator[Mistake]:
    for path, condition in conditions:
        for key in keys_of(condition):
            if not _is_known(form, key):
                yield Mistake(path, f"the form asks nothing called {key!r}; use a key that it has")
        for key, value in _compared(condition):
            offered = _offered(form, key)
            if offered is not None and value not in offered:
                yield Mistake(path, f"{value!r} is no answer to {key}; the answers are {', '.join(offered)}")


def _is_known(form: Form, key: str) -> bool:
    kind, _, name = key.partition(":")
    if "*" in name or kind in ("kind", "attribute"):
        return True
    return (
        key in form.answer_keys
        or key in form.facts_by_key
        or (kind == "note" and name in form.questions_by_ref)
    )


def _offered(form: Form, key: str) -> tuple[str, ...] | None:
    if key == "kind":
        return tuple(kind.id for kind in form.kinds)
    if key.startswith(("question:", "prompt:")):
        return ANSWERS
    fact = form.facts_by_key.get(key)
    return tuple(code for code, _ in fact.options) if fact and fact.options else None


def _compared(expression: Expression) -> Iterator[tuple[str, object]]:
    """Every key with a value it is compared with by eq or in."""
    if not isinstance(expression, dict):
        return
    for operator, operand in expression.items():
        if operator == "eq":
            yield operand[0], operand[1]
        elif operator == "in":
            yield from ((operand[0], one) for one in operand[1])
        elif operator in ("and", "or"):
            for one in operand:
                yield from _compared(one)
        elif operator == "not":
            yield from _compared(operand)
