"""What can go wrong with providers, by name."""


class ProviderNotFound(LookupError):
    """No provider has this name or slug."""
