"""How is a file of answers read? CSV, XLSX, ODS and Parquet, in four forms, every problem at once.

The contract is docs/analysts/answers-files.md. Nothing here needs Django or a database.
"""

from .reading import AnswersRefused, Contents, FileProblems, read_answers, read_bytes, read_many, read_sheet
from .refused import refused_json, say_refused

__all__ = [
    "AnswersRefused",
    "Contents",
    "FileProblems",
    "read_answers",
    "read_bytes",
    "read_many",
    "read_sheet",
    "refused_json",
    "say_refused",
]
