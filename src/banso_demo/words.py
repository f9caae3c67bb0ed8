"""What the invented people said about who may know what of them, as if on those days."""

from banso.consent.actions import keep_consents, note_provision, withdraw
from banso.people.queries import people_seen_by
from banso_demo.plans import Walking

# (recipient's kind, name, parts, what for, answer, since and until so many days ago (negative:
# ahead), way, witness, the person's words)
WORDS = (
    (
        "office",
        "見本区 福祉事務所 保護課",
        ("contact", "living", "welfare"),
        "生活保護の申請と訪問",
        "yes",
        1460,
        -300,
        "written",
        "",
        "書類のことは、まかせる。",
    ),
    (
        "medical",
        "見本診療所",
        ("contact", "health"),
        "受診と薬のこと",
        "yes",
        1700,
        -20,
        "oral",
        "見本 灯",
        "先生には言うてええ。",
    ),
    (
        "company",
        "花屋さん",
        ("contact", "work"),
        "週二回の手伝い",
        "yes",
        390,
        -180,
        "written",
        "",
        "名前と、腰のことだけやで。",
    ),
    (
        "company",
        "花屋さん",
        ("welfare", "crime"),
        "週二回の手伝い",
        "no",
        390,
        None,
        "written",
        "",
        "保護のことは、言わんといて。",
    ),
    (
        "key_person",
        "ともしびのマスター",
        ("living",),
        "顔を見ない日が続いたときの連絡",
        "yes",
        800,
        None,
        "oral",
        "見本 灯",
        "あの人には、心配かけたくないけどな。",
    ),
)


def say(walking: Walking) -> None:
    """Keep every word, what was given on by it, and one that was taken back."""
    person = people_seen_by(walking.viewers["manager"]).get(called_name="ハルさん")
    for kind, recipient, parts, purpose, answer, since, until, way, witness, words in WORDS:
        by = walking.on("aftercare", since)
        keep_consents(
            person_id=person.pk,
            recipient_kind=kind,
            recipient=recipient,
            parts=parts,
            purpose=purpose,
            answer=answer,
            from_on=by.today,
            until_on=walking.day(until) if until is not None else None,
            way=way,
            witness=witness,
            words=words,
            by=by,
        )
        if answer == "yes" and kind != "key_person":
            note_provision(
                person_id=person.pk,
                recipient=recipient,
                parts=parts,
                on=by.today,
                what="本人と一緒に書いた連絡票",
                by=by,
            )
    by = walking.on("aftercare", 600)
    made = keep_consents(
        person_id=person.pk,
        recipient_kind="placement",
        recipient="職業紹介の見本さん",
        parts=("work",),
        purpose="求人の紹介",
        answer="yes",
        from_on=walking.day(700),
        way="written",
        by=by,
    )
    note_provision(
        person_id=person.pk,
        recipient="職業紹介の見本さん",
        parts=("work",),
        on=walking.day(690),
        what="職歴の一覧",
        by=by,
    )
    withdraw(consent_id=made[0].pk, on=walking.day(610), words="もう紹介はいらん。", by=by)
