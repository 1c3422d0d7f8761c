"""The API: what it answers, how its pages lead on, and how it says what is wrong."""

from __future__ import annotations

import csv
import io
import json
import time
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from vedette.ledger import Ledger
from vedette.publish.application import make_application

API = "/api/v1"
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", ["aaaa1111", "bbbb2222", "cccc3333", "dddd4444"]),
        ("actor=Norway", ["aaaa1111", "bbbb2222"]),  # a name for an id, as on the command line
        ("actor=Norway&actor=Canada", ["aaaa1111", "bbbb2222", "dddd4444"]),  # alternatives
        ("type=mobilize&materiel=ship&publisher=Fjord%20Wire", ["bbbb2222"]),
        ("status=denied", ["cccc3333"]),
        ("from=2031-03-12&to=2031-03-12", ["bbbb2222", "cccc3333"]),
        ("place=akureyri", ["bbbb2222"]),
    ],
)
def test_reports_under_filters(client: TestClient, query: str, ids: list[str]) -> None:
    answer = client.get(f"{API}/reports?{query}").json()
    assert sorted(report["id"] for report in answer["reports"]) == ids
    assert client.get(f"{API}/reports/count?{query}").json() == {"count": len(ids)}
    assert client.get(f"{API}/reports/facets?{query}").json()["count"] == len(ids)


def test_pages_lead_on(client: TestClient) -> None:
    first = client.get(f"{API}/reports?limit=3").json()
    rest = client.get(f"{API}/reports", params={"limit": 3, "cursor": first["next"]}).json()
    assert (len(first["reports"]), len(rest["reports"]), rest["next"]) == (3, 1, None)


def test_a_report_in_full_quotes_each_field(client: TestClient) -> None:
    full = client.get(f"{API}/reports/aaaa1111").json()
    assert full["quotes"] == [{"field": "actor", "start": 22, "end": 26, "text": "Oslo"}]
    assert full["steps"] == ["would give: pledged"]
    assert full["report"]["dated"]["label"] == "2031-03-11"


def test_offsets_count_code_points_of_the_text(client: TestClient) -> None:
    document = client.get(f"{API}/document?name=wire/one.txt").json()
    assert client.get(f"{API}/document/text?name=wire/one.txt").text == document["text"]
    for report in document["reports"]:
        assert document["text"][report["start"] : report["end"]] == report["evidence"]


def test_totals_carry_every_report_that_they_name(client: TestClient) -> None:
    total = client.get(f"{API}/totals?recipient=ISL&currency=nok").json()
    assert (total["currency"], total["low"], total["high"]) == ("NOK", 400e6, 400e6)
    named = {name for summand in total["summands"] for name in summand["reports"]} | {left["report"] for left in total["left_out"]}
    assert named == set(total["reports"]) == {"aaaa1111"}


def test_csv_has_a_row_for_each_report_and_runs_nothing(client: TestClient) -> None:
    answer = client.get(f"{API}/exports/reports.csv?type=aid")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [(row["id"], row["money_low"], row["money_currency"], row["when_start"]) for row in rows] == [("aaaa1111", "400000000", "NOK", "")]
    assert "attachment" in answer.headers["content-disposition"]


def test_json_lines_are_the_records_of_the_command_line(client: TestClient) -> None:
    lines = [json.loads(line) for line in client.get(f"{API}/exports/reports.jsonl?status=denied").text.splitlines()]
    assert [line["id"] for line in lines] == ["cccc3333"]
    assert lines[0]["evidence"] == "London denied that its frigate rammed a trawler"


def test_a_known_answer_is_not_sent_again_until_the_ledger_changes(client: TestClient, location: str, make_document: Any) -> None:
    etag = client.get(f"{API}/reports").headers["etag"]
    again = client.get(f"{API}/reports", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"{API}/reports?limit=1", headers={"If-None-Match": etag}).status_code == 200
    with Ledger.open(location) as store:
        from datetime import UTC, datetime

        store.add(make_document("new.txt", "Nothing."), [], reader="1", at=datetime.now(UTC))
    assert client.get(f"{API}/reports", headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "code", "words"),
    [
        ("/reports?status=promised", 400, "usage", "unknown status"),
        ("/reports?materiel=rockets", 400, "usage", "unknown kind of item"),
        ("/reports?actor=Norwey", 400, "usage", "no party is known"),
        ("/reports?cursor=abc", 400, "usage", "belongs to no page"),
        ("/reports?from=2031-03-02&to=2031-03-01", 400, "usage", "after its end"),
        ("/reports?from=March", 422, "usage", "YYYY-MM-DD"),
        ("/reports?colour=red", 422, "usage", "colour"),  # a filter that does not exist is no filter that finds all
        ("/reports?limit=501", 422, "usage", "limit"),
        ("/reports/eeee5555", 404, "not-found", "no report"),
        ("/document?name=two.txt", 404, "not-found", "no document"),
        ("/document?name=one.txt", 404, "not-found", "no document"),  # the whole name, here
        ("/totals?rule=guess", 400, "usage", "unknown rule"),
        ("/readings/99", 404, "not-found", "no reading"),
        ("/nothing", 404, "not-found", "nothing"),
    ],
)
def test_problems_name_their_code_and_remedy(client: TestClient, path: str, status: int, code: str, words: str) -> None:
    answer = client.get(API + path)
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, problem["status"], problem["code"], problem["type"]) == (status, status, code, f"urn:vedette:problem:{code}")
    assert words in problem["detail"]
    assert problem["remedy"]


