"""The address of one's own calendar feed: a secret that is shown once, and can be taken back."""
