"""
Code lists of ties, with the words people read. Kinds and parties after the field's slides; notation
after Japanese custom.
"""

from enum import StrEnum

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _


class What(StrEnum):
    """What stands at the other end."""

    PERSON = "person"
    GROUP = "group"
    PLACE = "place"
    OFFICE = "office"
    COMPANY = "company"


WHAT_LABELS: dict[str, Lazy] = {
    What.PERSON: _("A person"),
    What.GROUP: _("A group"),
    What.PLACE: _("A place"),
    What.OFFICE: _("An office"),
    What.COMPANY: _("A company"),
}


class Kind(StrEnum):
    """The four kinds: 血縁, 地縁, 社縁 and the fourth, which was made by walking together."""

    BLOOD = "blood"
    PLACE = "place"
    WORK = "work"
    FOURTH = "fourth"


KIND_LABELS: dict[str, Lazy] = {
    Kind.BLOOD: _("Of blood (血縁)"),
    Kind.PLACE: _("Of the neighbourhood (地縁)"),
    Kind.WORK: _("Of work (社縁)"),
    Kind.FOURTH: _("The fourth tie (第四の縁)"),
}


class Direction(StrEnum):
    """Which way support goes."""

    RECEIVES = "receives"
    GIVES = "gives"
    MUTUAL = "mutual"


DIRECTION_LABELS: dict[str, Lazy] = {
    Direction.RECEIVES: _("The person receives"),
    Direction.GIVES: _("The person gives"),
    Direction.MUTUAL: _("Both ways"),
}


class Role(StrEnum):
    """What the tied one is to the person."""

    KEY_PERSON = "key_person"
    LIGHT_KEY = "light_key"
    SUPPORTER = "supporter"
    CASEWORKER = "caseworker"
    HELLO_WORK = "hello_work"
    PLACEMENT = "placement"
    TRAINING = "training"
    EMPLOYER = "employer"
    FAMILY = "family"
    FRIEND = "friend"
    PEER = "peer"
    NEIGHBOUR = "neighbour"
    LANDLORD = "landlord"
    MEDICAL = "medical"
    CARE = "care"
    SHOP = "shop"
    COMMUNITY = "community"
    OTHER = "other"


ROLE_LABELS: dict[str, Lazy] = {
    Role.KEY_PERSON: _("Key person (KP)"),
    Role.LIGHT_KEY: _("Light key person (LKP)"),
    Role.SUPPORTER: _("Supporter who walks along"),
    Role.CASEWORKER: _("Caseworker"),
    Role.HELLO_WORK: _("Hello Work"),
    Role.PLACEMENT: _("Placement agency"),
    Role.TRAINING: _("Training place"),
    Role.EMPLOYER: _("Employer, workplace"),
    Role.FAMILY: _("Family, relative"),
    Role.FRIEND: _("Friend"),
    Role.PEER: _("Somebody in the same situation"),
    Role.NEIGHBOUR: _("Neighbour"),
    Role.LANDLORD: _("Landlord"),
    Role.MEDICAL: _("Doctor, nurse"),
    Role.CARE: _("Care, home help"),
    Role.SHOP: _("Café, bath, shop"),
    Role.COMMUNITY: _("Community, club"),
    Role.OTHER: _("Other"),
}


class Party(StrEnum):
    """
    Whose arrow it is in the picture of support stepping down: the six parties, family, community.
    """

    HELLO_WORK = "hello_work"
    WELFARE = "welfare"
    SUPPORTER = "supporter"
    COMPANY = "company"
    PLACEMENT = "placement"
    KEY_PERSON = "key_person"
    MEDICAL = "medical"
    FAMILY = "family"
    COMMUNITY = "community"


PARTY_LABELS: dict[str, Lazy] = {
    Party.HELLO_WORK: _("Hello Work"),
    Party.WELFARE: _("Welfare office"),
    Party.PLACEMENT: _("Placement agency"),
    Party.MEDICAL: _("Medicine and care"),
    Party.SUPPORTER: _("Personal supporter"),
    Party.FAMILY: _("Family"),
    Party.COMPANY: _("Company, training"),
    Party.COMMUNITY: _("Community"),
    Party.KEY_PERSON: _("Key person"),
}


class Strength(StrEnum):
    """How a tie is felt now."""

    STRONG = "strong"
    PLAIN = "plain"
    WEAK = "weak"


