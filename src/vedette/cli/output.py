"""What goes to the terminal, and what survives pipes, closed pipes and odd encodings.

JSON is written in ASCII (other characters as \\u escapes), so that it is the same in every encoding; text that the
terminal's encoding lacks is shown as an escape; a reader that closes the pipe ends the command quietly.
"""

from __future__ import annotations

import errno
import functools
import io
import json
import os
import re
import sys
from collections.abc import Callable
from datetime import date
from typing import Any, ParamSpec

import typer
from rich.console import Console
from rich.text import Text

from vedette.model.errors import UsageError, VedetteError
from vedette.model.report import Report

Given = ParamSpec("Given")

# A news text may hold what would move the cursor or turn the writing direction of a terminal.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def prepare_streams() -> None:
    """Lets stdout and stderr show what their encoding lacks as escapes, instead of breaking on it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def silence_stdout() -> None:
    """Sends what is still to be written nowhere, so that nothing complains about the closed pipe at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def guarded(command: Callable[Given, None]) -> Callable[Given, None]:
    """The command with its errors as one clear line and its remedy: exit 2 for wrong usage, 1 for all else."""

    @functools.wraps(command)
    def run(*args: Given.args, **options: Given.kwargs) -> None:
        try:
            command(*args, **options)
            sys.stdout.flush()
        except VedetteError as error:
            complain(error.message, error.remedy)
            raise typer.Exit(2 if isinstance(error, UsageError) else 1) from error
        except OSError as error:
            # Windows reports a closed pipe as EINVAL.
            if not isinstance(error, BrokenPipeError) and error.errno != errno.EINVAL:
                complain(
                    f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}",
                    "Mend that, and try again",
                )
                raise typer.Exit(1) from error
            silence_stdout()
            raise typer.Exit(0) from error

    return run


def complain(message: str, remedy: str) -> None:
    """An error on stderr: what is wrong, and what to do about it."""
    typer.echo(printable(f"vedette: {message}. {remedy}."), err=True)


class QuietConsole(Console):
    """A console that leaves a closed pipe to `guarded`; Rich would end with exit 1, which here means that nothing was read."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError(errno.EPIPE, "the reader of the output has closed it")


def console() -> Console:
    """A console on stdout: 80 columns wide where stdout is no terminal, and without colour there."""
    return QuietConsole(highlight=False, markup=False, emoji=False, soft_wrap=False)


def print_json(value: Any) -> None:
    """One JSON value on one line."""
    sys.stdout.write(json_line(value) + "\n")


def json_line(value: Any) -> str:
    """JSON in ASCII on one line, whole numbers without a fraction: a count that came back from the ledger prints as it went in."""
    return json.dumps(_whole(value))


def _whole(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _whole(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_whole(inner) for inner in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def printable(text: str) -> str:
    """The text as it can be shown on one line: control characters and direction marks as escapes, white space as blanks."""
    return UNPRINTABLE.sub(lambda m: f"\\u{ord(m.group()):04x}", " ".join(text.split()))


def paragraph(out: Console, text: Text | str, *, indent: int = 0, hang: int = 0) -> None:
    """The text wrapped to the console, every line indented, all but the first by `hang` more."""
    text = Text(text) if isinstance(text, str) else text
    for number, line in enumerate(text.wrap(out, max(20, out.width - indent - hang))):
        out.print(Text(" " * (indent + (hang if number else 0))).append_text(line), soft_wrap=True)


def field(out: Console, label: str, value: str, *, indent: int = 2) -> None:
    """A labelled line, the value in its own column."""
    paragraph(out, f"{label:<10} {value}", indent=indent, hang=11)


def bounds(low: float | None, high: float | None) -> str:
    """An interval in words: "2,000", "800 to 1,200", "at least 50", "up to 30", "unknown"."""
    if low is None and high is None:
        return "unknown"
    if low is None or high is None:
        return f"up to {number(high)}" if low is None else f"at least {number(low)}"
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def number(value: float | None) -> str:
    if value is None:
        return "unknown"
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0").rstrip(".")


def parties(report: Report) -> str:
    """Who to whom: "GBR > UKR"; a side that the text does not name is "?"."""
    actor, recipient = ", ".join(report.actor) or "?", ", ".join(report.recipient)
    return printable(f"{actor} > {recipient}" if recipient else actor)


def told(report: Report) -> str:
    """Status with what qualifies it: "ongoing", "pledged, negated", "done, hedged"."""
    return ", ".join([report.status, *(["negated"] if report.negated else []), *(["hedged"] if report.hedged else [])])


def substance(report: Report) -> str:
    """What it is about, where the report has it: items, money, places."""
    found = [f"{bounds(i.low, i.high)} {i.name}{'' if i.role == 'new' else f' ({i.role})'}" for i in report.items]
    found = [text.removeprefix("unknown ") for text in found]
    if report.money:
        money = report.money
        role = "" if money.role == "new" else f" ({money.role})"
        kind = f", {money.instrument}" if money.instrument else ""
        found.append(f"{money.currency} {bounds(money.low, money.high)}{kind}{role}")
    found += [f"{place.role} {place.name}" for place in report.place]
    return printable("; ".join(found))


def source(report: Report) -> str:
    """The chain of those who say so, outermost first; empty for the document's own voice."""
    return printable(" < ".join(", ".join(link) for link in report.attributed_to))


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
