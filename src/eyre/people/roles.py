"""Which roles are there, where is each held, and what may each do?

Roles are classes so that they can be read from top to bottom. The page “Who may do what” and docs/operators/roles.md
are generated from them. Who holds a role is data (people.RoleHeld, inspections.TeamMember, providers.Contact).
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from .abilities import Ability


class Held(StrEnum):
    """For what a role is held."""

    EVERYONE = "by everyone"
    ORGANISATION = "for the whole inspectorate"
    INSPECTION = "on one inspection"
    PROVIDER = "for one provider"


class Role:
    """One role: what it is called, where it is held, and what it may do.

    Whoever holds a role that `is_apart` can do what such roles allow and nothing else, whatever other roles they hold.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    held: ClassVar[Held]
    abilities: ClassVar[frozenset[Ability]] = frozenset()
    is_apart: ClassVar[bool] = False

    @classmethod
    def says(cls) -> str:
        """What the role is for, in one sentence."""
        return (cls.__doc__ or "").partition("\n")[0]


class Public(Role):
    """Reads what is published; nobody needs an account for that."""

    code, name, held = "public", "Public", Held.EVERYONE


class Administrator(Role):
    """Keeps accounts and roles in order, and sees no case content."""

    code, name, held = "administrator", "Administrator", Held.ORGANISATION
    is_apart = True
    abilities = frozenset(
        {Ability.MANAGE_ACCOUNTS, Ability.GIVE_ROLES, Ability.SEE_DEVICES, Ability.REVOKE_DEVICES}
    )


class OperationsOfficer(Role):
    """Plans inspections, forms teams and keeps in touch with providers."""

    code, name, held = "operations-officer", "Operations officer", Held.ORGANISATION
    abilities = frozenset(
        {
            Ability.OPEN_INSPECTIONS,
            Ability.SEE_INSPECTION,
            Ability.SEE_PLAN,
            Ability.PLAN_INSPECTIONS,
            Ability.SEND_LETTERS,
            Ability.FORM_TEAM,
            Ability.NAME_CONTACTS,
            Ability.DECLARE_INTEREST,
            Ability.SEE_INTERESTS,
            Ability.END_INTERESTS,
            Ability.ALLOCATE_CASES,
            Ability.SEND_CASE_LIST,
            Ability.DRAW_SAMPLE,
            Ability.SEE_ALERTS,
            Ability.SEE_DEVICES,
            Ability.REVOKE_DEVICES,
            Ability.ASK_EVIDENCE,
            Ability.SEE_EVIDENCE,
        }
    )


class LeadInspector(Role):
    """Leads one inspection, from its announcement to its rating."""

    code, name, held = "lead-inspector", "Lead inspector", Held.INSPECTION
    abilities = frozenset(
        {
            Ability.SEE_INSPECTION,
            Ability.SEE_PLAN,
            Ability.PLAN_INSPECTIONS,
            Ability.SEND_LETTERS,
            Ability.FORM_TEAM,
            Ability.SEE_DRAFT_RATINGS,
            Ability.SEE_CASES,
            Ability.DECLARE_INTEREST,
            Ability.ALLOCATE_CASES,
            Ability.SEND_CASE_LIST,
            Ability.DRAW_SAMPLE,
            Ability.OPEN_CASE_KEYS,
            Ability.ASSURE_QUALITY,
            Ability.FREEZE_ANSWERS,
            Ability.SEE_ALERTS,
            Ability.ASK_EVIDENCE,
            Ability.SEE_EVIDENCE,
            Ability.KEEP_REGISTER,
            Ability.READ_JUDGEMENTS,
            Ability.WRITE_JUDGEMENTS,
            Ability.DISCUSS_JUDGEMENTS,
        }
    )


class Inspector(Role):
    """Examines cases and other evidence on one inspection."""

    code, name, held = "inspector", "Inspector", Held.INSPECTION
    abilities = frozenset(
        {
            Ability.SEE_INSPECTION,
            Ability.SEE_PLAN,
            Ability.SEE_DRAFT_RATINGS,
            Ability.SEE_CASES,
            Ability.DECLARE_INTEREST,
            Ability.OPEN_CASE_KEYS,
            Ability.SEE_EVIDENCE,
            Ability.KEEP_REGISTER,
            Ability.READ_JUDGEMENTS,
            Ability.DISCUSS_JUDGEMENTS,
        }
    )


