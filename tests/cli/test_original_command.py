"""`vedette original` gives back what `vedette read` was given."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from vedette.cli import app

PAGE = b"<html><body><article><p>Norway has sent six howitzers to Ukraine, the defence ministry in Oslo said on Wednesday.</p></article></body></html>"


def test_the_page_comes_back_byte_for_byte(tmp_path: Path) -> None:
    page, ledger, out = tmp_path / "page.html", str(tmp_path / "a.db"), tmp_path / "out.html"
    page.write_bytes(PAGE)
    assert CliRunner().invoke(app, ["read", str(page), "--ledger", ledger]).exit_code == 0
    assert CliRunner().invoke(app, ["original", "page.html", "--ledger", ledger]).stdout_bytes == PAGE
    assert CliRunner().invoke(app, ["original", "page.html", "--ledger", ledger, "--out", str(out)]).exit_code == 0
    assert out.read_bytes() == PAGE
    missing = CliRunner().invoke(app, ["original", "none.html", "--ledger", ledger])
    assert missing.exit_code != 0
    assert "none.html" in missing.output
