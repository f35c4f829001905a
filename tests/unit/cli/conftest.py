"""The command in an empty folder."""

from tests.support.command_line import guildwright

__all__ = ["guildwright"]
