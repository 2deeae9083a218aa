"""Views of the pages that put several areas on one sheet: read the address, ask one query, draw."""
