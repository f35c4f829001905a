"""Where this installation keeps what it makes by itself."""

import os
from pathlib import Path


def data_folder() -> Path:
    """For databases that are started here, and for the log: GUILDWRIGHT_HOME, or `.guildwright` in
    the working folder."""
    return Path(os.environ.get("GUILDWRIGHT_HOME") or ".guildwright").absolute()
