"""
How the codes of HUD's HMIS CSV (Homeless Management Information System) are read; see
docs/import-hmis.md.

Two generations of living-situation codes are known: up to FY2022 (1, 16 …) and from FY2024 on (101,
116 …).
"""

from dataclasses import dataclass

LEDGER_OF_PROJECT = {
    0: "centre",
    1: "centre",
    2: "centre",
    8: "centre",
    4: "outreach",
    3: "aftercare",
    9: "aftercare",
    10: "aftercare",
    13: "aftercare",
}
PROJECTS_LEFT_OUT = {
    6: "services only",
    7: "other",
    11: "day shelter",
    12: "homelessness prevention",
    14: "coordinated entry",
}


@dataclass(frozen=True)
class Living:
    """A living situation or destination: a kind of sleeping place of ours, and words for people."""

    place: str
    words: str


LIVING = {
    116: Living("unknown", "street, car or other place not meant for sleeping"),
    101: Living("facility", "emergency shelter"),
    118: Living("facility", "safe haven"),
    204: Living("facility", "psychiatric hospital"),
    205: Living("facility", "detox centre"),
    206: Living("facility", "hospital"),
    207: Living("facility", "jail or prison"),
    215: Living("facility", "foster care"),
    225: Living("facility", "long-term care"),
    302: Living("facility", "transitional housing"),
    312: Living("friend", "with family, for a time"),
    313: Living("friend", "with friends, for a time"),
    314: Living("cafe", "hotel or motel, own money"),
    329: Living("facility", "halfway house"),
    332: Living("friend", "host home"),
    335: Living("friend", "in a relative’s home"),
    336: Living("friend", "in a friend’s home"),
    410: Living("home", "rents, no subsidy"),
    411: Living("home", "owns"),
    421: Living("home", "owns, with subsidy"),
    422: Living("home", "with family, for good"),
    423: Living("home", "with friends, for good"),
    426: Living("home", "permanent supportive housing (HOPWA)"),
    435: Living("home", "rents, with subsidy"),
    24: Living("unknown", "died"),
    30: Living("unknown", "left without an interview"),
    17: Living("unknown", "other"),
    37: Living("unknown", "worker could not tell"),
    8: Living("unknown", "did not know"),
    9: Living("unknown", "did not say"),
    99: Living("unknown", "not collected"),
}
# FY2022 and before → FY2024
OLDER = {
    1: 101,
    2: 302,
    3: 435,
    4: 204,
    5: 205,
    6: 206,
    7: 207,
    10: 410,
    11: 411,
    12: 312,
    13: 313,
    14: 314,
    15: 215,
    16: 116,
    18: 118,
    19: 435,
    20: 435,
    21: 421,
    22: 422,
    23: 423,
    25: 225,
    26: 426,
    27: 302,
    28: 435,
    29: 329,
    31: 435,
    32: 332,
    33: 435,
    34: 435,
    35: 335,
    36: 336,
}
RECORD_TYPES = {
    141: "PATH service",
    142: "runaway and homeless youth service",
    143: "HOPWA service",
    144: "supportive service",
    151: "HOPWA financial assistance",
    152: "supportive services for veterans: financial assistance",
    161: "PATH referral",
    200: "bed night",
    210: "HUD-VASH step",
    300: "moving on",
}


def living(code: int) -> Living | None:
    """
    Return what a living-situation code of either generation means, or None where it is not known.
    """
    return LIVING.get(OLDER.get(code, code))


def closing_reason(code: int | None) -> str:
    """Return our reason of closing for a destination code."""
    newer = OLDER.get(code or 0, code or 0)
    if newer == 24:
        return "died"
    if newer in (204, 205, 206):
        return "hospital"
    if newer in (207, 215, 225, 302, 329):
        return "facility"
    if 300 < newer < 500:
        return "moved"
    return "lost_contact" if newer == 30 else "other"
