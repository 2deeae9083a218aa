"""What must be there, where a form says nothing else: the rules that every form of ours has, as data."""

from __future__ import annotations

JUDGED: object = {"in": ["question:{ref}", ["yes", "no"]]}

STANDARD_RULES: tuple[dict[str, object], ...] = (
    {
        "id": "fact",
        "each": "fact",
        "missing": {"not": {"answered": "fact:{id}"}},
        "words": "Give “{label}”",
    },
    {
        "id": "prompt",
        "each": "prompt",
        "missing": {
            "and": [
                JUDGED,
                {"not": {"answered": "prompt:{ref}/{letter}"}},
                {"not": {"answered": "note:{ref}"}},
            ]
        },
        "words": "Answer prompt {letter} of {ref}, or write in its evidence why it has no answer",
    },
    {
        "id": "judgement",
        "each": "question",
        "missing": {"not": {"answered": "question:{ref}"}},
        "words": "Give the summary judgement of {ref}",
    },
    {
        "id": "evidence",
        "each": "question",
        "missing": {"and": [{"eq": ["question:{ref}", "no"]}, {"not": {"answered": "note:{ref}"}}]},
        "words": "Write the evidence for the no at {ref}",
    },
    {
        "id": "reason",
        "each": "question",
        "missing": {"and": [{"eq": ["question:{ref}", "not-relevant"]}, {"not": {"answered": "note:{ref}"}}]},
        "words": "Write why {ref} is not relevant to this case",
    },
)
