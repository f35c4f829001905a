"""guildwright drift"""

from app.cli import options


def drift(
    guild: options.Guild = None,
    json: options.Json = False,
    detailed_exitcode: options.DetailedExitCode = False,
) -> int:
    """Say where the server has left the blueprint that was last applied, and who did it."""
    from app.cli.handlers.drift import show_drift

    found = show_drift(guild, json=json)
    return options.CHANGES if detailed_exitcode and found.differences else 0
