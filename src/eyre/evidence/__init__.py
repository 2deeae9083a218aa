"""Evidence in advance: what is asked of a provider before its inspection, what it sent, and what was made of it."""
