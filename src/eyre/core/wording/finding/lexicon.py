"""The words by which English prose states quantities, and those that only look as if they did."""

from __future__ import annotations

from ..quantity import Hedge


def word_set(words: str) -> frozenset[str]:
    """A set of words, written as one line of them."""
    return frozenset(words.split())


_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
UNITS = {word: value for value, word in enumerate(_UNITS.split())}
TENS = {word: 10 * (place + 2) for place, word in enumerate(_TENS.split())}
BIG = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
MULTIPLIERS = {"hundred": 100, "dozen": 12, **BIG}

_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "twelfth": 12, "twentieth": 20, "hundredth": 100,
}  # fmt: skip
PART = _PARTS  # a third, one half
PARTS = {"halves": 2} | {word + "s": of for word, of in _PARTS.items() if word != "half"}  # two thirds
UNICODE_FRACTIONS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"

# The longest are tried first, so "just under" is never read as "under".
_HEDGES = {
    Hedge.NEARLY: (
        "nearly", "almost", "just under", "just below", "just less than", "just fewer than", "slightly under",
        "slightly less than", "slightly fewer than", "slightly below", "a little under", "a little less than",
        "close to", "not quite", "marginally under", "marginally below", "fractionally under", "fractionally below", "a shade under", "just short of", "approaching", "very nearly",
    ),
    Hedge.JUST_OVER: (
        "just over", "just above", "just more than", "slightly over", "slightly more than", "slightly above",
        "a little over", "marginally over", "marginally above", "marginally more than", "fractionally over", "fractionally above", "a shade over", "a little more than", "little more than",
    ),
    Hedge.OVER: (
        "over", "more than", "well over", "far more than", "well above", "above", "in excess of", "exceeding",
        "greater than", "upwards of", "much more than", "considerably more than", "significantly more than",
    ),
    Hedge.UNDER: (
        "less than", "fewer than", "under", "below", "well under", "well below", "far fewer than",
        "far less than", "much less than", "way below", "way under", "far below", "lower than", "considerably fewer than", "considerably less than",
    ),
    Hedge.ABOUT: (
        "about", "around", "approximately", "approx", "roughly", "some", "circa", "in the region of",
        "or thereabouts",
    ),
    Hedge.AT_LEAST: (
        "at least", "no fewer than", "no less than", "not fewer than", "not less than", "a minimum of",
        "minimum of", "as few as", "as little as",
    ),
    Hedge.AT_MOST: (
        "at most", "up to", "no more than", "not more than", "no greater than", "a maximum of", "maximum of",
        "as many as", "as much as", "at the most",
    ),
}  # fmt: skip
HEDGES_BEFORE = {tuple(phrase.split()): hedge for hedge, phrases in _HEDGES.items() for phrase in phrases}
LAST_OF_HEDGES = frozenset(phrase[-1] for phrase in HEDGES_BEFORE)
LONGEST_HEDGE = max(map(len, HEDGES_BEFORE))
HEDGES_AFTER = {
    ("or", "more"): Hedge.AT_LEAST,
    ("or", "over"): Hedge.AT_LEAST,
    ("and", "over"): Hedge.AT_LEAST,
    ("at", "least"): Hedge.AT_LEAST,
    ("or", "above"): Hedge.AT_LEAST,
    ("and", "above"): Hedge.AT_LEAST,
    ("or", "higher"): Hedge.AT_LEAST,
    ("or", "below"): Hedge.AT_MOST,
    ("or", "lower"): Hedge.AT_MOST,
    ("-", "odd"): Hedge.ABOUT,
    ("-", "plus"): Hedge.AT_LEAST,
    ("and", "under"): Hedge.AT_MOST,
    ("and", "below"): Hedge.AT_MOST,
    ("or", "fewer"): Hedge.AT_MOST,
    ("or", "less"): Hedge.AT_MOST,
    ("or", "under"): Hedge.AT_MOST,
    ("at", "most"): Hedge.AT_MOST,
    ("or", "so"): Hedge.ABOUT,
}
FOCUS = word_set("only just merely mere barely")  # they belong to the phrase and turn it, but bend no number

MONTHS = word_set(
    "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sept sep oct nov dec"
)
# "Tier 3", "Annexe one": the number is a name
LABELS = word_set(
    "tier level domain annexe annex appendix footnote note page pages figure table chapter section paragraph para"
    " standard stage phase step part version question room floor number no grade band option wave article"
    " schedule rule key item line box chart theme objective priority group cohort week day year month quarter"
    " category class type form ref reference column row principle aim act regulation volume issue model"
)
# "Unit 3" too, where it is written as a name; "in each unit 12 cases" is not
NAMED_PLACES = word_set("unit site team office block ward zone house hub district")
MONEY = frozenset("£$€")
STREETS = word_set("street road lane avenue floor house square drive close court terrace way")
TIMES = word_set(
    "second seconds minute minutes hour hours day days week weeks fortnight fortnights month months year years"
    " decade decades night nights weekend weekends term terms"
)
TIME_ADJECTIVES = word_set("working calendar consecutive full whole further more additional extra business")
NOT_AFTER_HYPHEN = word_set("way fold off to sided stop storey on up size person-centred")

