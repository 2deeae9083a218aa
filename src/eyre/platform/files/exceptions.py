"""What can go wrong with files, by name."""


class FileRefused(ValueError):
    """A file is not taken; the words say why, and what to send in its place. They complete “NAME …”."""


class FileDamaged(Exception):
    """What lies in the store under a digest is missing, or is no longer what was kept."""

    def __init__(self, digest: str, what: str) -> None:
        self.digest, self.what = digest, what
        super().__init__(f"{digest} {what}")
