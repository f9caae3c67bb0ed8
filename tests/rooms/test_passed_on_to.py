"""
Passing a person on in the page: the office follows the ledger, nobody is chosen beforehand, only
those who may walk on are offered, and whoever walks on finds them on their desk.
"""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from banso.access.models import Member
from banso.companionship.actions import pass_on
from banso.companionship.actions.walks import CannotWalk
from banso.companionship.models import Companionship
from banso.people.actions import NewEntry, NewPerson, enter_person, open_entry
from banso.people.models import LedgerEntry
from tests.conftest import Cast


def entered(cast: Cast, called: str, ledger: str, days: int = 30) -> LedgerEntry:
    by, office = {
        "outreach": (cast.outreach, cast.outreach_office),
        "centre": (cast.centre, cast.centre_office),
    }[ledger]
    return open_entry(
        person=enter_person(person=NewPerson(called_name=called), by=by),
        entry=NewEntry(
            ledger=ledger,
            office_id=office.pk,
            worker_id=by.member_id,
            on=cast.today - timedelta(days=days),
        ),
        by=by,
    )


def test_the_office_follows_the_ledger_and_nobody_is_chosen_beforehand(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    entered(cast, "前からの方", "centre")
    entry = entered(cast, "ハルさん", "outreach")
    browser, where = signed_in("outreach"), f"/ledger-entries/{entry.pk}/pass-on/"
    page = browser.get(where).content.decode()
    workers = re.search(r'<select name="worker".*?</select>', page, re.DOTALL)
    assert workers is not None
    assert re.findall(r'value="([^"]*)" selected', workers[0]) in ([], [""])
    for viewer, offered in ((cast.centre, 1), (cast.observer, 0), (cast.volunteer, 0)):
        assert workers[0].count(str(viewer.member_id)) == offered
    form = {"into": "centre", "office": "", "on": cast.today.isoformat(), "words": ""}
    assert browser.post(where, form | {"worker": ""}).status_code == 422
    missing = browser.post(
        where, form | {"worker": str(cast.aftercare.member_id), "into": "aftercare"}
    )
    assert "事業所を選んでください" in missing.content.decode()
    assert browser.post(where, form | {"worker": str(cast.centre.member_id)}).status_code == 302
    opened = LedgerEntry.objects.get(came_from=entry)
    assert (opened.ledger, opened.office) == ("centre", cast.centre_office)

    desk = signed_in("centre").get("/").content.decode()
    received = desk[desk.index("わたしに引き継がれた方") :]
    assert "ハルさん" in received[:900]
    assert "わたしに引き継がれた方" not in signed_in("aftercare").get("/").content.decode()


def test_whoever_may_not_read_or_whom_the_record_speaks_of_walks_on_with_nobody(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    entry = entered(cast, "ハルさん", "outreach")
    Member.objects.filter(pk=cast.centre.member_id).update(own_record=entry.person_id)
    for viewer in (cast.observer, cast.centre):
        with pytest.raises(CannotWalk):
            pass_on(
                entry_id=entry.pk,
                into="centre",
                office_id=cast.centre_office.pk,
                worker_id=viewer.member_id,
                on=cast.today,
                by=cast.outreach,
            )
    assert not Companionship.objects.exists()
    page = signed_in("outreach").get(f"/ledger-entries/{entry.pk}/pass-on/").content.decode()
    assert str(cast.centre.member_id) not in page
