"""Which web addresses are asked, and which are refused in whatever disguise."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from vedette.intake.addresses import is_web_address, parse_target, refusal
from vedette.model.errors import RefusedAddress

REFUSED = [
    # other schemes
    "file:///etc/passwd", "ftp://gazette.example/navy", "data:text/html,hello", "javascript:alert(1)", "gopher://gazette.example/",
    # what looks like another host
    "https://gazette.example@10.0.0.1/", "https://gazette.example\\@10.0.0.1/", "https://gazette.example/\u202enavy",
    # IP addresses that nobody writes so
    "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/", "http://0x7f000001/",
    # no host at all
    "http:///navy", "http://-gazette.example/", "http://gazette.example:99999/", "https://" + "a" * 9000,
]  # fmt: skip
NOT_ON_THE_INTERNET = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254", "0.0.0.0", "224.0.0.1", "255.255.255.255",
    "198.51.100.7", "168.63.129.16", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "2001:db8::1",
    # IPv4 inside IPv6: mapped, compatible, NAT64, 6to4, Teredo
    "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::10.0.0.1", "2002:7f00:1::", "2002:a00:1::1", "2001:0:7f00:1:0:0:0:0",
]  # fmt: skip


@pytest.mark.parametrize("address", REFUSED)
def test_refused_by_how_it_is_written(address: str) -> None:
    with pytest.raises(RefusedAddress) as error:
        parse_target(address)
    assert error.value.remedy


@pytest.mark.parametrize("address", NOT_ON_THE_INTERNET)
def test_refused_by_where_it_leads(address: str) -> None:
    assert refusal(ip_address(address)) is not None


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:8.8.8.8"])
def test_addresses_of_the_internet_are_asked(address: str) -> None:
    assert refusal(ip_address(address)) is None


@pytest.mark.parametrize(("address", "allowed"), [("127.0.0.1", True), ("10.0.0.8", True), ("fc00::1", True), ("169.254.169.254", False), ("224.0.0.1", False)])
def test_what_an_intranet_may_ask(address: str, allowed: bool) -> None:
    assert (refusal(ip_address(address), allow_private=True) is None) is allowed


def test_parts_of_a_target() -> None:
    target = parse_target("https://Gazette.example:8443/navy report?page=2#end")
    assert (target.scheme, target.host, target.port, target.path) == ("https", "gazette.example", 8443, "/navy%20report?page=2")
    assert target.host_header == "gazette.example:8443"
    assert parse_target("http://[2606:2800::1]/").host_header == "[2606:2800::1]"


def test_what_is_meant_as_an_address() -> None:
    assert is_web_address("https://gazette.example/navy")
    assert is_web_address("file:///etc/passwd")
    assert not is_web_address("reports/navy.html")
    assert not is_web_address("C:\\reports\\navy.html")
