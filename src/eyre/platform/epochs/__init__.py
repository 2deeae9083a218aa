"""Which life of the store is this? A restore begins a new one, so that devices know to offer again what they sent."""
