"""Work on a device that nobody can unlock any more: the organisation's key, and the file that was saved from it."""
