"""What can go wrong with inspections, by name."""


class InspectionNotFound(LookupError):
    """No inspection that may be seen has this id."""
