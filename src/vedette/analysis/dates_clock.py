"""Times of day: "at 3 pm", "0400 GMT", "noon", "15:30 Moscow time", "the morning"."""

from __future__ import annotations

import re

from vedette.analysis import dates_calendar as calendar
from vedette.analysis.dates_calendar import Period
from vedette.analysis.dates_words import NUMBERS, PARTS_OF_DAY, Rule, Scene, rule, squeeze

ZONE_NAME = r"(?:GMT|UTC|BST|CET|CEST|EET|EEST|MSK|EST|EDT|PST|PDT|CST|CDT|ET|PT|IST|JST|AEST|Z|(?:local|Moscow|Kyiv|Kiev|London|Beijing|Eastern|Pacific|Central European|Greenwich Mean|Washington|Tehran|Israel|Damascus)(?:\s+[Ss]ummer)?\s+[Tt]ime)"
ZONE = rf"(?:\s*\({ZONE_NAME}\)|\s*{ZONE_NAME})"


def on_day(scene: Scene, clock: str) -> Period:
    """The time on the day that the text told last nearby, or of publication; joins put the right day in its place."""
    day = scene.published
    if day is None:
        return calendar.unknown("time", f"XXXX-XX-XX{clock}")
    return Period(day, day, "time", f"{day.isoformat()}{clock}", is_anchor=False)


def read_clock(match: re.Match[str], scene: Scene) -> Period | None:
    """Hours and minutes, twelve-hour marks taken into account."""
    words = match.groupdict()
    hour = int(words["hour"]) if words["hour"].isdigit() else int(NUMBERS[words["hour"].lower()])
    minute = int(words.get("minute") or 0)
    mark = (words.get("mark") or "").lower().replace(".", "")
    if mark:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if mark.startswith("p") else 0)
    if hour > 24 or minute > 59:
        return None
    return on_day(scene, f"T{hour:02d}:{minute:02d}")


def read_part(match: re.Match[str], scene: Scene) -> Period | None:
    """ "noon", "midnight", "in the morning"."""
    code = PARTS_OF_DAY[squeeze(match["part"])]
    return on_day(scene, code if code.startswith("T") else f"T{code}")


def read_part_later(match: re.Match[str], scene: Scene) -> Period | None:
    """ "that night", "the next morning": from the day that the text told last."""
    code, words = PARTS_OF_DAY[squeeze(match["part"])], squeeze(match.group())
    if scene.anchor is None or scene.anchor_unit not in ("day", "time"):
        return calendar.unknown("time", f"XXXX-XX-XXT{code}")
    day = calendar.shift_days(scene.anchor, 1 if "next" in words or "following" in words else 0)
    return Period(day, day, "time", f"{day.isoformat()}T{code}")


def clock_rules() -> tuple[Rule, ...]:
    """The rules of this module."""
    mark = r"(?P<mark>[ap]\.m\.|[ap]\.?m\b|[AP]M\b)"
    hours = r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    return (
        rule("12 hours", read_clock, rf"(?P<hour>\d\d?|{hours})(?:[:.](?P<minute>[0-5]\d))?\s*{mark}{ZONE}?"),
        rule("24 hours", read_clock, rf"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?!\d|[:.]\d){ZONE}?"),
        rule("dotted", read_clock, rf"(?:(?<=at )|(?<=by ))(?P<hour>[01]?\d|2[0-3])\.(?P<minute>[0-5]\d){ZONE}"),
        rule("military", read_clock, rf"(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)(?:{ZONE}|\s+(?:hrs|hours)(?=[\s.,]))"),
        rule("hour zone", read_clock, r"(?P<hour>[01]?\d|2[0-4])(?P<minute>)\s+(?:GMT|UTC)"),
        rule("o'clock", read_clock, rf"(?P<hour>\d\d?|{hours})\s+o['’]clock", needles="clock"),
        rule("noon", read_part, r"(?P<part>noon|midnight|midday)", needles="noon|midnight|midday"),
        rule("part", read_part, r"(?:(?<=in )|(?<=during ))the\s+(?P<part>morning|afternoon|evening)", needles="morning|afternoon|evening"),
        rule("part later", read_part_later,
             r"(?:that(?:\s+same)?|the\s+(?:same|next|following))\s+(?P<part>morning|afternoon|evening|night)", needles="morning|afternoon|evening|night"),
        rule("early hours", read_part, r"the\s+(?P<part>early\s+hours|small\s+hours)", needles="hours"),
        rule("dawn", read_part, r"(?:(?<=at )|(?<=before )|(?<=after )|(?<=around )|(?<=by ))(?P<part>dawn|dusk|night)(?!-)", needles="dawn|dusk|night"),
    )  # fmt: skip
