"""Where a receiver is: as a list that came in says of the same address, else as somebody typed."""

import pytest

from banso.resources.actions import ReceiverDetails, keep_service
from banso.resources.actions.positions import block_of, position_of
from banso.resources.models import Location, Organization, Service
from tests.conftest import Cast

LISTED = "福岡県北九州市八幡東区中央三丁目4番5号 見本ビル2階"


def _listed(address: str = LISTED, source: str = "wam", *, secret: bool = False) -> None:
    who = Organization.objects.create(source=source, outside_id=address, name="見本病院")
    where = Location.objects.create(
        organization=who, outside_id="1", address=address, latitude=33.86, longitude=130.8
    )
    Service.objects.create(
        source=source,
        outside_id=address,
        organization=who,
        location=where,
        name="相談室",
        confidential=secret,
    )


def _kept(cast: Cast, address: str, **more: float | None) -> Service:
    receiver = ReceiverDetails(organization="見本薬局", address=address, **more)  # type: ignore[arg-type]
    return keep_service(name="見本薬局", receiver=receiver, by=cast.outreach)


def _place(service: Service) -> tuple[float | None, float | None]:
    where = Location.objects.get(pk=service.location_id)
    return where.latitude, where.longitude


@pytest.mark.once
def test_an_address_is_told_up_to_its_number() -> None:
    same = {
        block_of(one) for one in (LISTED, "北九州市八幡東区中央3-4-5", "八幡東区中央３－４－５")
    }
    assert len(same) == 2  # the city is part of an address
    assert block_of("見本町") == block_of("") == ""


def test_the_position_comes_from_a_list_that_knows_the_address(cast: Cast) -> None:
    _listed()
    assert _place(_kept(cast, "北九州市八幡東区中央3-4-5 1階")) == (33.86, 130.8)
    assert _place(_kept(cast, "北九州市八幡東区中央3-4-6")) == (None, None)
    typed = _kept(cast, "北九州市八幡東区中央3-4-5", latitude=1.0, longitude=2.0)
    assert _place(typed) == (1.0, 2.0)


def test_a_position_does_not_go_along_to_another_address(cast: Cast) -> None:
    _listed()
    service = _kept(cast, "北九州市八幡東区中央3-4-5")
    for address, expected in (
        ("北九州市八幡東区中央3丁目4-5 2階", (33.86, 130.8)),
        ("北九州市八幡東区中央9-9-9", (None, None)),
    ):
        latitude, longitude = _place(service)
        service = keep_service(
            service_id=service.pk,
            name="見本薬局",
            receiver=ReceiverDetails(
                organization="見本薬局", address=address, latitude=latitude, longitude=longitude
            ),
            by=cast.outreach,
        )
        assert _place(service) == expected


def test_a_refuge_and_another_agency_tell_nobody_where_they_are(cast: Cast) -> None:
    _listed(secret=True)
    _listed("北九州市八幡東区中央7-7", source=f"agency:{cast.neighbour_agency.pk}")
    assert position_of(LISTED, cast.outreach) == (None, None)
    assert position_of("北九州市八幡東区中央7-7", cast.outreach) == (None, None)
