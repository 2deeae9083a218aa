"""Who are the people of the demonstration and of the tests, what are they, and what do they see?

Everybody here is invented, and so are the three services. Addresses end in .example, a name that leads nowhere
(RFC 2606). The order is the order of the door.
"""

from __future__ import annotations

from dataclasses import dataclass

from eyre.people import roles
from eyre.people.roles import Held, Role

EDITION, PROGRAMME = (
    "hmip-probation-pdu-2023",
    "pdu-2023",
)  # the real ones: only services and cases are invented


@dataclass(frozen=True, slots=True)
class Invented:
    """An invented inspection of an invented service: the id of the service, its name, and when its fieldwork is."""

    provider: str
    name: str
    fieldwork: str


WESTMARCH = Invented("westmarch-demonstration", "Westmarch (demonstration)", "2026-10")
EASTMERE = Invented("eastmere-demonstration", "Eastmere (demonstration)", "2026-12")
SOUTHFOLD = Invented("southfold-demonstration", "Southfold (demonstration)", "2026-11")
INSPECTIONS = (WESTMARCH, EASTMERE, SOUTHFOLD)


@dataclass(frozen=True, slots=True)
class Member:
    """One of the cast. `on` is where the role is held; nothing where it is held for the whole inspectorate.

    Whoever is on Westmarch is on Southfold too: the one has its answers, the other is in the middle of its fieldwork.
    `interest_in` and `left` are what keeps them out of an inspection: an interest they declared (and `why`), a team
    they left.
    """

    key: str
    name: str
    called: str
    role: type[Role]
    sees: str
    on: Invented | None = None
    interest_in: Invented | None = None
    left: Invented | None = None
    why: str = ""

    @property
    def places(self) -> tuple[Invented, ...]:
        """The inspections on which, or for whose service, the role is held."""
        if self.on is None:
            return ()
        return (WESTMARCH, SOUTHFOLD) if self.on == WESTMARCH else (self.on,)

    @property
    def email(self) -> str:
        """Their address at a name that leads nowhere."""
        return f"{self.key}@{'service' if self.is_of_provider else 'inspectorate'}.example"

    @property
    def is_of_provider(self) -> bool:
        """Whether they belong to a service: the one that is inspected, or the one that lends an assessor."""
        return self.role.held is Held.PROVIDER or self.role is roles.LocalAssessor


CAST: tuple[Member, ...] = (
    Member(
        "lead-inspector",
        "Amara Thistlewood",
        "Lead inspector",
        roles.LeadInspector,
        "Westmarch whole: its team, its dates, the answers about each case and the draft ratings. She forms the team.",
        on=WESTMARCH,
    ),
    Member(
        "inspector",
        "Owen Larkspur",
        "Inspector",
        roles.Inspector,
        "The cases and draft ratings of Westmarch. He declared an interest in Eastmere, so that one is shut to him.",
        on=WESTMARCH,
        interest_in=EASTMERE,
        why="My sister runs the office in Eastmere.",
    ),
    Member(
        "second-inspector",
        "Priya Fernleigh",
        "Inspector",
        roles.Inspector,
        "The cases and draft ratings of Westmarch. She left the team of Eastmere, and sees it no more.",
        on=WESTMARCH,
        left=EASTMERE,
    ),
    Member(
        "local-assessor",
        "Tobias Marrowby",
        "Local assessor",
        roles.LocalAssessor,
        "The cases of Westmarch, but no rating before it is published: he is lent by another service.",
        on=WESTMARCH,
    ),
    Member(
        "quality-lead",
        "Moira Candlewick",
        "Quality lead",
        roles.QualityLead,
        "All unpublished inspections, their cases and draft ratings, and the interests people declared.",
    ),
    Member(
        "panel-chair",
        "Kwame Hollowell",
        "Chair of the panel",
        roles.PanelMember,
        "Westmarch with its draft ratings, which he confirms, but no single case.",
        on=WESTMARCH,
    ),
    Member(
        "operations-officer",
        "Siân Bramblewick",
        "Operations officer",
        roles.OperationsOfficer,
        "Every inspection that is planned, and its team. She opens inspections, forms teams and names contacts; "
        "she sees no case and no draft rating.",
    ),
    Member(
        "report-editor",
        "Hettie Quillfeather",
        "Report editor",
        roles.ReportEditor,
        "Westmarch with its draft ratings, for the report she edits.",
        on=WESTMARCH,
    ),
    Member(
        "publications-officer",
        "Rashid Inkwell",
        "Publications officer",
        roles.Publications,
        "That Westmarch, Southfold and Eastmere are under way, and when; no draft rating. He keeps published documents as data.",
    ),
    Member(
        "analyst",
        "Mei-Lin Tallymere",
        "Analyst",
        roles.Analyst,
        "The pseudonymised answers of published inspections, and published documents, which she keeps as data; "
        "no unpublished inspection.",
    ),
    Member(
        "auditor",
        "Gwendolen Lanternby",
        "Auditor",
        roles.Auditor,
        "The record of who did and who saw what, and nothing of what they saw.",
    ),
    Member(
        "administrator",
        "Joseph Keyhollow",
        "Administrator",
        roles.Administrator,
        "Accounts and roles: invites people, disables accounts. No inspection that is not published.",
    ),
    Member(
        "point-of-contact",
        "Blessing Waymarker",
        "Single point of contact of Westmarch",
        roles.PointOfContact,
        "That Westmarch is inspected, and when; nothing of what the inspectors find.",
        on=WESTMARCH,
    ),
    Member(
        "accountable-director",
        "Alasdair Beaconfell",
        "Accountable director of Westmarch",
        roles.AccountableDirector,
        "That the service he answers for is inspected, and when.",
        on=WESTMARCH,
    ),
    Member(
        "outsider",
        "Nadia Furtherfield",
        "Inspector of another inspection",
        roles.Inspector,
        "Eastmere, on whose team she is. For her there is no Westmarch: its address leads nowhere.",
        on=EASTMERE,
    ),
)
BY_KEY = {member.key: member for member in CAST}
BY_EMAIL = {member.email: member for member in CAST}
