"""Reading the rating rules of an edition: cuts, the case rule, the overall rule, limiters."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from eyre.core.editions import Fields, read_provenance
from eyre.core.figures import Cut, Owner, Rounding, Scale

from .edition import (
    Band,
    CaseRule,
    Combination,
    CombinationRule,
    Condition,
    Limiter,
    OverallRule,
    PrintedTable,
    SumOfScores,
)

RULES_KEYS = ("cases", "overall")
CASES_KEYS = ("cuts", "rounding", "phrases", "provenance")
CUT_KEYS = ("below", "above", "at", "owner")
OVERALL_KEYS = ("method", "cuts", "rounding", "printed", "rules", "limiters", "provenance")
SUM, COMBINATION = "sum_of_scores", "combination"


def read_case_rule(rules: Fields, bands: tuple[Band, ...]) -> CaseRule | None:
    """The rule for standards rated from cases, or None where the edition has none."""
    if not rules.has("cases"):
        return None
    fields = rules.part("cases", CASES_KEYS)
    scale = _read_scale(fields, bands)
    rounding = fields.choice("rounding", Rounding)
    phrases = fields.pairs("phrases")
    for band, _ in phrases:
        check_band(fields, band, bands, "phrases", band)
    provenance = read_provenance(fields)
    return CaseRule(scale, rounding, phrases, provenance) if scale else None


def read_overall_rule(rules: Fields, bands: tuple[Band, ...], facts: frozenset[str]) -> OverallRule | None:
    """How the overall rating is made, or None where no rule is known."""
    if not rules.has("overall"):
        return None
    fields = rules.part("overall", OVERALL_KEYS)
    method = _read_method(fields, bands)
    limiters = tuple(_read_limiter(one, bands, facts) for one in fields.parts("limiters", LIMITER_KEYS))
    _refuse_doubles(fields, "limiters", [limiter.id for limiter in limiters])
    provenance = read_provenance(fields)
    return OverallRule(method, limiters, provenance) if method else None


def _read_method(fields: Fields, bands: tuple[Band, ...]) -> SumOfScores | Combination | None:
    method = fields.text("method")
    if method == SUM:
        _refuse_keys(fields, ("rules",), SUM)
        return _read_sum(fields, bands)
    if method == COMBINATION:
        _refuse_keys(fields, ("cuts", "rounding", "printed"), COMBINATION)
        return _read_combination(fields, bands)
    if method:
        fields.wrong(f"the method {method!r} is not known; write {SUM} or {COMBINATION}", "method")
    return None


def _refuse_keys(fields: Fields, keys: tuple[str, ...], method: str) -> None:
    for key in keys:
        if fields.has(key):
            fields.wrong(f"{key!r} has no meaning with the method {method}; take it out", key)


def _read_sum(fields: Fields, bands: tuple[Band, ...]) -> SumOfScores | None:
    scale = _read_scale(fields, bands)
    rounding = fields.choice("rounding", Rounding) if fields.has("rounding") else None
    tables = fields.parts("printed", ("maximum", "rows"))
    printed = tuple(_read_printed(table, bands, scale) for table in tables)
    return SumOfScores(scale, printed, rounding) if scale else None


def _read_scale(fields: Fields, bands: tuple[Band, ...]) -> Scale | None:
    """The bands from the worst to the best with their cuts; None after a mistake."""
    before = len(fields.mistakes)
    cuts = [_read_cut(one, bands) for one in fields.parts("cuts", CUT_KEYS)]
    names = tuple(band.id for band in reversed(bands))
    wanted = list(pairwise(names))
    if not cuts:
        fields.missing("cuts")
    elif [pair for pair, _ in cuts] != wanted and len(fields.mistakes) == before:
        fields.wrong(
            f"the cuts leave a gap or run the wrong way; from the worst to the best they divide "
            f"{_pairs(wanted)}, and here {_pairs([pair for pair, _ in cuts])}",
            "cuts",
        )
    _check_rising(fields, [cut for _, cut in cuts])
    # Where the rule is no mapping at all that is the one mistake said, and there is still no scale
    if len(fields.mistakes) > before or len(cuts) != len(wanted):
        return None
    return Scale(names, tuple(cut for _, cut in cuts if cut))


def _pairs(pairs: list[tuple[str, str]]) -> str:
    return ", ".join(f"{below} from {above}" for below, above in pairs) or "nothing"


def _read_cut(fields: Fields, bands: tuple[Band, ...]) -> tuple[tuple[str, str], Cut | None]:
    pair = (fields.text("below"), fields.text("above"))
    for key, band in zip(("below", "above"), pair, strict=True):
        check_band(fields, band, bands, key)
    at, owner = fields.share("at"), fields.choice("owner", Owner)
    if (at, owner) in ((Fraction(0), Owner.UPPER), (Fraction(1), Owner.LOWER)):
        fields.wrong(
            f"a cut at {at} owned by the {owner} band leaves the other band nothing; move the cut", "at"
        )
    return pair, None if at is None else Cut(at, owner)


def _check_rising(fields: Fields, cuts: list[Cut | None]) -> None:
    for n, (low, high) in enumerate(pairwise(cuts), start=1):
        if low and high and low.at >= high.at:
            fields.wrong(
                f"the cut at {high.at} does not lie above the one before it, at {low.at}; "
                "order the cuts from the worst band to the best",
                "cuts",
                n,
                "at",
            )


def check_band(fields: Fields, band: str, bands: tuple[Band, ...], *steps: str | int) -> None:
    """Notes a band that the edition does not have."""
    names = [known.id for known in bands]
    if band and band not in names:
        fields.wrong(f"there is no band {band!r}; the bands of this edition are {', '.join(names)}", *steps)


def _read_printed(fields: Fields, bands: tuple[Band, ...], scale: Scale | None) -> PrintedTable:
    maximum = fields.whole("maximum")
    rows = []
    for row in fields.parts("rows", ("band", "least", "greatest")):
        rows.append((row.text("band"), row.whole("least"), row.whole("greatest")))
        check_band(row, rows[-1][0], bands, "band")
    if not 0 < maximum <= 1000:
        fields.wrong("the maximum of a printed table lies between 1 and 1,000", "maximum")
    elif scale:
        _compare_with_rule(fields, maximum, rows, scale)
    return PrintedTable(maximum, tuple(rows))


def _compare_with_rule(fields: Fields, maximum: int, rows: list[tuple[str, int, int]], scale: Scale) -> None:
    ruled = {band: (least, greatest) for band, least, greatest in scale.table(maximum)}
    printed = {band: (least, greatest) for band, least, greatest in rows}
    for band in scale.bands:
        if ruled.get(band) != printed.get(band):
            fields.wrong(
                f"out of {maximum} the rule gives {band} {_span(ruled.get(band))} and the printed table "
                f"{_span(printed.get(band))}; one of the two is wrong",
                "rows",
            )


def _span(span: tuple[int, int] | None) -> str:
    return f"{span[0]} to {span[1]}" if span else "no points"


COMBINATION_KEYS = ("id", "text", "when", "then")
CONDITION_KEYS = ("bands", "at_least", "at_most")
LIMITER_KEYS = ("id", "text", "fact", "cap")


def _read_combination(fields: Fields, bands: tuple[Band, ...]) -> Combination:
    rules = tuple(_read_combination_rule(one, bands) for one in fields.parts("rules", COMBINATION_KEYS))
    if not rules:
        fields.missing("rules")
    _refuse_doubles(fields, "rules", [rule.id for rule in rules])
    return Combination(rules)


def _read_combination_rule(fields: Fields, bands: tuple[Band, ...]) -> CombinationRule:
    when = tuple(_read_condition(one, bands) for one in fields.parts("when", CONDITION_KEYS))
    if not when:
        fields.missing("when")
    then = fields.text("then")
    check_band(fields, then, bands, "then")
    return CombinationRule(fields.slug("id"), fields.text("text"), when, then)


def _read_condition(fields: Fields, bands: tuple[Band, ...]) -> Condition:
    named = fields.texts("bands")
    for n, band in enumerate(named):
        check_band(fields, band, bands, "bands", n)
    if not named:
        fields.missing("bands")
    if not fields.has("at_least") and not fields.has("at_most"):
        fields.wrong("a condition needs 'at_least' or 'at_most'; add one")
    at_most = fields.whole("at_most") if fields.has("at_most") else None
    at_least = fields.whole("at_least", default=0)
    if at_least < 0 or (at_most is not None and at_most < at_least):
        fields.wrong(f"no number is at least {at_least} and at most {at_most}; mend one of them")
    return Condition(named, at_least, at_most)


def _read_limiter(fields: Fields, bands: tuple[Band, ...], facts: frozenset[str]) -> Limiter:
    fact, cap = fields.text("fact"), fields.text("cap")
    check_band(fields, cap, bands, "cap")
    if fact and fact not in facts:
        known = ", ".join(sorted(facts)) or "none yet"
        fields.wrong(
            f"the fact {fact!r} is not described under 'facts' (there: {known}); add it there", "fact"
        )
    return Limiter(fields.slug("id"), fields.text("text"), fact, cap)


def _refuse_doubles(fields: Fields, key: str, names: list[str]) -> None:
    for n, name in enumerate(names):
        if name and name in names[:n]:
            fields.wrong(f"the id {name!r} is used twice; give each its own", key, n, "id")