class LocalAssessor(Role):
    """Examines cases beside the inspectors, lent by a service that is not inspected."""

    code, name, held = "local-assessor", "Local assessor", Held.INSPECTION
    abilities = frozenset(
        {
            Ability.SEE_INSPECTION,
            Ability.SEE_PLAN,
            Ability.SEE_CASES,
            Ability.DECLARE_INTEREST,
            Ability.OPEN_CASE_KEYS,
        }
    )


class QualityLead(Role):
    """Looks across all inspections at how evenly they judge."""

    code, name, held = "quality-lead", "Quality lead", Held.ORGANISATION
    abilities = frozenset(
        {
            Ability.SEE_INSPECTION,
            Ability.SEE_PLAN,
            Ability.SEE_DRAFT_RATINGS,
            Ability.SEE_CASES,
            Ability.DECLARE_INTEREST,
            Ability.SEE_INTERESTS,
            Ability.END_INTERESTS,
            Ability.ASSURE_QUALITY,
            Ability.FREEZE_ANSWERS,
            Ability.SEE_ALERTS,
            Ability.SEE_EVIDENCE,
            Ability.READ_JUDGEMENTS,
            Ability.DISCUSS_JUDGEMENTS,
            Ability.HOLD_PANEL,
            Ability.SIGN_PANEL,
        }
    )


class PanelMember(Role):
    """Sits on the panel that confirms the ratings of one inspection."""

    code, name, held = "panel-member", "Panel member", Held.INSPECTION
    abilities = frozenset(
        {
            Ability.SEE_INSPECTION,
            Ability.SEE_PLAN,
            Ability.SEE_DRAFT_RATINGS,
            Ability.DECLARE_INTEREST,
            Ability.READ_JUDGEMENTS,
            Ability.HOLD_PANEL,
            Ability.SIGN_PANEL,
        }
    )


class ReportEditor(Role):
    """Edits the report of one inspection."""

    code, name, held = "report-editor", "Report editor", Held.INSPECTION
    abilities = frozenset(
        {
            Ability.SEE_INSPECTION,
            Ability.SEE_PLAN,
            Ability.SEE_DRAFT_RATINGS,
            Ability.DECLARE_INTEREST,
            Ability.READ_JUDGEMENTS,
        }
    )


class Publications(Role):
    """Brings finished reports out at their minute, and keeps published documents as data."""

    code, name, held = "publications", "Publications officer", Held.ORGANISATION
    abilities = frozenset(
        {Ability.SEE_INSPECTION, Ability.SEE_PLAN, Ability.DECLARE_INTEREST, Ability.READ_DOCUMENTS}
    )


class Analyst(Role):
    """Works with pseudonymised data across inspections."""

    code, name, held = "analyst", "Analyst", Held.ORGANISATION
    abilities = frozenset({Ability.TAKE_ANSWERS, Ability.DECLARE_INTEREST, Ability.READ_DOCUMENTS})


class Auditor(Role):
    """Reads the record of who did and saw what, and nothing else."""

    code, name, held = "auditor", "Auditor", Held.ORGANISATION
    is_apart = True
    abilities = frozenset({Ability.READ_AUDIT})


class PointOfContact(Role):
    """The provider's single point of contact for its inspections."""

    code, name, held = "point-of-contact", "Single point of contact", Held.PROVIDER
    abilities = frozenset({Ability.SEE_INSPECTION, Ability.SEND_EVIDENCE, Ability.SEND_CASE_LIST})


class AccountableDirector(Role):
    """Answers for the provider that is inspected."""

    code, name, held = "accountable-director", "Accountable director", Held.PROVIDER
    abilities = frozenset({Ability.SEE_INSPECTION, Ability.SEND_EVIDENCE})


ROLES: dict[str, type[Role]] = {
    role.code: role
    for role in (
        Public,
        Administrator,
        OperationsOfficer,
        LeadInspector,
        Inspector,
        LocalAssessor,
        QualityLead,
        PanelMember,
        ReportEditor,
        Publications,
        Analyst,
        Auditor,
        PointOfContact,
        AccountableDirector,
    )
}


def held_for(held: Held) -> tuple[type[Role], ...]:
    """The roles that are held for this, in their order."""
    return tuple(role for role in ROLES.values() if role.held == held)


APART = frozenset(role.code for role in ROLES.values() if role.is_apart)