def test_a_cursor_of_another_order_is_refused(client: TestClient) -> None:
    cursor = client.get(f"{API}/reports?limit=1&order=newest").json()["next"]
    assert client.get(f"{API}/reports", params={"order": "document", "cursor": cursor}).status_code == 400


def test_a_lone_surrogate_reaches_the_reader_as_one_character(tmp_path: Path, make_document: Any, make_report: Any) -> None:
    from datetime import UTC, datetime

    where = str(tmp_path / "odd.db")
    document = make_document("odd.txt", "A \ud800 ship \x00 sailed.", title="\ud800")
    with Ledger.open(where) as store:
        store.add(document, [make_report(document, "ship \x00 sailed", id="aaaa")], reader="1", at=datetime.now(UTC))
    with TestClient(make_application(lambda: Ledger.open(where), name="odd", site=None), base_url="http://localhost") as odd:
        shown = odd.get(f"{API}/document?name=odd.txt").json()
        assert shown["text"] == "A \ufffd ship \x00 sailed."
        assert odd.get(f"{API}/document/text?name=odd.txt").text == shown["text"]
        assert odd.get(f"{API}/exports/reports.csv").status_code == 200


def finished(client: TestClient, id: str) -> dict[str, Any]:
    for _ in range(600):
        reading: dict[str, Any] = client.get(f"{API}/readings/{id}").json()
        if reading["state"] not in ("waiting", "reading"):
            return reading
        time.sleep(0.1)
    raise AssertionError("the desk does not get on")


def test_a_text_and_a_file_are_read_into_the_ledger(client: TestClient) -> None:
    body = {"name": "typed", "text": "Norway sent six howitzers to Ukraine.", "published": "2031-03-13", "publisher": "Typed Post"}
    put = client.post(f"{API}/readings", json=body)
    assert put.status_code == 202
    assert finished(client, put.json()["id"])["state"] == "read"
    document = client.get(f"{API}/document?name=typed").json()
    assert (document["publisher"], document["published"]) == ("Typed Post", "2031-03-13")
    assert [report["type"] for report in document["reports"]] == ["aid.arms"]
    page = b"<html><head><title>Boats</title></head><body><article><p>Norway sent two patrol boats to Iceland.</p></article></body></html>"
    file = client.post(f"{API}/readings/file?name=sub/page.html", content=page, headers={"Content-Type": "application/octet-stream"})
    assert finished(client, file.json()["id"])["names"] == ["sub/page.html"]
    again = client.post(f"{API}/readings", json=body)
    assert finished(client, again.json()["id"])["state"] == "unchanged"
    bad = client.post(f"{API}/readings/file?name=noise.bin", content=bytes(range(256)) * 20, headers={"Content-Type": "application/octet-stream"})
    failed = finished(client, bad.json()["id"])
    assert failed["state"] == "failed"
    assert failed["failures"][0]["remedy"]
    with client.stream("GET", f"{API}/readings/{put.json()['id']}/events") as stream:
        lines = [line for line in stream.iter_lines() if line.startswith("data:")]
    assert json.loads(lines[-1][5:])["state"] == "read"


def judge(client: TestClient, id: str, **given: Any) -> Any:
    return client.post(f"{API}/reports/{id}/reviews", json={"who": "Ada", "why": "as it says", "seen": 0, **given})


def test_a_judgement_is_added_on_the_revision_that_was_seen(client: TestClient) -> None:
    edited = judge(client, "aaaa1111", decision="edit", field="status", value="authorised")
    assert (edited.status_code, edited.json()["status"], edited.json()["machine"]["status"]) == (201, "authorised", "pledged")
    late = judge(client, "aaaa1111", decision="accept", who="Grace")
    assert (late.status_code, late.json()["code"]) == (409, "review-conflict")
    assert "Ada: edit status" in late.json()["detail"]
    assert judge(client, "aaaa1111", decision="accept", who="Grace", seen=1).json()["review"]["state"] == "accepted"
    log = client.get(f"{API}/reports/aaaa1111/reviews").json()["judgements"]
    assert [(row["who"], row["decision"], row["revision"]) for row in log] == [("Ada", "edit", 1), ("Grace", "accept", 2)]
    assert client.get(f"{API}/reports/count?status=authorised").json() == {"count": 1}


