"""Companionships, notes, promises, handovers."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from banso.companionship.rules import Method, PromiseOutcome, WalkSystem
from banso.kit.models import Line, Prose, Stamped, Values, Versioned, code_choices


class Companionship(Stamped):
    """One member walking with one person, from when to when."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    system = models.CharField(
        max_length=14,
        default=WalkSystem.INDIVIDUAL,
        choices=code_choices(WalkSystem),
    )
    is_lead = models.BooleanField(default=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    until_death = models.BooleanField(default=False)
    until_before_death = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="walk_ends_after_beginning",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
            ),
            models.UniqueConstraint(
                name="one_walk_at_a_time", fields=["person", "member"], condition=Q(until_on=None)
            ),
        ]
        indexes = [
            models.Index(
                fields=["member", "person"], name="walks_of_member", condition=Q(until_on=None)
            ),
            models.Index(
                fields=["person", "member"], name="walks_of_person", condition=Q(until_on=None)
            ),
        ]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.from_on:%Y/%m/%d}–"

    def stands_on(self, day: date) -> bool:
        """Return whether it stands on a day, as `kit.spans.stands_on` asks the database."""
        return self.from_on <= day and not self.has_ended(day)

    def has_ended(self, day: date) -> bool:
        """Return whether it stands on a day no longer."""
        return self.until_on is not None and self.until_on <= day

    def end(self, on: date, *, today: date) -> None:
        """End on a day; whoever leads does so until that day has come. Not yet saved."""
        self.until_on = max(on, self.from_on)
        self.is_lead = self.is_lead and on > today


class ContactNote(Stamped):
    """How a contact came about; what was said is in the memory entry whose source this is."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    on = models.DateField()
    method = models.CharField(max_length=10, choices=code_choices(Method))
    place = Line(max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    being = models.BooleanField(default=False)
    doing = models.BooleanField(default=False)
    outside_id = models.CharField(max_length=120, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    looked = Values(null=True, blank=True)  # what was looked at on a visit at home (visit_fields)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="note_is_being_or_doing", condition=Q(being=True) | Q(doing=True)
            ),
            models.UniqueConstraint(
                name="note_outside_id_once",
                fields=["agency", "outside_id"],
                condition=~Q(outside_id=""),
            ),
        ]
        indexes = [models.Index(fields=["agency", "on"], name="notes_by_day")]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.on:%Y/%m/%d} {self.place}".strip()


class Promise(Versioned):
    """次の約束: what was agreed, for when, and who answers for it."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    answerable = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    text = Line(max_length=200)
    due_on = models.DateField()
    settled_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=8, blank=True, choices=code_choices(PromiseOutcome))
    outcome_note = Line(max_length=300, blank=True)
    made_by = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )  # who may take it back on the same day; nobody, where minutes or a plan speak of it
    made_with = models.UUIDField(null=True, blank=True)  # the contact that it was made in
    # to the family, of belongings or the room: it reminds although the person has died
    after_death = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="promise_settled_with_outcome",
                condition=Q(settled_on=None, outcome="")
                | (Q(settled_on__isnull=False) & ~Q(outcome="")),
            )
        ]
        indexes = [
            models.Index(
                fields=["answerable", "due_on", "id"],
                name="promises_of_member",
                condition=Q(settled_on=None),
            ),
            models.Index(
                fields=["person", "due_on", "id"],
                name="promises_of_person",
                condition=Q(settled_on=None),
            ),
        ]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.due_on:%Y/%m/%d} {self.text}"


class HandoverPost(Stamped):
    """申し送り: what the next shift should know."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("access.Office", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    at = models.DateTimeField()
    text = Prose()

    class Meta:
        indexes = [models.Index(fields=["office", "-at", "-id"], name="handovers_of_office")]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.at:%Y/%m/%d} {self.text[:40]}"


class HandoverMark(models.Model):
    """「読みました」 or thanks, by one member."""

    post = models.ForeignKey(HandoverPost, on_delete=models.PROTECT, related_name="marks")
    member = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=[("read", "read"), ("thanks", "thanks")])
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_mark_of_a_kind", fields=["post", "member", "kind"])
        ]
