"""Telephones, what they took along, what they brought home, and what is written in two ways."""

from django.db import models
from django.db.models import F, Q

from banso.field.rules import CHANGES, Kind, Result, Why
from banso.kit.models import Line, Stamped, Values, code_choices


class Telephone(Stamped):
    """
    A telephone that a member takes along. Only seals are kept of the code on the screen, which
    serves once, and of the key that it got for it.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    name = Line(max_length=60)
    guest = Line(max_length=100, blank=True)  # who carries it for one round, without an account
    round = models.ForeignKey(
        "intake.OutreachRound", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    code_seal = models.CharField(max_length=64, unique=True)
    code_until = models.DateTimeField()
    key_seal = models.CharField(max_length=64, blank=True)
    paired_at = models.DateTimeField(null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)
    unsent = models.PositiveIntegerField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="field_key_once", fields=["key_seal"], condition=~Q(key_seal="")
            ),
            models.CheckConstraint(
                name="field_paired_has_key",
                condition=Q(paired_at=None, key_seal="")
                | (Q(paired_at__isnull=False) & ~Q(key_seal="")),
            ),
            models.CheckConstraint(
                name="field_guest_of_a_round",
                condition=Q(guest="", round=None) | (~Q(guest="") & Q(round__isnull=False)),
            ),
            models.CheckConstraint(
                name="field_stopped_by_somebody",
                condition=Q(stopped_at=None, stopped_by=None)
                | Q(stopped_at__isnull=False, stopped_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["agency", "-created_at"], name="field_telephones")]

    def __str__(self) -> str:
        """One line for lists."""
        return f"{self.name}"


class Pack(Stamped):
    """
    A round, or visits, as one telephone took them along, until noon. What is written there is
    sealed to its key; the other half of the key is kept here, sealed, until nothing more is waited
    for.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    telephone = models.ForeignKey(Telephone, on_delete=models.PROTECT, related_name="packs")
    round = models.ForeignKey(  # none: visits at home
        "intake.OutreachRound", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    until = models.DateTimeField()
    private_seal = models.TextField(
        blank=True
    )  # what opens its lines, sealed by the home's own key

    class Meta:
        indexes = [
            models.Index(fields=["telephone", "-created_at"], name="field_packs_of_telephone"),
            models.Index(fields=["round"], name="field_packs_of_round"),
        ]


class PackPerson(Stamped):
    """Somebody who was in a pack, under the id that the telephone knows them by."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="people")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    told_as = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="field_in_a_pack_once", fields=["pack", "told_as"])
        ]
        indexes = [models.Index(fields=["person"], name="field_packs_of_person")]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.created_at:%Y/%m/%d}"


class FieldOp(Stamped):
    """
    A line that a telephone brought home, and what became of it: written in the transaction of the
    action that it called. What it said stands where that action wrote it; only of a line that could
    not be written by itself it is kept here.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    telephone = models.ForeignKey(Telephone, on_delete=models.PROTECT, related_name="+")
    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="ops")
    op = models.UUIDField()
    seq = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=8, choices=code_choices(Kind), blank=True)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    told_as = models.UUIDField(null=True, blank=True)  # somebody new, as the telephone calls them
    source_id = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField()
    said_at = models.DateTimeField(null=True, blank=True)
    result = models.CharField(max_length=8, choices=code_choices(Result))
    why = models.CharField(max_length=8, choices=code_choices(Why), blank=True)
    body = Values(default=dict)
    seen_at = models.DateTimeField(null=True, blank=True)  # written by hand since, or let be
    seen_by = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(name="field_op_once", fields=["telephone", "op"]),
            models.UniqueConstraint(name="field_place_in_order", fields=["telephone", "seq"]),
            models.CheckConstraint(
                name="field_refused_says_why",
                condition=Q(result=Result.REFUSED) & ~Q(why="")
                | ~Q(result=Result.REFUSED) & Q(why=""),
            ),
        ]
        indexes = [
            models.Index(fields=["pack", "at", "id"], name="field_ops_of_pack"),
            models.Index(fields=["telephone", "told_as"], name="field_ops_new"),
            models.Index(fields=["person"], name="field_ops_of_person"),
        ]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.at:%Y/%m/%d %H:%M} {Kind.label_of(self.kind)}"


class State(models.TextChoices):
    """What became of one way of writing."""

    STANDS = "stands"
    BESIDE = "beside"
    CHOSEN = "chosen"
    TOGETHER = "together"
    LEFT = "left"


class Writing(Stamped):
    """
    A called name, looks or a place as a telephone wrote it, and from what: it stands, or waits
    beside what stands until somebody has looked at both.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=8, choices=[(one.value, one.value) for one in CHANGES])
    text = Line(max_length=200, blank=True)
    base = Line(max_length=200, blank=True)
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=[(one.value, one.value) for one in State])
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="field_writing_settled_by",
                condition=Q(settled_at=None, settled_by=None, state__in=("stands", "beside"))
                | Q(
                    settled_at__isnull=False,
                    settled_by__isnull=False,
                    settled_at__gte=F("created_at"),
                    state__in=("chosen", "together", "left"),
                ),
            )
        ]
        indexes = [
            models.Index(fields=["person", "what", "-created_at"], name="field_writings"),
            models.Index(
                fields=["agency", "pack"], name="field_two_ways", condition=Q(state="beside")
            ),
        ]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.at:%Y/%m/%d} {self.text}"


class Morning(Stamped):
    """
    A round that somebody looked through in the morning and handed over; once more for what arrived
    after that.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey("intake.OutreachRound", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["round", "-created_at"], name="field_mornings")]
