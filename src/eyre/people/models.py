"""Who has an account, which roles they hold for the whole inspectorate, how they were invited, and their feed."""

from __future__ import annotations

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from eyre.platform.constraints import both_or_neither, in_order

from .roles import Held, held_for

ORGANISATION_ROLES = tuple(role.code for role in held_for(Held.ORGANISATION))


class People(BaseUserManager["Person"]):
    """How Django and allauth look people up."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """The person with this e-mail address, in whatever case it is typed."""
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """Somebody with an account. The id says nothing about them, so it may stand in addresses and in the log.

    `session_epoch` is part of what a session is checked against: raising it ends every session at once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=150)
    is_active = models.BooleanField(default=True)
    is_of_provider = models.BooleanField(default=False)
    invited_at = models.DateTimeField()
    disabled_at = models.DateTimeField(null=True)
    session_epoch = models.PositiveIntegerField(default=0)

    objects = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_active=True, disabled_at__isnull=True)
                | models.Q(is_active=False, disabled_at__isnull=False),
                name="person_disabled_since",
                violation_error_message="A disabled account says since when, and no other does.",
            ),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(email=""),
                name="person_has_name_and_email",
                violation_error_message="A person has a name and an e-mail address.",
            ),
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")),
                name="person_email_is_lower_case",
                violation_error_message="E-mail addresses are kept in lower case: one person, one account.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """E-mail addresses are kept in lower case, so that one person has one account."""
        super().clean()
        self.email = self.email.strip().lower()

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session is checked against on every request: the password and the epoch."""
        told = f"{self.password}:{self.session_epoch}"
        return salted_hmac("eyre.people.Person.session", told, secret=secret, algorithm="sha256").hexdigest()


class RoleHeld(models.Model):
    """A role somebody holds, or held, for the whole inspectorate."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="roles_held")
    role = models.CharField(max_length=40)
    given_by = models.CharField(max_length=80)
    given_at = models.DateTimeField()
    ended_by = models.CharField(max_length=80, null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["person", "role", "given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=models.Q(ended_at__isnull=True),
                name="role_held_once",
                violation_error_message="This person holds this role already.",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=ORGANISATION_ROLES),
                name="role_is_of_the_organisation",
                violation_error_message="This role is not one that is held for the whole inspectorate.",
            ),
            models.CheckConstraint(
                condition=both_or_neither("ended_by", "ended_at"),
                name="role_end_is_whole",
                violation_error_message="A role that ended says when, and by whom.",
            ),
            models.CheckConstraint(
                condition=in_order("given_at", "ended_at"),
                name="role_ends_after_it_was_given",
                violation_error_message="A role ends after it was given.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.role}"


class Invitation(models.Model):
    """A link by which somebody sets their password; only a digest of its secret is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    token_digest = models.CharField(max_length=64, unique=True)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(used_at__isnull=True, withdrawn_at__isnull=True),
                name="invitation_open_once",
                violation_error_message="This person has an open invitation already.",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")),
                name="invitation_expires_later",
                violation_error_message="An invitation expires after it was made.",
            ),
            models.CheckConstraint(
                condition=models.Q(used_at__isnull=True) | models.Q(withdrawn_at__isnull=True),
                name="invitation_used_or_withdrawn",
                violation_error_message="An invitation is used or withdrawn, not both.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}, until {self.expires_at:%Y-%m-%d}"


class FeedKey(models.Model):
    """What opens somebody's calendar feed, which calendar programs read without signing in; only a digest is kept.

    It opens nothing once all sessions of the account were ended: by a reset, a new address, a disabled account, or by
    the person themself. Then `session_epoch` is that of the account no more.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="feed_keys")
    token_digest = models.CharField(max_length=64, unique=True)
    session_epoch = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(ended_at__isnull=True),
                name="feed_key_once",
                violation_error_message="This person has a key to their feed already.",
            ),
            models.CheckConstraint(
                condition=in_order("made_at", "ended_at"),
                name="feed_key_ends_after_it_was_made",
                violation_error_message="A key ends after it was made.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}, since {self.made_at:%Y-%m-%d}"
