"""What can be done in Eyre that not everybody may do, one word each.

A role is a set of these. Every ability is asked for by a permission of some area; one that nothing asks for, or that
no role has, fails a test.
"""

from __future__ import annotations

from enum import StrEnum


class Ability(StrEnum):
    """One thing a role may do. The words complete the sentence “may …”."""

    MANAGE_ACCOUNTS = "invite people, disable accounts and let people back in"
    GIVE_ROLES = "give and end the roles people hold for the whole inspectorate"
    READ_AUDIT = "read, search and export the audit record"
    OPEN_INSPECTIONS = "open an inspection that is not published"
    FORM_TEAM = "say who works on an inspection, and in which role"
    NAME_CONTACTS = "name the contacts of a provider"
    DECLARE_INTEREST = "declare an interest in a provider"
    SEE_INTERESTS = "see which interests others declared"
    END_INTERESTS = "end the interest that somebody else declared"
    SEE_INSPECTION = "see that an unpublished inspection exists, its team and its dates"
    SEE_PLAN = "see the plan of an inspection, its stage and what is due"
    PLAN_INSPECTIONS = "set the dates of an inspection and move what is due"
    SEE_DRAFT_RATINGS = "see ratings before they are published"
    SEE_CASES = "see the answers about each case before an inspection is published"
    SEND_CASE_LIST = "send the list of cases from which a sample is drawn"
    DRAW_SAMPLE = "draw the sample of cases, and replace a case by the next reserve"
    TAKE_ANSWERS = "take away pseudonymised answers for analysis"
    READ_DOCUMENTS = "keep what was read from published documents as data"
    SEND_LETTERS = "write and send letters to a provider about its inspection"
    ALLOCATE_CASES = "share out the cases of an inspection and plan their interviews"
    OPEN_CASE_KEYS = "open the name behind a case that they work on"
    ASSURE_QUALITY = "review and reopen completed assessments, ask for second ones, and draw dip samples"
    FREEZE_ANSWERS = "freeze the answers of an inspection"
    SEE_ALERTS = "be told of an immediate risk of harm, and say what was done"
    ASK_EVIDENCE = "ask a provider for evidence in advance, and say what is accepted or missing"
    SEE_EVIDENCE = "read the evidence that a provider sent in advance"
    SEND_EVIDENCE = "see what is asked of their provider for an inspection, and send it"
    KEEP_REGISTER = "put evidence into the register of an inspection, change it and withdraw it"
    READ_JUDGEMENTS = "read the register of evidence of an inspection, and how its standards are judged"
    WRITE_JUDGEMENTS = "judge each standard of an inspection, and submit the judgements"
    DISCUSS_JUDGEMENTS = "comment on judgements, and read them as a second person"
    HOLD_PANEL = "call the ratings panel of an inspection, and write down what it decided"
    SIGN_PANEL = "sign what a ratings panel decided, having sat on it"
    SEE_DEVICES = "see which devices keep work without a network, and what waits on them"
    REVOKE_DEVICES = "revoke somebody else’s device, and take in what was saved from one"
