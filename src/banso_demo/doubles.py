"""Two people who were written down a second time elsewhere, so that the home can ask about it."""

from banso.kit.eras import PartialDate, Precision
from banso.people.actions import NewPerson, enter_person, link_everybody
from banso_demo.agency import DemoAgency

AGAIN = (
    (
        9,
        NewPerson(
            called_name="じろうさん",
            names=[("legal", "みほんたに じろう", "みほんたに じろう")],
            birth=PartialDate(1961, None, None, Precision.ABOUT),
            sex="male",
            looks="紺の作業着",
        ),
    ),
    (
        6,
        NewPerson(
            called_name="もりれいさん",
            names=[("legal", "見本田 守例", "みほんだ もりれい")],
            birth=PartialDate(1973, None, None, Precision.YEAR),
            sex="male",
        ),
    ),
)


def write_down_again(agency: DemoAgency) -> None:
    """Enter both at another office, and look over the home as every night does."""
    for ago, person in AGAIN:
        enter_person(
            office_id=agency.offices[1].pk, person=person, by=agency.on("coordinator", ago)
        )
    link_everybody()
