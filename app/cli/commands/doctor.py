"""guildwright doctor"""

from app.cli import options


def doctor(guild: options.Guild = None, json: options.Json = False) -> int:
    """Check everything a run needs, and say the fix for what is missing."""
    from app.cli.handlers.doctor import examine

    return examine(guild, json=json)
