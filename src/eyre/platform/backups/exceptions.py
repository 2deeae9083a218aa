"""What can go wrong with a backup, by name."""


class BackupFailed(Exception):
    """No backup was made, or nothing was restored; the words say why, and what to do."""


class NotABackup(BackupFailed):
    """A file is no backup of Eyre, or one that was damaged."""
