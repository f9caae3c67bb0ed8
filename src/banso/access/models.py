"""Agencies, offices, accounts and members."""

import re

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from banso.access.rules import GuestKind, KeyOf, Role, SecondBy
from banso.kit.ids import new_id
from banso.kit.models import Line, Prose, Stamped, Values, code_choices


def known_roles(value: object) -> None:
    """Refuse roles that do not exist."""
    if not isinstance(value, list) or not value or any(role not in set(Role) for role in value):
        raise ValidationError("unknown role")


class Account(AbstractUser):
    """
    What one signs in with; knows nothing of agencies, so that guests and second factors can follow.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    is_demo = models.BooleanField(default=False)
    renewed_at = models.DateTimeField(null=True, blank=True)  # others let them in anew


class Agency(Stamped):
    """支援機関: an organisation that supports people with Banso."""

    name = Line(max_length=200)
    silence_days = models.PositiveSmallIntegerField(default=30)
    coordinator_after_days = models.PositiveSmallIntegerField(default=3)
    manager_after_days = models.PositiveSmallIntegerField(default=7)
    asks_for_training = models.BooleanField(
        default=False
    )  # whether a later room holds duties back here at all
    approval_boxes = Line(max_length=100, default="担当、主任、管理者", blank=True)
    contact = Line(max_length=200, blank=True)  # telephone and address, as letters carry them
    second_by = models.CharField(
        max_length=8, default=SecondBy.DUTY, choices=code_choices(SecondBy)
    )

    key_of = models.CharField(max_length=10, default=KeyOf.NOBODY, choices=code_choices(KeyOf))

    lock_after = models.PositiveSmallIntegerField(default=0)  # minutes without a touch; 0: never

    @property
    def sender(self) -> str:
        """Who a letter comes from, and how they are reached."""
        return f"{self.name}　{self.contact}".strip()

    @property
    def stamps(self) -> tuple[str, ...]:
        """The boxes to approve in that stand on printed sheets, as many as the agency likes."""
        return tuple(part for part in re.split(r"[、,，\s]+", self.approval_boxes) if part)[:8]


class Office(Stamped):
    """One of an agency's places."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    name = Line(max_length=200)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="office_named_once")]


class Member(Stamped):
    """Somebody who works or volunteers at an agency."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    account = models.OneToOneField(
        Account, on_delete=models.PROTECT, related_name="member", null=True, blank=True
    )
    name = Line(max_length=100)
    roles = models.JSONField(default=list, validators=[known_roles])
    offices = models.ManyToManyField(Office, related_name="+", blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)  # let go: from this second on
    tour_step = models.PositiveSmallIntegerField(default=0)  # how far they were shown around
    own_record = models.UUIDField(
        null=True, blank=True
    )  # the entry that speaks of this very member, who was or is supported: closed to them

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="member_leaves_after_coming",
                condition=Q(until_on=None) | Q(until_on__gte=models.F("from_on")),
            )
        ]


class SavedView(Stamped):
    """A list as a member wants to see it again: filters, order, columns."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=60)
    name = Line(max_length=80)
    query = models.CharField(max_length=1000)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "page", "name"], name="view_named_once")
        ]


class Guest(Stamped):
    """
    Somebody from outside whom an agency has invited: an officer, an employer, a key person, a
    member of a decision body.

    `until_on` ends the account; what a guest may see at all is settled where they sit, and by the
    person's word.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    account = models.OneToOneField(
        Account, on_delete=models.PROTECT, related_name="guest", null=True, blank=True
    )
    kind = models.CharField(max_length=12, choices=code_choices(GuestKind))
    name = Line(max_length=100)
    organisation = Line(max_length=200)
    invited_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    until_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # from this second on they are nobody

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="guest_has_a_name_and_a_place", condition=~Q(name="") & ~Q(organisation="")
            )
        ]
        indexes = [
            models.Index(fields=["agency", "organisation", "id"], name="guests_by_organisation")
        ]


class Invitation(Stamped):
    """
    A one-time code on paper or in a mail, with a number told by voice; only seals of both are kept.

    Where nobody may hold both, the number is made by whoever confirms, and `seconded` says so;
    until then the seal of the number is empty and the code opens nothing.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    guest = models.ForeignKey(Guest, on_delete=models.PROTECT, related_name="+")
    code_seal = models.CharField(max_length=64, unique=True)
    word_seal = models.CharField(max_length=64, blank=True)
    seconded = models.BooleanField(default=False)
    drops_key = models.BooleanField(default=False)  # the second key is lost as well
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)


class WayBack(Stamped):
    """
    A one-time code on paper with which a member sets a password of their own, and a number told by
    voice that belongs to it; only seals of both are kept.

    Whoever asked for it has the code, the number is made by the second word and told to the second
    alone; only for an account that nobody has used yet may one hold both.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    code_seal = models.CharField(max_length=64, unique=True)
    word_seal = models.CharField(max_length=64)
    drops_key = models.BooleanField(default=False)  # the second key is lost as well
    made_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )  # nobody where the console made it
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)


class Proposal(Stamped):
    """
    Something that nobody does alone: asked for by one member, done by the word of another one.

    What was asked for (`given`) never changes; it is thrown away once it is done, stopped or over.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=40)
    about = models.UUIDField()
    given = Values(default=dict)
    code_seal = models.CharField(max_length=64, blank=True)  # of a code that whoever asks has
    reason = Prose(blank=True)
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_of = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )  # the only one who may confirm it
    open_until = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    heard = ""  # what the second heard by voice and wrote themselves; never kept

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="done_or_stopped", condition=Q(done_at=None) | Q(stopped_at=None)
            ),
            models.CheckConstraint(
                name="nobody_asks_themselves_to_confirm",
                condition=Q(asked_of=None) | ~Q(asked_of=models.F("asked_by")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "open_until"],
                name="proposals_waiting",
                condition=Q(done_at=None, stopped_at=None),
            )
        ]


class SecondWord(Stamped):
    """Somebody's word that what another one has asked for be done."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="words")
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    guest = models.ForeignKey(
        Guest, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_word_of_one",
                condition=Q(member=None, guest__isnull=False) | Q(member__isnull=False, guest=None),
            ),
            models.CheckConstraint(
                name="nobody_confirms_themselves",
                condition=Q(member=None) | ~Q(member=models.F("asked_by")),
            ),
            models.UniqueConstraint(name="one_word_of_a_member", fields=["proposal", "member"]),
            models.UniqueConstraint(name="one_word_of_a_guest", fields=["proposal", "guest"]),
        ]
