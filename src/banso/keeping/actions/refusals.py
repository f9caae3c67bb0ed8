"""How this room says no."""

from django.utils.translation import gettext_lazy as _

from banso.kit.refusals import Refusal


class OnADayToCome(Refusal):
    """Nothing has gone in or out, or was counted, on a day to come."""

    field = "on"
    sentence = _("This day has not come yet.")


class BeforeItBegan(Refusal):
    """Nothing went in or out before anything was kept."""

    field = "on"
    sentence = _("Nothing was in keeping yet on that day.")


class Ended(Refusal):
    """Everything was given back; the book is closed."""

    sentence = _(
        "Everything was given back, and this book is closed. What is kept from now on is a new "
        "keeping."
    )


class CannotKeep(Refusal):
    """Nobody keeps what is somebody's whom they cannot reach."""

    field = "keeper"
    sentence = _(
        "Whoever keeps something must reach the person, and be trusted with what concerns money. "
        "Please choose somebody else."
    )


class WhoAsked(Refusal):
    """Where others asked for it, who did stands there."""

    field = "wish_words"
    sentence = _("Who asked for it, and what does the person say to it? Please write it down.")


class NoAmount(Refusal):
    """A row is of something, in whole yen or pieces."""

    field = "amount"
    sentence = _("Please write an amount: a whole number, larger than nothing.")


class WhatIsIt(Refusal):
    """A thing is written so that it can be recognised."""

    field = "what"
    sentence = _("What does it look like? Please write it so that anybody recognises it.")


class ReasonMissing(Refusal):
    """More goes out than is there, and nobody has said why."""

    field = "why_below"
    sentence = _(
        "That is more than is there. If it is so all the same, please write why; otherwise look "
        "at the amount and the day again."
    )


class NotThatMany(Refusal):
    """No more of a thing goes back than is kept."""

    field = "amount"
    sentence = _("There are not that many in keeping.")


class ReversedAlready(Refusal):
    """A row is reversed once, and what reverses is not reversed."""

    sentence = _(
        "This row was reversed already, or reverses another one. Please write a new row instead."
    )


class GivenBackAlready(Refusal):
    """What was given back since cannot be made not to have come."""

    sentence = _("Some of it was given back since. Please reverse that row first.")


class NotEven(Refusal):
    """A book that is below nothing is not closed."""

    sentence = _("More went out than came in. Please settle that first; then the book can close.")


class NotToThem(Refusal):
    """Somebody who has died takes nothing."""

    field = "given_to"
    sentence = _("The person has died. To whom were their things given?")


class ToWhom(Refusal):
    """Where it is not the person, who received everything stands there by name."""

    field = "given_to_whom"
    sentence = _("Who received it, and on what ground? Please write the name.")


class SayWhatDiffers(Refusal):
    """A difference stands with what is known of it."""

    field = "note"
    sentence = _(
        "What is there is not what should be there. Please write what is known of it; it is no "
        "accusation of anybody."
    )


class SecondedAlready(Refusal):
    """A second word is given once."""

    sentence = _("A second member has confirmed this already.")
