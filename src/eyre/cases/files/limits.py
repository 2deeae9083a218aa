"""How large may a file of answers be? Large enough for any inspectorate, small enough for any laptop."""

MAX_BYTES = 1 << 30  # of a file, as it lies on the disk
MAX_UNPACKED = 1 << 30  # of a workbook or Parquet file, unpacked
FREELY_UNPACKED = 100_000_000  # up to here no ratio is asked
MAX_RATIO = 200  # unpacked to packed; a real workbook stays under 50, a bomb reaches 1,000
MAX_PARTS = 10_000  # files inside a workbook
MAX_COLUMNS = 2_000
MAX_ROWS = 50_000_000
MAX_CELLS = 50_000_000  # in a workbook
