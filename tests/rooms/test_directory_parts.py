"""What a receiver has several of, as it is typed and told on the page."""

from collections.abc import Callable

from django.test import Client

from banso.resources.actions import ReceiverDetails, keep_service
from banso.resources.models import Service
from tests.conftest import Cast


def test_the_page_tells_every_number_with_its_confirmation_and_the_hours_of_the_day(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    client = signed_in("outreach")
    form = {
        "name": "見本相談室",
        "organization": "見本の会(架空)",
        "phone": "093-000-0001",
        "more_phones": "093-000-0002 夜間",
        "fax": "093-000-0009",
        "email": "a@example.jp",
        "url": "example.jp/a",
        "hours": "毎日 9時～17時",
        "languages": "日本語、英語",
        "documents": "なにもいりません",
    }
    answer = client.post("/receivers/add/", form, follow=True)
    one = Service.objects.get(name="見本相談室")
    html = answer.content.decode()

    assert [html.count(f"tel:093-000-000{number}") for number in (1, 2, 9)] == [1, 1, 0]
    assert html.count("最終確認") == 3
    assert "曜日 09:00–17:00</strong>" in html
    assert one.url == "https://example.jp/a"
    edit = client.get(f"/receivers/{one.pk}/edit/").content.decode()
    assert "093-000-0002 夜間" in edit
    assert (
        client.post(
            f"/receivers/{one.pk}/edit/", form | {"more_phones": "", "fax": "よる"}
        ).status_code
        == 422
    )
    assert (
        client.post(
            f"/receivers/{one.pk}/edit/", form | {"more_phones": "よるは べつの番号"}
        ).status_code
        == 422
    )
    client.post(f"/receivers/{one.pk}/edit/", form | {"more_phones": ""})
    assert "tel:093-000-0002" not in client.get(f"/receivers/{one.pk}/").content.decode()


def test_a_receiver_with_one_number_needs_no_list(cast: Cast) -> None:
    one = keep_service(
        name="見本",
        phone="093-000-0001",
        hours="雨の日は休み",
        receiver=ReceiverDetails(organization="見本の会(架空)"),
        by=cast.outreach,
    )
    assert one.parts == {}
    assert one.lists == {
        "phones": [{"number": "093-000-0001", "type": "voice"}],
        "schedules": [{"description": "雨の日は休み"}],
    }
