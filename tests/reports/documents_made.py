"""Small published documents that the tests write themselves, in the forms that such documents have."""

from dataclasses import dataclass, field

STANDARDS = (
    ("1.1", "Leadership"), ("1.2", "Staff"), ("1.3", "Services"), ("1.4", "Information and facilities"),
    ("2.1", "Court work"), ("2.2", "Assessment"), ("2.3", "Planning"), ("2.4", "Implementation and delivery"),
    ("2.5", "Reviewing"),
)  # fmt: skip
POINTS = {"Inadequate": 0, "Requires improvement": 1, "Good": 2, "Outstanding": 3}
BANDS = ("Requires improvement", "Good", "Good", "Inadequate", "Inadequate", "Inadequate", "Good", "Inadequate", "Inadequate")  # fmt: skip


@dataclass
class Body:
    """A PDU with what a letter says of it."""

    name: str = "Wexmouth"
    bands: tuple[str, ...] = BANDS
    overall: str = "Requires improvement"
    advice: tuple[str, ...] = ("see every person on probation", "keep records that others can follow")
    to_hmpps: tuple[str, ...] = ("give the PDU enough staff",)
    claims: tuple[str, ...] = field(default=("In nine of the 16 cases, planning was good.",))
    fieldwork: str = "March 2022"

    @property
    def score(self) -> str:
        return f"{sum(POINTS[band] for band in self.bands)}/{3 * len(self.bands)}"


def letter(*bodies: Body, published: str = "27 July 2022") -> str:
    """A regional letter about these bodies."""
    names = " and of ".join(f"{body.name} PDU" for body in bodies)
    lines = ["# HM Inspectorate of Probation", "", published, "", "Dear Regional Probation Director", ""]
    lines += [f"I write about the inspection of {names} in Westmoor region.", ""]
    for body in bodies:
        lines += [f"## {body.name} PDU", "", *body.claims, ""]
    lines += ["# Recommendations", ""]
    for body in bodies:
        lines += [f"## {body.name} PDU", "", f"{body.name} PDU should:", ""]
        lines += [f"{n}. {words}" for n, words in enumerate(body.advice, 1)]
        lines += ["", "HM Prison and Probation Service should:", ""]
        lines += [f"{n}. {words}" for n, words in enumerate(body.to_hmpps, 1 + len(body.advice))]
        lines += [""]
    lines += ["# Ratings", ""]
    for body in bodies:
        lines += [f"{body.name} PDU\tScore\t{body.score}", f"Fieldwork started {body.fieldwork}\t\t"]
        lines += [f"Overall rating\t{body.overall}\t"]
        lines += [
            f"{ref} {title}\t{band}\t" for (ref, title), band in zip(STANDARDS, body.bands, strict=True)
        ]
        lines += [""]
    return "\n".join([*lines, "Yours sincerely", ""])
