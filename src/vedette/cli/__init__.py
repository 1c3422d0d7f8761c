"""The command line: one module a command."""

from __future__ import annotations

import sys

from vedette.cli.application import app
from vedette.cli.output import prepare_streams, silence_stdout

__all__ = ["app", "main"]


def main() -> None:
    """Runs `vedette`. Exit 0 when the work ended, 1 where nothing could be read, 2 for wrong usage."""
    prepare_streams()
    try:
        app(prog_name="vedette")
    finally:
        try:
            sys.stdout.flush()
        except OSError:
            silence_stdout()
