"""Who says what: a table of sentences written for it, then what holds over several sentences.

Each row: a sentence, and for each attribution (cue, source, content with " | " between its spans, speakers with " + ").
"""

from __future__ import annotations

from array import array

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vedette.analysis.attribution import chain_of, find_attributions, innermost
from vedette.analysis.parse import parse
from vedette.model.analysis import ActorMention, Attribution
from vedette.model.document import CleanText, Document, Paragraph
from vedette.model.evidence import Span

CASES = [
    # statement, clause behind the cue
    ("The ministry said two barges had sunk.", [("said", "The ministry", "two barges had sunk", "ministry")]),
    ("The ministry said that two barges had sunk.", [("said", "The ministry", "that two barges had sunk", "ministry")]),
    (
        "Mayor Ada Lund told reporters the bridge was safe.",
        [("told", "Mayor Ada Lund", "the bridge was safe", "Mayor Ada Lund")],
    ),
    ("Ada Lund told CNN that the bridge was safe.", [("told", "Ada Lund", "that the bridge was safe", "Ada Lund")]),
    (
        "Freedonia announced it would recall its envoy.",
        [("announced", "Freedonia", "it would recall its envoy", "Freedonia")],
    ),
    (
        "The navy confirmed that the tanker had been boarded.",
        [("confirmed", "The navy", "that the tanker had been boarded", "navy")],
    ),
    (
        "The rebels claimed they had shot down a drone.",
        [("claimed", "The rebels", "they had shot down a drone", "rebels")],
    ),
    (
        "Police believe the device was planted at night.",
        [("believe", "Police", "the device was planted at night", "Police")],
    ),
    (
        "Officials in Sylvania acknowledged that fuel was short.",
        [("acknowledged", "Officials in Sylvania", "that fuel was short", "Officials in Sylvania")],
    ),
    (
        "The governor wrote on Telegram that three people had died.",
        [("wrote", "The governor", "that three people had died", "governor")],
    ),
    (
        "The president tweeted that the talks were over.",
        [("tweeted", "The president", "that the talks were over", "president")],
    ),
    (
        "General Horst Bell explained that the convoy had turned back.",
        [("explained", "General Horst Bell", "that the convoy had turned back", "General Horst Bell")],
    ),
    (
        "Freedonia says Sylvania is massing tanks on the border.",
        [("says", "Freedonia", "Sylvania is massing tanks on the border", "Freedonia")],
    ),
    (
        "The agency reported that grain prices had doubled.",
        [("reported", "The agency", "that grain prices had doubled", "agency")],
    ),
    (
        "Two diplomats said the draft had been rejected.",
        [("said", "Two diplomats", "the draft had been rejected", "Two diplomats")],
    ),
    (
        "The prime minister insisted that no troops would leave.",
        [("insisted", "The prime minister", "that no troops would leave", "prime minister")],
    ),
    ("Ada Lund argued that sanctions had failed.", [("argued", "Ada Lund", "that sanctions had failed", "Ada Lund")]),
    (
        "A spokesman for the port added that cranes were idle.",
        [("added", "A spokesman for the port", "that cranes were idle", "spokesman for the port")],
    ),
    (
        "The paper alleges that the general took bribes.",
        [("alleges", "The paper", "that the general took bribes", "paper")],
    ),
    (
        "The report concluded that the missile was made in Freedonia.",
        [("concluded", "The report", "that the missile was made in Freedonia", "report")],
    ),
    (
        "The army stressed that its radars had never been switched off.",
        [("stressed", "The army", "that its radars had never been switched off", "army")],
    ),
    (
        "The minister reiterated that the border would stay shut.",
        [("reiterated", "The minister", "that the border would stay shut", "minister")],
    ),
    (
        "Residents complained that the water was brown.",
        [("complained", "Residents", "that the water was brown", "Residents")],
    ),
    (
        "The commander revealed that his unit had lost forty men.",
        [("revealed", "The commander", "that his unit had lost forty men", "commander")],
    ),
    (
        "The chancellor predicted that the war would end by spring.",
        [("predicted", "The chancellor", "that the war would end by spring", "chancellor")],
    ),
    # postposed cue
    (
        "The strike hit a depot, the ministry said on Sunday.",
        [("said", "the ministry", "The strike hit a depot", "ministry")],
    ),
    ("The strike hit a depot, said the ministry.", [("said", "the ministry", "The strike hit a depot", "ministry")]),
    (
        "Two barges have sunk, according to the ministry.",
        [("according to", "the ministry", "Two barges have sunk", "ministry")],
    ),
    ("Two barges have sunk, the ministry said.", [("said", "the ministry", "Two barges have sunk", "ministry")]),
    ("The convoy was late, Ada Lund told reporters.", [("told", "Ada Lund", "The convoy was late", "Ada Lund")]),
    (
        "The ferry would sail on Friday, officials said.",
        [("said", "officials", "The ferry would sail on Friday", "officials")],
    ),
    (
        "At least nine people were killed, the governor said on Telegram.",
        [("said", "the governor", "At least nine people were killed", "governor")],
    ),
    (
        "The pipeline is safe, the operator insisted.",
        [("insisted", "the operator", "The pipeline is safe", "operator")],
    ),
    (
        "Sylvania has lost 40 tanks, Freedonia claims.",
        [("claims", "Freedonia", "Sylvania has lost 40 tanks", "Freedonia")],
    ),
    (
        "The bridge was mined, local media reported.",
        [("reported", "local media", "The bridge was mined", "local media")],
    ),
    ("The dam could burst, engineers warned.", [("warned", "engineers", "The dam could burst", "engineers")]),
    (
        "All crew members survived, the coastguard added.",
        [("added", "the coastguard", "All crew members survived", "coastguard")],
    ),
    (
        "The two sides will meet in Oslo, a diplomat confirmed.",
        [("confirmed", "a diplomat", "The two sides will meet in Oslo", "diplomat")],
    ),
    # cue in the middle
    ("The drones, he said, were shot down.", [("said", "he", "The drones | were shot down", "")]),
    ("The raid, the general said, had failed.", [("said", "the general", "The raid | had failed", "general")]),
    (
        "The frigate, according to Freedonia, carried mines.",
        [("according to", "Freedonia", "The frigate | carried mines", "Freedonia")],
    ),
    (
        "The barracks, officials say, will close in May.",
        [("say", "officials", "The barracks | will close in May", "officials")],
    ),
    ("Moscow, he told reporters in Minsk, would not attend.", [("told", "he", "Moscow | would not attend", "")]),
    ("The ceasefire, the envoy warned, is fragile.", [("warned", "the envoy", "The ceasefire | is fragile", "envoy")]),
    # according to and its kin
    (
        "According to the ministry, two barges had sunk.",
        [("According to", "the ministry", "two barges had sunk", "ministry")],
    ),
    (
        "According to Ada Lund, the mayor of Lundstad, the bridge is safe.",
        [("According to", "Ada Lund, the mayor of Lundstad", "the bridge is safe", "Ada Lund")],
    ),
    (
        "According to two officials, the talks have stalled.",
        [("According to", "two officials", "the talks have stalled", "two officials")],
    ),
    (
        "According to a report by Freedonia, the mine was old.",
        [("According to", "a report by Freedonia", "the mine was old", "Freedonia")],
    ),
    (
        "In the words of one diplomat, the deal is dead.",
        [("In the words of", "one diplomat", "the deal is dead", "one diplomat")],
    ),
    (
        "As the Courier reported, the fleet is in port.",
        [("reported", "the Courier", "the fleet is in port", "Courier")],
    ),
    (
        "As reported by the Courier, the fleet is in port.",
        [("As reported by", "the Courier", "the fleet is in port", "Courier")],
    ),
    (
        "The fleet is in port, as reported by the Courier.",
        [("as reported by", "the Courier", "The fleet is in port", "Courier")],
    ),
    (
        'The move is "a mistake", according to two officials.',
        [("according to", "two officials", 'The move is "a mistake"', "two officials")],
    ),
    (
        "Citing two aides, the Courier reported that the deal was off.",
        [
            ("Citing", "two aides", "that the deal was off", "two aides"),
            ("reported", "the Courier", "that the deal was off", "Courier"),
        ],
    ),
    (
        "The Courier, citing two aides, reported that the deal was off.",
        [
            ("reported", "The Courier", "that the deal was off", "Courier"),
            ("citing", "two aides", "that the deal was off", "two aides"),
        ],
    ),
    # direct speech
    ('"We will not yield," said Ada Lund.', [("said", "Ada Lund", '"We will not yield,"', "Ada Lund")]),
    ('"We will not yield," Ada Lund said.', [("said", "Ada Lund", '"We will not yield,"', "Ada Lund")]),
    ('"We will not yield", she said on Monday.', [("said", "she", '"We will not yield"', "")]),
    (
        "“We will not yield,” the minister told parliament.",
        [("told", "the minister", "“We will not yield,”", "minister")],
    ),
    (
        "‘We will not yield,’ the minister told parliament.",
        [("told", "the minister", "‘We will not yield,’", "minister")],
    ),
    ('Ada Lund said: "We will not yield."', [("said", "Ada Lund", '"We will not yield."', "Ada Lund")]),
    ('Ada Lund said, "We will not yield."', [("said", "Ada Lund", '"We will not yield."', "Ada Lund")]),
    (
        '"We will not yield," she said, "and we will not kneel."',
        [("said", "she", '"We will not yield," | "and we will not kneel."', "")],
    ),
    (
        '"We are ready," the general said. "We will hold the line."',
        [("said", "the general", '"We are ready," | "We will hold the line."', "general")],
    ),
    (
        '"We are ready. We will hold the line," the general said.',
        [("said", "the general", '"We are ready. We will hold the line,"', "general")],
    ),
    ('"Will they come?" he asked.', [("asked", "he", '"Will they come?"', "")]),
    ('"They must leave now!" the mayor shouted.', [("shouted", "the mayor", '"They must leave now!"', "mayor")]),
    (
        '"The harbour is ours," the admiral declared, adding that two ships had sunk.',
        [
            ("declared", "the admiral", '"The harbour is ours,"', "admiral"),
            ("adding", "the admiral", "that two ships had sunk", "admiral"),
        ],
    ),
    (
        '"The road is open," Horst Bell, who commands the brigade, said.',
        [("said", "Horst Bell, who commands the brigade", '"The road is open,"', "Horst Bell")],
    ),
    ('"The road is open," Horst Bell quipped.', [("quipped", "Horst Bell", '"The road is open,"', "Horst Bell")]),
    (
        'The mayor was blunt: "We have no water left here."',
        [("was", "The mayor", '"We have no water left here."', "mayor")],
    ),
    (
        "The minister, asked about the raid, said it was legal.",
        [
            ("asked", "The minister", "the raid", "minister"),
            ("said", "The minister, asked about the raid", "it was legal", "minister"),
        ],
    ),
    ("Asked about the raid, she said it was legal.", [("said", "she", "it was legal", "")]),
    (
        'The mission was "a complete success", the army said.',
        [("said", "the army", 'The mission was "a complete success"', "army")],
    ),
    (
        'The army called the mission "a complete success".',
        [("called", "The army", 'the mission "a complete success"', "army")],
    ),
    (
        'Ada Lund said the mission was "a complete success".',
        [("said", "Ada Lund", 'the mission was "a complete success"', "Ada Lund")],
    ),
    (
        "The general said his men were 'tired but happy'.",
        [("said", "The general", "his men were 'tired but happy'", "general")],
    ),
    (
        "The minister's aides said they don't know the date.",
        [("said", "The minister's aides", "they don't know the date", "minister's aides")],
    ),
    # added, went on
    ("He added that the fleet would sail.", [("added", "He", "that the fleet would sail", "")]),
    ("She went on to say that the fleet would sail.", [("say", "She", "that the fleet would sail", "")]),
    (
        "The minister said the fleet would sail, adding that it was ready.",
        [
            ("said", "The minister", "the fleet would sail", "minister"),
            ("adding", "The minister", "that it was ready", "minister"),
        ],
    ),
    (
        "The general denied the report, saying that no shells were fired.",
        [
            ("denied", "The general", "the report", "general"),
            ("saying", "The general", "that no shells were fired", "general"),
        ],
    ),
    # accuse, blame
    ("Freedonia accused Sylvania of shelling the port.", [("accused", "Freedonia", "shelling the port", "Freedonia")]),
    ("Ada Lund accused the army of hiding the dead.", [("accused", "Ada Lund", "hiding the dead", "Ada Lund")]),
    ("The minister blamed Sylvania for the blackout.", [("blamed", "The minister", "the blackout", "minister")]),
    ("Freedonia was accused of shelling the port.", [("accused", "", "shelling the port", "unnamed")]),
    ("The captain is suspected of smuggling arms.", [("suspected", "", "smuggling arms", "unnamed")]),
    # warn, call, urge, demand
    ("The general warned of a long war.", [("warned", "The general", "a long war", "general")]),
    (
        "The ministry warned against travel to the coast.",
        [("warned", "The ministry", "travel to the coast", "ministry")],
    ),
    ("Ada Lund warned that the dam might burst.", [("warned", "Ada Lund", "that the dam might burst", "Ada Lund")]),
    ("The mayor called for an inquiry.", [("called", "The mayor", "an inquiry", "mayor")]),
    (
        "The envoy called on Freedonia to withdraw its troops.",
        [("called", "The envoy", "to withdraw its troops", "envoy")],
    ),
    (
        "Freedonia demanded that Sylvania pull back its guns.",
        [("demanded", "Freedonia", "that Sylvania pull back its guns", "Freedonia")],
    ),
    ("Freedonia demanded an apology.", [("demanded", "Freedonia", "an apology", "Freedonia")]),
    ("Ada Lund urged the army to open the road.", [("urged", "Ada Lund", "to open the road", "Ada Lund")]),
    ("The council appealed for calm.", [("appealed", "The council", "calm", "council")]),
    ("The general ordered his men to hold the hill.", [("ordered", "The general", "to hold the hill", "general")]),
    ("The senator asked for more tanks.", [("asked", "The senator", "more tanks", "senator")]),
    ("The unions demanded higher wages.", [("demanded", "The unions", "higher wages", "unions")]),
    ("The envoy urged restraint.", [("urged", "The envoy", "restraint", "envoy")]),
    # promise, vow, threaten, refuse
    ("Freedonia promised to send 40 tanks.", [("promised", "Freedonia", "to send 40 tanks", "Freedonia")]),
    ("The general vowed to retake the island.", [("vowed", "The general", "to retake the island", "general")]),
    ("Sylvania threatened to cut the gas.", [("threatened", "Sylvania", "to cut the gas", "Sylvania")]),
    ("Freedonia pledged a new loan.", [("pledged", "Freedonia", "a new loan", "Freedonia")]),
    ("The minister refused to sign the treaty.", [("refused", "The minister", "to sign the treaty", "minister")]),
    ("The rebels offered to free the hostages.", [("offered", "The rebels", "to free the hostages", "rebels")]),
    # deny, reject
    ("The ministry denied shelling the port.", [("denied", "The ministry", "shelling the port", "ministry")]),
    (
        "The ministry denied that its guns had fired.",
        [("denied", "The ministry", "that its guns had fired", "ministry")],
    ),
    ("Sylvania denied the claim.", [("denied", "Sylvania", "the claim", "Sylvania")]),
    ("The general rejected the accusation.", [("rejected", "The general", "the accusation", "general")]),
    ("The palace dismissed the report.", [("dismissed", "The palace", "the report", "palace")]),
    # nouns
    ("Kyiv's claim that the bridge fell was rejected.", [("claim", "Kyiv", "that the bridge fell", "Kyiv")]),
    ("Allegations of torture were made by the group.", [("Allegations", "", "torture", "unnamed")]),
    ("Freedonia repeated its claim that the strait is closed.", [("claim", "its", "that the strait is closed", "")]),
    ("The UN released a statement saying the convoy was hit.", [("saying", "a statement", "the convoy was hit", "UN")]),
    ("The minister's promise to resign was forgotten.", [("promise", "The minister", "to resign", "minister")]),
    ("Reports of shelling reached the capital.", [("Reports", "", "shelling", "unnamed")]),
    ("Reports that the general had fled were false.", [("Reports", "", "that the general had fled", "unnamed")]),
    ("The group issued a threat to burn the fields.", [("threat", "The group", "to burn the fields", "group")]),
    (
        "The ministry's denial that shells were fired was widely mocked.",
        [("denial", "The ministry", "that shells were fired", "ministry")],
    ),
    ("Warnings of famine have multiplied.", [("Warnings", "", "famine", "unnamed")]),
    ("Freedonia's demand for an apology went unheard.", [("demand", "Freedonia", "an apology", "Freedonia")]),
    # passives
    ("It was announced that the port would close.", [("announced", "", "that the port would close", "unnamed")]),
    (
        "It was announced by the ministry that the port would close.",
        [("announced", "the ministry", "that the port would close", "ministry")],
    ),
    ("The plant was said to have burned.", [("said", "", "The plant | to have burned", "unnamed")]),
    ("The general is believed to be in hiding.", [("believed", "", "The general | to be in hiding", "unnamed")]),
    (
        "The minister was quoted as saying the port would close.",
        [("saying", "The minister", "the port would close", "minister")],
    ),
    (
        "The minister was quoted by the Courier as saying the port would close.",
        [
            ("quoted", "the Courier", "The minister | as saying the port would close", "Courier"),
            ("saying", "The minister", "the port would close", "minister"),
        ],
    ),
    (
        "Ada Lund was told by the ministry that the port would close.",
        [("told", "the ministry", "that the port would close", "ministry")],
    ),
    ("The raid was announced by the ministry.", [("announced", "the ministry", "The raid", "ministry")]),
    ("The convoy is reported to have turned back.", [("reported", "", "The convoy | to have turned back", "unnamed")]),
    # chains
    (
        "The mayor said he had been told by the army that the road was mined.",
        [
            ("said", "The mayor", "he had been told by the army that the road was mined", "mayor"),
            ("told", "the army", "that the road was mined", "army"),
        ],
    ),
    (
        "Freedonia said Sylvania had promised to free the sailors.",
        [
            ("said", "Freedonia", "Sylvania had promised to free the sailors", "Freedonia"),
            ("promised", "Sylvania", "to free the sailors", "Sylvania"),
        ],
    ),
    (
        "The agency quoted the minister as saying that talks had failed.",
        [
            ("quoted", "The agency", "the minister as saying that talks had failed", "agency"),
            ("saying", "the minister", "that talks had failed", "minister"),
        ],
    ),
    (
        "The Courier reported that officials said the port was shut.",
        [
            ("reported", "The Courier", "that officials said the port was shut", "Courier"),
            ("said", "officials", "the port was shut", "officials"),
        ],
    ),
    (
        "According to the Courier, witnesses have noticed more patrols.",
        [
            ("According to", "the Courier", "witnesses have noticed more patrols", "Courier"),
            ("noticed", "witnesses", "more patrols", "witnesses"),
        ],
    ),
    (
        "According to the Courier, witnesses saw tanks.",
        [("According to", "the Courier", "witnesses saw tanks", "Courier"), ("saw", "witnesses", "tanks", "witnesses")],
    ),
    (
        "State television said the general had told his men to withdraw.",
        [
            ("said", "State television", "the general had told his men to withdraw", "State television"),
            ("told", "the general", "to withdraw", "general"),
        ],
    ),
    (
        "The ministry said that Freedonia claims the island.",
        [
            ("said", "The ministry", "that Freedonia claims the island", "ministry"),
            ("claims", "Freedonia", "the island", "Freedonia"),
        ],
    ),
    (
        "Officials said the port was shut, the Courier reported.",
        [
            ("said", "Officials", "the port was shut", "Officials"),
            ("reported", "the Courier", "Officials said the port was shut", "Courier"),
        ],
    ),
    # unnamed
    ("It is alleged that the general took bribes.", [("alleged", "", "that the general took bribes", "unnamed")]),
    (
        "The village was reported to be in rebel hands.",
        [("reported", "", "The village | to be in rebel hands", "unnamed")],
    ),
    (
        "Unconfirmed reports said the mayor had fled.",
        [("said", "Unconfirmed reports", "the mayor had fled", "Unconfirmed reports")],
    ),
    ("The army allegedly shelled the port.", [("allegedly", "", "The army | shelled the port", "unnamed")]),
    ("The alleged attack killed nine people.", [("alleged", "", "The | attack", "unnamed")]),
    ("The crews were reportedly resting.", [("reportedly", "", "The crews were | resting", "unnamed")]),
    ("Sources say the deal is off.", [("say", "Sources", "the deal is off", "Sources")]),
    # beliefs and plans
    ("Freedonia hopes to join the alliance.", [("hopes", "Freedonia", "to join the alliance", "Freedonia")]),
    ("Analysts expect the rouble to fall.", [("expect", "Analysts", "the rouble to fall", "Analysts")]),
    ("The ministry plans to close the port.", [("plans", "The ministry", "to close the port", "ministry")]),
    ("The minister thinks the war is lost.", [("thinks", "The minister", "the war is lost", "minister")]),
    # senses
    ("Neighbours heard that the school was hit.", [("heard", "Neighbours", "that the school was hit", "Neighbours")]),
    ("The radar detected nine aircraft.", [("detected", "The radar", "nine aircraft", "radar")]),
    ("Witnesses saw smoke over the port.", [("saw", "Witnesses", "smoke over the port", "Witnesses")]),
    # headlines
    ("SYLVANIA WILL NOT TALK, ENVOY SAYS", [("SAYS", "ENVOY", "SYLVANIA WILL NOT TALK", "ENVOY")]),
    ("Fleet will sail in May, says admiral", [("says", "admiral", "Fleet will sail in May", "admiral")]),
    ("IRAN FIRED FIRST, IRAQ SAYS", [("SAYS", "IRAQ", "IRAN FIRED FIRST", "IRAQ")]),
    ("Freedonia to send tanks, minister says", [("says", "minister", "Freedonia to send tanks", "minister")]),
    # nobody speaks
    ("The supposedly neutral ship sailed on.", []),
    ("Two barges sank in the harbour.", []),
    ("The ministry did not say when the port would close.", []),
    ("The general declined to comment on the raid.", []),
    ("The president was told that the port would close.", []),
    ("The trucks cost 40 dollars per day.", []),
    ("Freedonia expelled two envoys.", []),
    ('The so-called "peace corridor" was shelled again.', []),
    # wire style without marks
    (
        "LUNDSTAD, April 8 - Freedonia said today its troops had crossed the river.",
        [("said", "Freedonia", "its troops had crossed the river", "Freedonia")],
    ),
    (
        "We are ready to talk, Freedonia's foreign minister said today.",
        [("said", "Freedonia's foreign minister", "We are ready to talk", "Freedonia's foreign minister")],
    ),
    (
        "A High Command communique said the hill had fallen.",
        [("said", "A High Command communique", "the hill had fallen", "High Command communique")],
    ),
    # more registers
    (
        "The bill would cut aid, the White House said Friday, calling it a mistake.",
        [
            ("said", "the White House", "The bill would cut aid", "White House"),
            ("calling", "the White House", "it a mistake", "White House"),
        ],
    ),
    (
        "The bloggers said in a post that the hill had fallen.",
        [("said", "The bloggers", "that the hill had fallen", "bloggers")],
    ),
    (
        "The palace said its guards, not the army, had opened fire.",
        [("said", "The palace", "its guards, not the army, had opened fire", "palace")],
    ),
    ("A defiant Ada Lund said she would stay.", [("said", "A defiant Ada Lund", "she would stay", "defiant Ada Lund")]),
    (
        "Their lawyer said neither man had confessed.",
        [("said", "Their lawyer", "neither man had confessed", "Their lawyer")],
    ),
    (
        "The bank's governor hinted that rates would rise.",
        [("hinted", "The bank's governor", "that rates would rise", "bank's governor")],
    ),
    (
        "Opposition leaders vowed to march on Friday.",
        [("vowed", "Opposition leaders", "to march on Friday", "Opposition leaders")],
    ),
    (
        "The watchdog cautioned that the reactor was unsafe.",
        [("cautioned", "The watchdog", "that the reactor was unsafe", "watchdog")],
    ),
    (
        "Speaking in Oslo, Ada Lund said the talks had stalled.",
        [("said", "Ada Lund", "the talks had stalled", "Ada Lund")],
    ),
    (
        "In a statement, the ministry said the port would close.",
        [("said", "the ministry", "the port would close", "ministry")],
    ),
    (
        "In an interview with the Courier, Ada Lund said the port would close.",
        [("said", "Ada Lund", "the port would close", "Ada Lund")],
    ),
    (
        "The ministry said in a statement that the port would close.",
        [("said", "The ministry", "that the port would close", "ministry")],
    ),
    (
        "At a news conference, Horst Bell announced the end of the drill.",
        [("announced", "Horst Bell", "the end of the drill", "Horst Bell")],
    ),
    (
        "Moscow's foreign ministry spokeswoman, Maria Zorina, said the note was false.",
        [("said", "Moscow's foreign ministry spokeswoman, Maria Zorina", "the note was false", "Maria Zorina")],
    ),
    (
        "Horst Bell and Ada Lund said the note was false.",
        [("said", "Horst Bell and Ada Lund", "the note was false", "Horst Bell + Ada Lund")],
    ),
    (
        "The note was false, Horst Bell and Ada Lund said.",
        [("said", "Horst Bell and Ada Lund", "The note was false", "Horst Bell + Ada Lund")],
    ),
    (
        "Freedonia and Sylvania said they would meet.",
        [("said", "Freedonia and Sylvania", "they would meet", "Freedonia + Sylvania")],
    ),
    (
        "One of the generals, Horst Bell, said the note was false.",
        [("said", "One of the generals, Horst Bell", "the note was false", "Horst Bell")],
    ),
    (
        "A senior U.S. official said the note was false.",
        [("said", "A senior U.S. official", "the note was false", "senior US official")],
    ),
    (
        "The note, which officials said was false, was burned.",
        [("said", "officials", "which | was false", "officials")],
    ),
    (
        'The note was forged by what the ministry described as "amateurs".',
        [("described", "the ministry", '"amateurs"', "ministry")],
    ),
    (
        "The tactics that officials say the navy used are old.",
        [("say", "officials", "that | the navy used are old", "officials")],
    ),
    (
        'The treaty, the minister noted, "is dead in all but name".',
        [("noted", "the minister", 'The treaty | "is dead in all but name"', "minister")],
    ),
    (
        "The ministry described the raid as a provocation.",
        [("described", "The ministry", "the raid as a provocation", "ministry")],
    ),
    (
        "Freedonia will, the minister promised, pay its debts.",
        [("promised", "the minister", "Freedonia will | pay its debts", "minister")],
    ),
    # made clear
    ("Oslo has made clear that it will not pay.", [("made", "Oslo", "that it will not pay", "Oslo")]),
    ("Oslo has made it clear that it will not pay.", [("made", "Oslo", "that it will not pay", "Oslo")]),
    ("Ada Lund made clear the port will close.", [("made", "Ada Lund", "the port will close", "Ada Lund")]),
]

