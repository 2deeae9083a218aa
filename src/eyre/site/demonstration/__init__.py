"""The demonstration: a standing cast, two invented inspections, and a door by which one click makes you any of them.

It stands only where EYRE_MODE is demonstration. The tests use the same cast (tests/cast.py).
"""
