"""Writes docs/commands.md: what every command says of itself with --help.

    python docs/build_commands.py           write it (or: make docs)
    python docs/build_commands.py --check   exit 1 where it is stale
"""

from __future__ import annotations

import sys
from pathlib import Path

import typer
from typer.testing import CliRunner

from vedette.cli import app

PAGE = Path(__file__).with_name("commands.md")
INTRODUCTION = """# Commands

What each command says of itself with `--help`. This page is written by `docs/build_commands.py` (`make docs`).

Every command ends with 0 when the work ended, even where single documents failed; with 1 where nothing could be read; with 2 for wrong
usage.
"""


def command_names() -> list[str]:
    """The commands, in the order in which the help lists them, each group followed by its own ("review", "review accept")."""
    names: list[str] = []
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        names += [name, *(f"{name} {inner}" for inner in getattr(command, "commands", ()))]
    return names


def page() -> str:
    """The page as it should be now."""
    sections = [INTRODUCTION, f"## vedette\n\n{_help()}\n"]
    sections += [f"## vedette {name}\n\n{_help(*name.split())}\n" for name in command_names()]
    return "\n".join(sections)


def _help(*command: str) -> str:
    # The terminal's width and colour must not show in the page.
    plain = {"COLUMNS": "100", "TERMINAL_WIDTH": "100", "NO_COLOR": "1", "TERM": "dumb"}
    result = CliRunner().invoke(app, [*command, "--help"], prog_name="vedette", env=plain, terminal_width=100)
    if result.exit_code:
        raise SystemExit(f"build_commands: vedette {' '.join(command)} --help ended with {result.exit_code}: {result.output}")
    lines = [line.rstrip() for line in result.output.strip().splitlines()]
    return "\n".join(["```text", *lines, "```"])


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == page()
        print("build_commands: current" if current else "build_commands: stale; run make docs")
        return 0 if current else 1
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
