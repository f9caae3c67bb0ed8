"""
Code lists of ties, with the words people read. Kinds and parties after the field's slides; notation
after Japanese custom.
"""

from django.utils.translation import gettext_lazy as _

from banso.access.rules import Duty
from banso.kit.codes import Codes


class What(Codes):
    """What stands at the other end."""

    PERSON = "person", _("A person")
    GROUP = "group", _("A group")
    PLACE = "place", _("A place")
    OFFICE = "office", _("An office")
    COMPANY = "company", _("A company")


class Kind(Codes):
    """The four kinds: 血縁, 地縁, 社縁 and the fourth, which was made by walking together."""

    BLOOD = "blood", _("Of blood (血縁)")
    PLACE = "place", _("Of the neighbourhood (地縁)")
    WORK = "work", _("Of work (社縁)")
    FOURTH = "fourth", _("The fourth tie (第四の縁)")


class Direction(Codes):
    """Which way support goes."""

    RECEIVES = "receives", _("The person receives")
    GIVES = "gives", _("The person gives")
    MUTUAL = "mutual", _("Both ways")


class Role(Codes):
    """What the tied one is to the person."""

    KEY_PERSON = "key_person", _("Key person (KP)")
    LIGHT_KEY = "light_key", _("Light key person (LKP)")
    SUPPORTER = "supporter", _("Supporter who walks along")
    CASEWORKER = "caseworker", _("Caseworker")
    HELLO_WORK = "hello_work", _("Hello Work")
    PLACEMENT = "placement", _("Placement agency")
    TRAINING = "training", _("Training place")
    EMPLOYER = "employer", _("Employer, workplace")
    FAMILY = "family", _("Family, relative")
    FRIEND = "friend", _("Friend")
    PEER = "peer", _("Somebody in the same situation")
    NEIGHBOUR = "neighbour", _("Neighbour")
    LANDLORD = "landlord", _("Landlord")
    MEDICAL = "medical", _("Doctor, nurse")
    CARE = "care", _("Care, home help")
    SHOP = "shop", _("Café, bath, shop")
    COMMUNITY = "community", _("Community, club")
    OTHER = "other", _("Other")


ROLE_DUTY = {
    Role.MEDICAL: Duty.SEE_HEALTH,
    Role.CARE: Duty.SEE_HEALTH,
}  # who stands there says something of the person's health


class Party(Codes):
    """
    Whose arrow it is in the picture of support stepping down: the six parties, family, community.
    """

    HELLO_WORK = "hello_work", _("Hello Work")
    WELFARE = "welfare", _("Welfare office")
    PLACEMENT = "placement", _("Placement agency")
    MEDICAL = "medical", _("Medicine and care")
    SUPPORTER = "supporter", _("Personal supporter")
    FAMILY = "family", _("Family")
    COMPANY = "company", _("Company, training")
    COMMUNITY = "community", _("Community")
    KEY_PERSON = "key_person", _("Key person")


class Strength(Codes):
    """How a tie is felt now."""

    STRONG = "strong", _("Strong")
    PLAIN = "plain", _("Neither strong nor weak")
    WEAK = "weak", _("Weak")


class Rhythm(Codes):
    """How often they meet."""

    DAILY = "daily", _("Nearly every day")
    WEEKLY = "weekly", _("Every week")
    MONTHLY = "monthly", _("Every month")
    SEASONS = "seasons", _("A few times a year")
    YEARLY = "yearly", _("Once a year")
    RARELY = "rarely", _("Hardly")


class Ending(Codes):
    """How a tie ended; stepping down is good news, and so may be a parting."""

    STEPPED_DOWN = "stepped_down", _("No longer needed (stepped down)")
    HANDED_OVER = "handed_over", _("Handed over to another tie")
    FINISHED = "finished", _("Term ended")
    MOVED = "moved", _("Moved away")
    WISHED = "wished", _("The person wished it")
    BROKE = "broke", _("Broke apart")
    FADED = "faded", _("Faded away")
    DIED = "died", _("Died")


class Ring(Codes):
    """The circles of the concentric view, from the person outwards."""

    CLOSE = "close", _("Family, close ones")
    NEIGHBOURHOOD = "neighbourhood", _("Neighbourhood")
    COMMUNITY = "community", _("Work, community")
    SOCIETY = "society", _("Society")


class Kin(Codes):
    """What a relative is to the person, for the genogram."""

    GRANDFATHER = "grandfather", _("Grandfather")
    GRANDMOTHER = "grandmother", _("Grandmother")
    FATHER = "father", _("Father")
    MOTHER = "mother", _("Mother")
    SIBLING = "sibling", _("Sibling")
    SPOUSE = "spouse", _("Spouse, partner")
    FORMER_SPOUSE = "former_spouse", _("Former spouse")
    CHILD = "child", _("Child")
    GRANDCHILD = "grandchild", _("Grandchild")


class Bond(Codes):
    """How a couple stands, for the line between them."""

    TOGETHER = "together", _("Together")
    SEPARATED = "separated", _("Living apart")
    DIVORCED = "divorced", _("Divorced")


class Gift(Codes):
    """A role in which the person supports others."""

    MEALS = "meals", _("Volunteer at the meal")
    PATROL = "patrol", _("Volunteer on rounds")
    CLUB = "club", _("Member of a mutual-aid club")
    KEY_PERSON = "key_person", _("Key person of somebody")
    SPEAKER = "speaker", _("Speaks of their own life")
    TEACHES = "teaches", _("Teaches what they know")
    STAFF = "staff", _("Works with us")
    OTHER = "other", _("Other")
