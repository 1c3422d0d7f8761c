"""What keeps other sites and hostile addresses out."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from vedette.model.errors import UsageError
from vedette.publish.serving import CannotListen, address, listening, require_loopback

READINGS = "/api/v1/readings"
TEXT = {"name": "t", "text": "A ship sailed."}


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil.example:80", "[::2]"])
def test_another_host_is_refused(client: TestClient, host: str) -> None:
    """A name of another site that leads to this machine (DNS rebinding) gets nothing."""
    answer = client.get("/api/v1/about", headers={"Host": host})
    assert (answer.status_code, answer.json()["code"]) == (403, "refused")


@pytest.mark.parametrize("host", ["localhost", "localhost:8311", "127.0.0.1:1", "[::1]:8311"])
def test_loopback_in_any_spelling_is_answered(client: TestClient, host: str) -> None:
    assert client.get("/api/v1/about", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 202),  # a program
        ({"Origin": "http://localhost"}, 202),  # the web app
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost:9"}, 403),  # another server of this machine
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Content-Type": "text/plain"}, 403),  # what a form of another site can send without asking
        ({"Content-Type": "application/x-www-form-urlencoded"}, 403),
    ],
)
def test_another_site_changes_nothing(client: TestClient, headers: dict[str, str], status: int) -> None:
    import json

    given = {"Content-Type": "application/json", **headers}
    assert client.post(READINGS, content=json.dumps(TEXT), headers=given).status_code == status


@pytest.mark.parametrize("path", ["/api/v1/about", "/api/v1/nothing", "/api/v1/reports?colour=red"])
def test_every_answer_carries_the_policy(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "example.org", ""])
def test_no_address_that_others_reach(host: str) -> None:
    with pytest.raises(UsageError, match="no login"):
        require_loopback(host)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_loopback_is_served(host: str) -> None:
    require_loopback(host)


def test_a_port_that_is_taken_is_named() -> None:
    with listening("127.0.0.1", 0) as taken, pytest.raises(CannotListen, match="--port"):
        listening("127.0.0.1", taken.getsockname()[1])
    assert address("::1", 8311) == "http://[::1]:8311/"


def test_an_upload_of_no_end_is_refused(client: TestClient, monkeypatch: Any) -> None:
    monkeypatch.setattr("vedette.publish.api.readings.LARGEST_UPLOAD", 1000)
    answer = client.post(f"{READINGS}/file?name=big", content=b"x" * 1001, headers={"Content-Type": "application/octet-stream"})
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")
