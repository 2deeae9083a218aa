"""The ratings tables of annexe two of the letter to the North West region, 27 July 2023, as printed."""

RI, GOOD, INADEQUATE, NOT_RATED = "Requires improvement", "Good", "Inadequate", "Not rated"
REFS = ("1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "2.5")

# inspection: overall rating, score, the nine standards in order (None: the table has no row)
ANNEXE_TWO = {
    "pdu-2023-cheshirewest": (
        RI, "7/24", (RI, GOOD, RI, GOOD, NOT_RATED, INADEQUATE, INADEQUATE, INADEQUATE, RI),
    ),
    "pdu-2023-blackburn": (RI, "10/27", (RI, GOOD, RI, RI, INADEQUATE, RI, GOOD, RI, RI)),
    "pdu-2023-knowsleysthelens": (
        INADEQUATE, "2/24",
        (INADEQUATE, RI, INADEQUATE, RI, None, INADEQUATE, INADEQUATE, INADEQUATE, INADEQUATE),
    ),
    "pdu-2023-liverpoolnorth": (
        INADEQUATE, "4/24", (INADEQUATE, RI, RI, RI, None, INADEQUATE, INADEQUATE, INADEQUATE, RI),
    ),
    "pdu-2023-cumbria": (RI, "6/27", (RI, GOOD, RI, RI, RI, INADEQUATE, INADEQUATE, INADEQUATE, INADEQUATE)),
}  # fmt: skip
