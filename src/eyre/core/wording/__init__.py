"""What number does a phrase name, is it true of a count, and which phrase would be right?"""

from .quantity import Form, Hedge, Quantity

__all__ = ["Form", "Hedge", "Quantity"]