# Names in the sentences below, and how they speak.
ACTORS = {
    "Freedonia's foreign ministry": ("state", "FRD"),
    "Freedonia": ("state", "FRD"),
    "Sylvania": ("state", "SYL"),
    "Ada Lund": ("person", "Ada Lund"),
    "Lund": ("person", "Ada Lund"),
    "Horst Bell": ("person", "Horst Bell"),
    "The Courier": ("organisation", "Courier"),
    "the Courier": ("organisation", "Courier"),
}


def clean_of(text: str) -> CleanText:
    """The text as it is, a paragraph for each run between blank lines."""
    paragraphs = []
    at = 0
    for part in text.split("\n\n"):
        start = at + len(part) - len(part.lstrip())
        end = at + len(part.rstrip())
        if start < end:
            paragraphs.append(Paragraph(start, end))
        at += len(part) + 2
    return CleanText(Document("case.txt", text), text, tuple(paragraphs), array("L", range(len(text))))


def mentions(text: str) -> list[ActorMention]:
    found: list[ActorMention] = []
    for name, (kind, speaker) in ACTORS.items():
        at = text.find(name)
        while at >= 0:
            if not any(m.start <= at < m.end for m in found):
                found.append(ActorMention(at, at + len(name), name, (speaker,), kind, speaker))
            at = text.find(name, at + 1)
    return found


