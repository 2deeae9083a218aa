"""Case lists: what a provider is asked for, how an upload is checked, sealed and stored."""
