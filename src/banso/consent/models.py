"""Consents, and what was given on by them."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from banso.consent.rules import Answer, Basis, DangerPart, Part, Recipient, stands_on
from banso.kit.models import Line, Prose, Stamped, Versioned, code_choices
from banso.people.rules import Way


class Wording(Stamped):
    """
    The words that are explained and agreed to, in one version: never changed, followed by the next.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    text = Prose()
    from_on = models.DateField()
    asked_by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="wording_numbered", fields=["agency", "number"]),
            models.CheckConstraint(name="wording_says_something", condition=~Q(text="")),
            models.CheckConstraint(name="wording_set_by_two", condition=~Q(second=F("asked_by"))),
        ]

    def __str__(self) -> str:
        """One line for lists."""
        return f"{self.number} {self.from_on:%Y/%m/%d}"


class Consent(Versioned):
    """The person's own word: one recipient, one part, one purpose, one period, one way."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    recipient_kind = models.CharField(max_length=12, choices=code_choices(Recipient))
    recipient = Line(max_length=200)
    part = models.CharField(max_length=10, choices=code_choices(Part))
    purpose = Line(max_length=300)
    answer = models.CharField(max_length=3, choices=code_choices(Answer))
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    way = models.CharField(max_length=8, choices=code_choices(Way))
    witness = Line(max_length=100, blank=True)
    explained_by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    words = Prose(blank=True)
    wording = models.ForeignKey(
        Wording, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )  # as it was explained; none where no wording was kept yet
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_words = Prose(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="consent_names_whom_and_what_for", condition=~Q(recipient="") & ~Q(purpose="")
            ),
            models.CheckConstraint(
                name="spoken_word_has_a_witness", condition=Q(way=Way.WRITTEN) | ~Q(witness="")
            ),
            models.CheckConstraint(
                name="consent_ends_after_it_began",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "recipient", "part"], name="consents_of_person"),
            models.Index(
                fields=["agency", "until_on"],
                name="consents_ending",
                condition=Q(answer="yes", withdrawn_on=None, until_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        """One line for the preview of a merge; never to whom."""
        return f"{self.from_on} – {self.until_on or ''}"

    def stands_on(self, day: date) -> bool:
        """Return whether something may be given on by this word on a day."""
        return stands_on(
            day,
            answer=self.answer,
            from_on=self.from_on,
            until_on=self.until_on,
            withdrawn_on=self.withdrawn_on,
        )


class Provision(Stamped):
    """提供記録: what was given on, to whom, when, by whom, on what ground; added, never changed."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    consent = models.ForeignKey(
        Consent, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    recipient = Line(max_length=200)
    part = models.CharField(max_length=10, choices=code_choices(Part))
    on = models.DateField()
    by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=8, choices=code_choices(Basis))
    what = Line(max_length=300)
    reason = Prose(blank=True)
    source_id = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="given_on_by_a_consent_or_with_a_reason",
                condition=Q(basis=Basis.CONSENT, consent__isnull=False)
                | (~Q(basis=Basis.CONSENT) & ~Q(reason="")),
            ),
            models.UniqueConstraint(
                name="opened_once_at_a_source",
                fields=["source_id", "person", "recipient", "part"],
                condition=Q(source_id__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["person", "-on", "-id"], name="provisions_of_person")]

    def __str__(self) -> str:
        """One line for the preview of a merge; never to whom."""
        return f"{self.on}"


class Opening(Stamped):
    """
    緊急開示: a member opened somebody out of their reach for some hours, because a life was in
    danger; why is never changed.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )  # whose word opened it; none on what was opened before that was asked for
    at = models.DateTimeField()
    until_at = models.DateTimeField()
    reason = Prose()
    seen_by = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    seen_at = models.DateTimeField(null=True, blank=True)
    explained_on = models.DateField(null=True, blank=True)
    explained_by = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    words = Prose(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="opened_with_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="nobody_opens_alone", condition=Q(second=None) | ~Q(second=F("member"))
            ),
            models.CheckConstraint(
                name="explained_by_somebody",
                condition=Q(explained_on=None) | Q(explained_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "-at"], name="openings_untold", condition=Q(explained_on=None)
            ),
            models.Index(fields=["person", "-at"], name="openings_of_person"),
        ]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.at:%Y/%m/%d}"


class OpenedPart(Stamped):
    """One place or one way to reach somebody that was opened in danger by itself, with a reason."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="parts")
    kind = models.CharField(max_length=8, choices=code_choices(DangerPart))
    row_id = models.UUIDField()
    at = models.DateTimeField()
    reason = Prose()

    class Meta:
        constraints = [
            models.CheckConstraint(name="part_opened_with_a_reason", condition=~Q(reason="")),
            models.UniqueConstraint(name="part_opened_once", fields=["opening", "row_id"]),
        ]

    @property
    def label(self) -> str:
        """What was opened, in words."""
        return str(DangerPart.label_of(self.kind))
