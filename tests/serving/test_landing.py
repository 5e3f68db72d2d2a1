"""Whoever signed in lands on the page they asked for, and on no other site's."""

from urllib.parse import quote

import pytest

from sendsat.serving.landing import LONGEST, asked_page


@pytest.mark.parametrize("address", ["/", "/leadership?part=1.1&round=Autumn%202026&at=LM3", "/results"])
def test_an_address_of_sendsats_own_is_followed(address: str) -> None:
    assert asked_page(quote(address, safe="")) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "//evil.example",
        "/\\evil.example",
        "/x\\..\\..//evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "evil.example",
        "/results\r\nSet-Cookie: x=y",
        "/auth/logout",
        "/oauth2callback?code=x",
        "/" + "x" * LONGEST,
    ],
)
def test_whatever_leads_elsewhere_is_not(address: str) -> None:
    assert asked_page(quote(address, safe="")) is None
