"""The pages of the cases area."""
