"""
One's own card with its keys, the houses whose cards two members have compared, and the letters: the
record of each, and what came by one until it is closed.
"""

from django.db import models
from django.db.models import F, Q

from banso.consent.rules import Part
from banso.kit.models import Line, Prose, Stamped, code_choices
from banso.sharing.rules import Outcome, State, Way


class OwnCard(Stamped):
    """
    The card of one's own house as it is given out, and sealed by the home's key what it is signed
    with. Where new keys took its place it stays, so that letters on their way can be opened.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    card = models.TextField()
    private_seal = models.TextField()
    made_by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="sharing_one_card", fields=["agency"], condition=Q(ended_at=None)
            )
        ]


class House(Stamped):
    """
    Another house, trusted since two members compared the digits of its keys by telephone. Its name
    is what the person's word is for, so no other house ever takes that name.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    house_id = models.UUIDField()
    name = Line(max_length=300)
    address = Line(max_length=300)
    representative = Line(max_length=300)
    telephone = Line(max_length=300, blank=True)
    card = models.TextField()
    sign_key = models.CharField(max_length=60)
    asked_by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    compared_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(name="sharing_house_once", fields=["agency", "house_id"]),
            models.UniqueConstraint(name="sharing_name_of_one", fields=["agency", "name"]),
            models.CheckConstraint(
                name="sharing_compared_by_two", condition=~Q(second=F("asked_by"))
            ),
            models.CheckConstraint(
                name="sharing_ended_by_somebody",
                condition=Q(ended_on=None, ended_by=None)
                | Q(ended_on__isnull=False, ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        """One line for lists."""
        return f"{self.name}"


class EndedKey(Stamped):
    """A key that another house signed with before: by it nothing more is taken but a closing."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    house = models.ForeignKey(House, on_delete=models.PROTECT, related_name="ended_keys")
    sign_key = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="sharing_key_ends_once", fields=["house", "sign_key"])
        ]


class Letter(Stamped):
    """
    A letter that went or came: who, when, the hash that both sides keep, what it answers. Of what
    one that went says nothing can be read here; of one that came only what `Copy` holds.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    house = models.ForeignKey(House, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=3, choices=code_choices(Way))
    kind = models.CharField(max_length=12)
    letter_id = models.UUIDField()
    sha256 = models.CharField(max_length=64)
    on = models.DateField()
    by = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )  # nobody, where the day alone has closed something
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    answers = models.UUIDField(null=True, blank=True)  # the letter it speaks of, by its own id
    words = models.JSONField(default=list, blank=True)  # [part, id of the word]
    until_on = models.DateField(null=True, blank=True)
    sealed = models.BinaryField(default=b"", blank=True)  # as it goes; empty for what came
    outcome = models.CharField(max_length=10, choices=code_choices(Outcome), blank=True)
    heard_on = models.DateField(null=True, blank=True)  # when the last receipt for it came

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="sharing_letter_once", fields=["agency", "way", "house", "letter_id"]
            )
        ]
        indexes = [
            models.Index(fields=["person", "-on"], name="sharing_letters_of_person"),
            models.Index(fields=["house", "answers"], name="sharing_answers"),
        ]

    def __str__(self) -> str:
        """One line for the preview of a merge; never to whom."""
        return f"{self.on}"


class Received(Stamped):
    """What was handed over to this house: it waits until somebody has looked, with the person."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="received")
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    called = Line(max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=code_choices(State))
    decided_by = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sharing_taken_for_somebody",
                condition=Q(state=State.TAKEN, person__isnull=False)
                | ~Q(state=State.TAKEN) & Q(person=None),
            )
        ]
        indexes = [models.Index(fields=["person"], name="sharing_received_of_person")]

    def __str__(self) -> str:
        """One line for the preview of a merge; never from whom."""
        return f"{self.created_at:%Y/%m/%d}"


class Copy(Stamped):
    """
    One part of a life as another house gave it, read and never changed; nothing of its text stays
    once the word it rests on is withdrawn or over.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    received = models.ForeignKey(Received, on_delete=models.PROTECT, related_name="copies")
    part = models.CharField(max_length=10, choices=code_choices(Part))
    purpose = Line(max_length=300)
    obtained = Line(max_length=300, blank=True)
    text = Prose(blank=True)
    word_id = models.UUIDField()
    until_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sharing_closed_says_nothing",
                condition=Q(closed_on=None) | Q(text="", obtained=""),
            )
        ]
        indexes = [
            models.Index(
                fields=["agency", "until_on"], name="sharing_ends", condition=Q(closed_on=None)
            )
        ]
