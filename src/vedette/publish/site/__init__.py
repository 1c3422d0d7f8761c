"""The web app as built from `web/`: files that `web/build_site.py` puts into `built`."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from vedette.model.errors import VedetteError


class SiteMissing(VedetteError):
    """The web app was not built into this installation."""

    code = "site-missing"


def built_site() -> Path:
    """The folder of the built web app. SiteMissing where there is none."""
    folder = Path(str(files("vedette.publish.site").joinpath("built")))
    if not (folder / "index.html").is_file():
        raise SiteMissing("the web app is not built", remedy="Run `python web/build_site.py` in the checkout, or install with `pip install .`")
    return folder
