"""How large may a file of answers be? Large enough for any inspectorate, small enough for any laptop."""

from eyre.platform.files.packages import Limits

MAX_BYTES = 1 << 30  # of a file, as it lies on the disk
MAX_UNPACKED = 1 << 30  # of a workbook or Parquet file, unpacked
# A real workbook stays under 50 times its size, a bomb reaches 1,000
PACKAGE = Limits(entries=10_000, unpacked=MAX_UNPACKED, ratio=200, freely=100_000_000)
MAX_COLUMNS = 2_000
MAX_ROWS = 50_000_000
MAX_CELLS = 50_000_000  # in a workbook
MAX_SHEET_ROWS = 1_048_576  # of a workbook: no spreadsheet program holds more
MAX_EMPTY_CELLS = 2_000_000  # formatted and empty; reading over more takes longer than anybody waits
MAX_OTHER_PART = 16_000_000  # bytes, of every part of an XLSX but its sheets and its table of words
MAX_WORDS_PART = 40_000_000  # bytes, of its table of words: about a million of them