STRENGTH_LABELS: dict[str, Lazy] = {
    Strength.STRONG: _("Strong"),
    Strength.PLAIN: _("Neither strong nor weak"),
    Strength.WEAK: _("Weak"),
}


class Rhythm(StrEnum):
    """How often they meet."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    SEASONS = "seasons"
    YEARLY = "yearly"
    RARELY = "rarely"


RHYTHM_LABELS: dict[str, Lazy] = {
    Rhythm.DAILY: _("Nearly every day"),
    Rhythm.WEEKLY: _("Every week"),
    Rhythm.MONTHLY: _("Every month"),
    Rhythm.SEASONS: _("A few times a year"),
    Rhythm.YEARLY: _("Once a year"),
    Rhythm.RARELY: _("Hardly"),
}


class Ending(StrEnum):
    """How a tie ended; stepping down is good news, and so may be a parting."""

    STEPPED_DOWN = "stepped_down"
    HANDED_OVER = "handed_over"
    FINISHED = "finished"
    MOVED = "moved"
    WISHED = "wished"
    BROKE = "broke"
    FADED = "faded"
    DIED = "died"


ENDING_LABELS: dict[str, Lazy] = {
    Ending.STEPPED_DOWN: _("No longer needed (stepped down)"),
    Ending.HANDED_OVER: _("Handed over to another tie"),
    Ending.FINISHED: _("Term ended"),
    Ending.MOVED: _("Moved away"),
    Ending.WISHED: _("The person wished it"),
    Ending.BROKE: _("Broke apart"),
    Ending.FADED: _("Faded away"),
    Ending.DIED: _("Died"),
}


class Ring(StrEnum):
    """The circles of the concentric view, from the person outwards."""

    CLOSE = "close"
    NEIGHBOURHOOD = "neighbourhood"
    COMMUNITY = "community"
    SOCIETY = "society"


RING_LABELS: dict[str, Lazy] = {
    Ring.CLOSE: _("Family, close ones"),
    Ring.NEIGHBOURHOOD: _("Neighbourhood"),
    Ring.COMMUNITY: _("Work, community"),
    Ring.SOCIETY: _("Society"),
}


class Kin(StrEnum):
    """What a relative is to the person, for the genogram."""

    GRANDFATHER = "grandfather"
    GRANDMOTHER = "grandmother"
    FATHER = "father"
    MOTHER = "mother"
    SIBLING = "sibling"
    SPOUSE = "spouse"
    FORMER_SPOUSE = "former_spouse"
    CHILD = "child"
    GRANDCHILD = "grandchild"


KIN_LABELS: dict[str, Lazy] = {
    Kin.GRANDFATHER: _("Grandfather"),
    Kin.GRANDMOTHER: _("Grandmother"),
    Kin.FATHER: _("Father"),
    Kin.MOTHER: _("Mother"),
    Kin.SIBLING: _("Sibling"),
    Kin.SPOUSE: _("Spouse, partner"),
    Kin.FORMER_SPOUSE: _("Former spouse"),
    Kin.CHILD: _("Child"),
    Kin.GRANDCHILD: _("Grandchild"),
}


class Bond(StrEnum):
    """How a couple stands, for the line between them."""

    TOGETHER = "together"
    SEPARATED = "separated"
    DIVORCED = "divorced"


BOND_LABELS: dict[str, Lazy] = {
    Bond.TOGETHER: _("Together"),
    Bond.SEPARATED: _("Living apart"),
    Bond.DIVORCED: _("Divorced"),
}


class Gift(StrEnum):
    """A role in which the person supports others."""

    MEALS = "meals"
    PATROL = "patrol"
    CLUB = "club"
    KEY_PERSON = "key_person"
    SPEAKER = "speaker"
    TEACHES = "teaches"
    STAFF = "staff"
    OTHER = "other"


GIFT_LABELS: dict[str, Lazy] = {
    Gift.MEALS: _("Volunteer at the meal"),
    Gift.PATROL: _("Volunteer on rounds"),
    Gift.CLUB: _("Member of a mutual-aid club"),
    Gift.KEY_PERSON: _("Key person of somebody"),
    Gift.SPEAKER: _("Speaks of their own life"),
    Gift.TEACHES: _("Teaches what they know"),
    Gift.STAFF: _("Works with us"),
    Gift.OTHER: _("Other"),
}
