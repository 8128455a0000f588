"""Where the system's Chromium is."""

import os
import shutil

# The one without windows first: the same engine, and the browser tests take two thirds of the time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium():
    """The path of the browser that CHROMIUM names, else of the system's; None when there is none."""
    named = os.environ.get("CHROMIUM")
    return next(filter(None, map(shutil.which, [named] if named else NAMES)), None)