_COUNTED = (
    "case person victim offender practitioner officer manager pdu region division crc prison court respondent"
    " assessment plan review report record inspection inspector standard team unit child adult individual user"
    " participant order requirement sentence recommendation instance file post vacancy referral check visit"
    " appointment letter provider establishment school home site office company firm charity organisation"
    " partner trainee pqip vlo spo pso sfo homicide incident question interview meeting survey programme"
    " complaint death pathway member inmate prisoner probationer patient pupil leader head starter request area"
    " service aspect building cluster event forum heading family woman man answer judgement rating breach body"
    " agency release licence induction intervention session hour objective target domain"
)


def _plural(noun: str) -> str:
    irregular = {"person": "people", "child": "children", "woman": "women", "man": "men"}
    if noun in irregular:
        return irregular[noun]
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "ch", "x")) else "s")


# "no case" states a number, "no plan" tells of something missing
SAID_WITH_NO = word_set(
    "case cases person people victim victims staff pdu pdus region regions prison prisons practitioner practitioners"
    " officer officers respondent respondents manager managers instance instances offender offenders child children"
    " division divisions provider providers site sites vacancies assessments inspections standard standards"
)
COUNTED_ONE = word_set(_COUNTED)
COUNTED_MANY = frozenset(map(_plural, COUNTED_ONE)) | {"staff", "premises", "persons"}
COUNTED = COUNTED_ONE | COUNTED_MANY
IRREGULAR_PLURALS = word_set("people staff children women men")

# Where a noun phrase ends: words that are no part of one.
FUNCTION = word_set(
    "a an the of in on at by for from to with within without into onto over under across among between during"
    " since until before after about against through throughout per as than via and or but nor so yet if while"
    " whereas although though because when where which who whom whose that this these those it its they them"
    " their we us our you your he she his her i there here be is are was were been being am do does did done"
    " have has had having will would shall should can could may might must not no never also already only just"
    " still now then however therefore often always usually too very more most less least either neither both"
    " all each every any some such same said indicated felt stated reported found told needed received included saw"
    " showed agreed disagreed thought believed considered completed met rated judged assessed inspected"
    " reviewed identified required made took gave get got need needs remain remained became become come came"
    " go went consider considers qualify qualified took told out up down off due available yet ago or"
)
PARTICIPLES = word_set(
    "inspected reviewed assessed completed identified rated required"
)  # "16 inspected cases"
DETERMINERS = word_set("of the these those all our your their its his her such other both a an")

CONTRACTIONS = {
    word: word.removesuffix("n't") + " not"
    for word in word_set(
        "didn't doesn't don't wasn't weren't isn't aren't hadn't hasn't haven't couldn't shouldn't wouldn't mustn't"
        " needn't"
    )
} | {"can't": "cannot", "won't": "will not", "cannot": "cannot"}
NUMBER_WORDS = frozenset([*UNITS, *TENS, *MULTIPLIERS]) | word_set(
    "none half almost nearly over many few several it they"
)
POLARITY = word_set(
    "insufficient insufficiently inadequate inadequately not never no without failed fail fails failing failure"
    " absent absence missing lacking lacked lack lacks ineffective ineffectively incomplete unsatisfactory poor"
    " poorly unclear unable nor unmet overdue seldom rarely hardly weak unsafe inaccurate inappropriate"
    " inconsistent omitted neglected only just merely barely neither none nobody nothing"
) | frozenset(CONTRACTIONS)
AUXILIARIES = word_set(
    "did do does was were is are had has have could should would will may might can must been being"
)
CLAUSE_ENDS = word_set(". ; : ? ! ¶ – — , |") | word_set(
    "but while whereas although though however because unless"
)

SUPERLATIVE = word_set(
    "important significant recent likely acute common serious appropriate effective vulnerable notable notably"
    " recently commonly often urgent pressing striking prominent complex difficult challenging relevantly"
    " concerning critical senior experienced experienced dangerous prolific frequent frequently successful"
    " closely suitable popular widely powerful valuable useful impressive obvious affected needed valued"
)
GRADES = word_set(
    "large vast great overwhelming small slim significant clear reasonable sizeable substantial tiny high low"
    " good big considerable strong narrow bare simple absolute limited growing notable fair huge sizable"
    " increasing disproportionate higher larger smaller lower"
)
