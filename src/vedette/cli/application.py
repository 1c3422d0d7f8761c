"""The Typer application, with its commands in the order in which one needs them."""

from __future__ import annotations

import typer

from vedette.cli import (
    changes,
    check,
    claims,
    collection,
    evaluate,
    events,
    inspect,
    original,
    posture,
    read,
    reconcile,
    reports,
    review,
    revisions,
    serve,
    show,
    silence,
    timeline,
    totals,
)
from vedette.cli.output import guarded

app = typer.Typer(
    name="vedette",
    help="Reads news about a crisis into a sourced ledger, and answers from it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

for command in (
    read.read, reports.reports, show.show, events.events, totals.totals, timeline.timeline, posture.posture, revisions.revisions,
    changes.changes, silence.silence, claims.claims, check.check, reconcile.reconcile, serve.serve, inspect.inspect, original.original, evaluate.evaluate,
):  # fmt: skip
    app.command()(guarded(command))

for group in (review.app, collection.app):
    app.add_typer(group)
