"""What becomes of a claim: scorned, denied, unproven; demands as demands; a speaker put into the middle of a list."""

from __future__ import annotations

from datetime import date

import pytest

from vedette.analysis import analyse
from vedette.model.document import Document
from vedette.model.report import Report
from vedette.reports import read_reports
from vedette.text import clean


def reports(text: str, type: str) -> list[Report]:
    return [r for r in read_reports(analyse(clean(Document("x", text, published=date(2023, 5, 12)))), trained=False) if r.type == type]


SCORNED = [
    # it is nonsense to believe
    'Chadian President Mahamat Deby said it was "sheer nonsense" to believe that Chad would attack Sudan.',
    # called absurd
    'Chadian President Mahamat Deby called it "absurd" that Chad might attack Sudan.',
    # the idea is nonsense
    'Chadian President Mahamat Deby called the idea of a Chadian attack on Sudan "a fairy tale".',
    # the claim is dismissed
    'Chadian President Mahamat Deby dismissed as "a fantasy" the claim that Chad was about to attack Sudan.',
]


@pytest.mark.parametrize("text", SCORNED)
def test_what_is_scorned_is_denied(text: str) -> None:
    found = reports(text, "assault.attack")
    assert [(r.status, r.actor, r.negated, r.hedged) for r in found] == [("denied", ("TCD",), False, False)]
    assert reports(text, "accuse.blame") == []


def test_an_attack_that_nobody_scorns_is_not_denied() -> None:
    found = reports("Chadian President Mahamat Deby said it was a sad day when Chad had to attack Sudan.", "assault.attack")
    assert all(r.status != "denied" for r in found)


def test_a_denial_points_back() -> None:
    found = reports("Chad shelled a port in Sudan on Monday, Sudanese officials said. Chad denied it.", "assault.attack")
    assert [(r.status, r.attributed_to) for r in found] == [("done", (("Sudanese officials",),)), ("denied", (("TCD",),))]
    assert found[1].responds_to == (found[0].id,)
    assert found[1].evidence == "Chad denied it"


def test_a_denial_of_ones_own_words_points_at_nothing() -> None:
    assert len(reports("Chad shelled a port in Sudan. Chad denied the visa.", "assault.attack")) == 1


UNPROVEN = [
    # said in the next sentence
    ("The Sudanese foreign minister claimed that Chad might blockade Port Sudan. He offered no proof.", True),
    ("The Sudanese foreign minister claimed that Chad might blockade Port Sudan. No evidence was given.", True),
    # proof was given
    ("The Sudanese foreign minister said that Chad might blockade Port Sudan. He showed photographs.", False),
]


@pytest.mark.parametrize(("text", "is_hedged"), UNPROVEN)
def test_what_is_left_without_proof_is_hedged(text: str, is_hedged: bool) -> None:
    assert [r.hedged for r in reports(text, "coerce.seize")] == [is_hedged]


DEMANDS = [
    # a bare verb after insisting
    ("Chad insists that Sudan withdraw its troops from Abéché.", "retreat.withdraw", ("SDN",), (("TCD",),)),
    # what demands include, in the bare passive
    ("Fiji will answer Chad's demands, which include that Sudanese troops be pulled back.", "retreat.withdraw", ("SDN",), (("TCD",),)),
    # called for something to be done
    ("Senator Ana Ruiz called for Fijian frigates to be stationed at Split.", "mobilize.deploy", ("FJI",), (("Ana Ruiz",),)),
    # called on somebody to do it
    ("Chad called on Sudan to close its ports to Fijian ships.", "sanction.impose", ("SDN",), (("TCD",),)),
]


@pytest.mark.parametrize(("text", "type", "actor", "chain"), DEMANDS)
def test_demands(text: str, type: str, actor: tuple[str, ...], chain: tuple[tuple[str, ...], ...]) -> None:
    assert [(r.status, r.actor, r.attributed_to) for r in reports(text, type)] == [("demanded", actor, chain)]


def test_a_demand_told_beside_another_is_its_own() -> None:
    found = reports("Fijian lawmakers called for trucks to be given to Chad, with Senator Ana Ruiz demanding that Norway send Chad 40 howitzers.", "aid.arms")
    assert [r.attributed_to for r in found if r.actor == ("NOR",)] == [(("Ana Ruiz",),)]


def test_what_is_said_is_so_is_no_demand() -> None:
    assert [r.status for r in reports("Chad insists that Sudan withdrew its troops from Abéché.", "retreat.withdraw")] == ["done"]


def test_who_refuses_a_demand_refuses_who_put_it() -> None:
    found = reports("Chad demanded that Sudan withdraw its troops from Abéché. Sudan rejected the demand.", "reject.refuse")
    assert [(r.actor, r.recipient) for r in found] == [(("SDN",), ("TCD",))]


def test_a_speaker_in_a_list_puts_the_rest_of_it() -> None:
    text = "Chad's army captured the town of Nyala and, army officials said, more than 300 Sudanese soldiers."
    first, second = reports(text, "assault.advance")
    assert (first.attributed_to, first.items) == ((), ())
    assert second.attributed_to == (("army officials",),)
    assert [(i.category, i.low, i.high) for i in second.items] == [("person", 300, None)]


def test_punishment_for_a_deed_presupposes_it() -> None:
    found = reports("Fijian President Ana Ruiz said that the generals must be punished for Chad's alleged use of rockets against Sudan.", "assault.attack")
    assert [(r.status, r.hedged, r.actor) for r in found] == [("done", True, ("TCD",))]


PRESENCE = [
    # a presence goes on
    ("Chad confirmed the presence of Fijian soldiers in Abéché.", "ongoing"),
    ("Some 90 Fijian soldiers are based in Abéché.", "ongoing"),
    # a movement is over
    ("Fiji stationed 90 soldiers in Abéché in May.", "done"),
]


@pytest.mark.parametrize(("text", "status"), PRESENCE)
def test_presence(text: str, status: str) -> None:
    assert [r.status for r in reports(text, "mobilize.deploy")] == [status]
