"""What went wrong at the invented agency, or nearly, and what was learnt of it."""

from datetime import timedelta

from banso.mishaps.actions import Account, close_mishap, was_there, write_mishap
from banso_demo.agency import DemoAgency


def write_mishaps(agency: DemoAgency) -> None:
    """Write down three of them; one is read and closed."""
    office = agency.offices[1].pk
    by = agency.on("coordinator", 9)
    near = write_mishap(
        office_id=office,
        account=Account(
            kind="near",
            place="house",
            place_words="二階の階段",
            on=by.today,
            happened="手すりが外れかけた。けがはなかった。(見本)",
            done="その場でひもで留め、張り紙をした。",
            told=("lead",),
            learnt="手すりは誰も見ていなかった。",
            change="毎月一日に手すりと灯りを見る。",
            change_until=by.today + timedelta(days=21),
            answerable_id=agency.viewers["centre"].member_id,
        ),
        person_id=agency.person("ハルさん").pk,
        by=by,
    )
    close_mishap(mishap_id=near.pk, words="一緒に見て回った。", by=agency.on("manager", 3))
    by = agency.on("coordinator", 4)
    way = write_mishap(
        office_id=office,
        account=Account(
            kind="accident",
            place="way",
            place_words="区役所へ行く道",
            on=by.today,
            happened="雨の横断歩道で足をすべらせ、手をついた。(見本)",
            done="傘を差しかけ、病院に付き添った。骨に異常なし。",
            told=("person", "lead", "doctor"),
            about="health",
            answerable_id=by.member_id,
            change_until=by.today + timedelta(days=2),
        ),
        person_id=agency.person("アキさん").pk,
        by=by,
    )
    was_there(mishap_id=way.pk, person_id=agency.person("ハルさん").pk, by=by)
    by = agency.on("coordinator", 1)
    write_mishap(
        office_id=office,
        account=Account(
            kind="complaint",
            place="house",
            on=by.today,
            happened="夜の話し声が気になると、近所の方から電話があった。(見本)",
            others="近所の方一人",
            done="お詫びし、十時以降は食堂を閉めると伝えた。",
            told=("lead", "others"),
        ),
        by=by,
    )