def read(text: str, *, named: bool = True) -> tuple[Attribution, ...]:
    clean = clean_of(text)
    return find_attributions(clean, parse(clean), mentions(text) if named else ())


def shown(text: str, one: Attribution) -> tuple[str, str, str, str]:
    cue = one.cue.of(text) if one.cue else ""
    source = one.source.of(text) if one.source else ""
    return cue, source, " | ".join(s.of(text) for s in one.content), " + ".join(one.speaker)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sentence(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert [shown(text, a) for a in read(text, named=False)] == expected


def test_a_government_speaks_by_its_id() -> None:
    (one,) = read("Freedonia's foreign ministry said the note was false.")
    assert one.speaker == ("FRD",)


def test_co_speakers_share_a_link() -> None:
    (one,) = read("Freedonia and Ada Lund said the note was false.")
    assert one.speaker == ("FRD", "Ada Lund")


def test_the_us_is_no_pronoun() -> None:
    assert read("The US said the note was false.")[0].speaker == ("US",)


def test_a_hearer_is_no_speaker() -> None:
    (one,) = read("Horst Bell told Ada Lund that the road was mined.")
    assert one.speaker == ("Horst Bell",)


PRONOUNS = [
    # the subject of the sentence before
    ("Ada Lund landed in Oslo. She said the talks had failed.", "Ada Lund"),
    # the last to have spoken, not a state for "he"
    ("Horst Bell met Freedonia's guard. Freedonia said he was late. He added that rain fell.", "Horst Bell"),
    # a state for "it"
    ("Freedonia said the note was false. It added that it would reply.", "FRD"),
    # a name that no mention covers
    ("Mr Vetrov said the hill had fallen. He added that rain fell.", "Mr Vetrov"),
]


@pytest.mark.parametrize(("text", "speaker"), PRONOUNS)
def test_pronoun(text: str, speaker: str) -> None:
    assert read(text)[-1].speaker == (speaker,)


def test_a_pronoun_that_fits_nobody_has_no_speaker() -> None:
    assert read("He said the hill had fallen.")[0].speaker == ()


def test_a_mention_of_kind_pronoun_decides() -> None:
    text = "Freedonia yielded. It said the note was false."
    at = text.index("It")
    clean = clean_of(text)
    actors = [*mentions(text), ActorMention(at, at + 2, "It", ("SYL",), "pronoun", "SYL")]
    assert find_attributions(clean, parse(clean), actors)[-1].speaker == ("SYL",)


def test_a_bare_quotation_goes_on_in_its_paragraph() -> None:
    text = '"The road is open," Horst Bell said. "We drove it twice last night."'
    (one,) = read(text)
    assert [s.of(text) for s in one.content] == ['"The road is open,"', '"We drove it twice last night."']


def test_a_bare_quotation_in_the_next_paragraph_has_the_last_speaker() -> None:
    text = '"The road is open," Horst Bell said.\n\n"We drove it twice last night."'
    first, second = read(text)
    assert (second.speaker, second.source, second.cue) == (("Horst Bell",), None, None)
    assert first.content != second.content


def test_a_speech_over_paragraphs_that_closes_only_at_its_end() -> None:
    text = 'Ada Lund said: "We shall wait for the spring to come.\n\n"Then the ships will sail out of the harbour."'
    found = read(text)
    assert {a.speaker for a in found if not a.cue or a.cue.of(text) == "said"} == {("Ada Lund",)}
    assert any(s.of(text).startswith('"Then the ships') for a in found for s in a.content)


def test_words_between_marks_are_no_speech() -> None:
    assert read('The "so-called corridor" was shelled.', named=False) == ()


CHAINS = [
    # the phrase is the outer one
    ("According to the Courier, Freedonia said the port was shut.", "the port was shut", (("Courier",), ("FRD",))),
    # the cue behind is the outer one
    ("Freedonia said the port was shut, the Courier reported.", "the port was shut", (("Courier",), ("FRD",))),
    # handed on
    ("The Courier quoted Ada Lund as saying that talks had failed.", "talks had failed", (("Courier",), ("Ada Lund",))),
    # the paper, then whom it cites
    (
        "The Courier, citing two aides, reported that the deal was off.",
        "the deal was off",
        (("Courier",), ("two aides",)),
    ),
    # "we" inside a quotation adds no link
    ('Ada Lund said: "We demand that the port be opened at once."', "the port be opened", (("Ada Lund",),)),
]


@pytest.mark.parametrize(("text", "part", "chain"), CHAINS)
def test_chain(text: str, part: str, chain: tuple[tuple[str, ...], ...]) -> None:
    found = read(text)
    at = text.index(part)
    index = innermost(found, Span(at, at + len(part)))
    assert index is not None
    assert chain_of(found, index) == chain


def test_the_texts_own_voice_is_nobodys() -> None:
    assert innermost(read("Two barges sank."), Span(0, 10)) is None


HEDGES = [
    # at the speaker's own risk
    ("Freedonia claims the bridge fell.", True),
    ("Freedonia says the bridge fell.", False),
    # accused
    ("Freedonia accused Sylvania of theft.", True),
    # nobody named
    ("The army allegedly shelled the port.", True),
    ("The crews were reportedly resting.", False),
]


@pytest.mark.parametrize(("text", "is_hedging"), HEDGES)
def test_hedging(text: str, is_hedging: bool) -> None:
    assert [a.is_hedging for a in read(text)] == [is_hedging]


@settings(max_examples=60, deadline=None)
@example(["Ada Lund", "said", '"', "Ada Lund", "said"])  # the second cue takes all that the first could say
@given(st.lists(st.sampled_from(['"', "“", "”", "'", "‘", "’", "said", "Ada Lund", "he", ",", ".", ":", "\n\n", "that", "according to",
                                 "Freedonia", "the port", "is shut", "claims", "citing", "-", "alleged", "by"]), max_size=18))  # fmt: skip
def test_any_text_is_read_and_spans_lie_in_it(words: list[str]) -> None:
    text = " ".join(words)
    found = read(text)
    for index, one in enumerate(found):
        assert one.content
        for span in (*one.content, *(s for s in (one.cue, one.source) if s)):
            assert 0 <= span.start < span.end <= len(text)
        assert one.parent is None or 0 <= one.parent < len(found)
        chain_of(found, index)  # ends: no attribution stands inside itself