def test_what_is_rejected_is_left_out_and_can_be_taken_back(client: TestClient) -> None:
    judge(client, "cccc3333", decision="reject")
    assert client.get(f"{API}/reports/count").json() == {"count": 3}
    document = client.get(f"{API}/document?name=wire/one.txt").json()
    assert [report["id"] for report in document["rejected"]] == ["cccc3333"]
    undone = judge(client, "cccc3333", decision="undo", seen=1)
    assert undone.json()["review"]["state"] == "open"
    assert client.get(f"{API}/reports/count").json() == {"count": 4}


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"decision": "edit"}, 400),
        ({"decision": "accept", "field": "status"}, 400),
        ({"decision": "merge"}, 400),
        ({"decision": "merge", "others": ["none"]}, 404),
        ({"decision": "edit", "field": "colour", "value": "red"}, 400),
        ({"decision": "edit", "field": "status", "value": "promised"}, 400),
        ({"decision": "accept", "seen": 1}, 400),
        ({"decision": "undo"}, 400),  # nothing stands
        ({"decision": "accept", "who": " "}, 400),
        ({"decision": "accept", "why": ""}, 422),
        ({"decision": "praise"}, 422),
    ],
)
def test_a_judgement_that_means_nothing_is_refused(client: TestClient, given: dict[str, Any], status: int) -> None:
    answer = judge(client, "aaaa1111", **given)
    assert answer.status_code == status
    assert client.get(f"{API}/reports/aaaa1111/reviews").json() == {"judgements": []}


def test_reports_are_merged_into_one_event(client: TestClient) -> None:
    merged = judge(client, "aaaa1111", decision="merge", others=["bbbb2222"]).json()
    assert merged["event"] == client.get(f"{API}/reports/bbbb2222").json()["report"]["event"] is not None


def test_parties_and_sources_are_counted(client: TestClient) -> None:
    first = client.get(f"{API}/entities?limit=2").json()
    rest = client.get(f"{API}/entities", params={"cursor": first["next"]}).json()
    rows = [(row["name"], row["as_actor"], row["as_recipient"]) for row in first["entities"] + rest["entities"]]
    assert rows == [("CAN", 1, 0), ("GBR", 1, 0), ("ISL", 0, 1), ("NOR", 2, 0)]
    assert client.get(f"{API}/entities?words=no").json()["entities"][0]["name"] == "NOR"
    sources = client.get(f"{API}/sources").json()["sources"]
    assert [(row["publisher"], row["documents"], row["reports"], row["first"]) for row in sources] == [
        ("Fjord Wire", 1, 3, "2031-03-12"),
        (None, 1, 1, None),
    ]


def test_events_lead_to_their_reports(client: TestClient) -> None:
    for text in ("Norway sent six howitzers to Ukraine.", "Norway has sent six howitzers to Ukraine."):
        put = client.post(f"{API}/readings", json={"name": text, "text": text, "published": "2031-03-13"})
        finished(client, put.json()["id"])
    (event,) = client.get(f"{API}/events?recipient=UKR").json()["events"]
    full = client.get(f"{API}/events/{event['event']}").json()
    assert [report["status"] for report in full["reports"]] == ["done", "done"]
    assert {link["report"] for link in full["event"]["links"]} == {report["id"] for report in full["reports"]}
    assert client.get(f"{API}/reports/{full['reports'][0]['id']}").json()["event"] == event["event"]
    pages, cursor = [], None
    for _ in range(9):
        page = client.get(f"{API}/events", params={"limit": 1, **({"cursor": cursor} if cursor else {})}).json()
        pages += [one["event"] for one in page["events"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert pages == [one["event"] for one in client.get(f"{API}/events").json()["events"]]
    assert client.get(f"{API}/events/none").json()["code"] == "not-found"


def test_today_tells_what_arrived_and_was_judged_since(client: TestClient) -> None:
    everything = client.get(f"{API}/today").json()
    assert [row["name"] for row in everything["arrived"]] == ["blog.txt", "wire/one.txt"]
    assert everything["unjudged"] == 4
    judge(client, "aaaa1111", decision="accept")
    later = client.get(f"{API}/today", params={"since": "2031-04-01T00:00:00+00:00"}).json()
    assert (later["arrived"], later["judgements"], later["unjudged"]) == ([], [], 3)
    assert [one["decision"] for one in client.get(f"{API}/today?since=2020-01-01T00:00:00Z").json()["judgements"]] == ["accept"]


def test_the_description_that_the_web_app_is_typed_from_is_current() -> None:
    app = make_application(lambda: Ledger.open("unused"), name="", site=None)
    stale = "web/openapi.json is stale: run python web/describe_api.py, then npm run schema in web/"
    assert json.loads((ROOT / "web" / "openapi.json").read_text(encoding="utf-8")) == json.loads(json.dumps(app.openapi())), stale
