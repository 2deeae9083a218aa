"""The whole store in one file, and back: the database as it was at one moment, and every file that people sent."""
