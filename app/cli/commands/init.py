"""guildwright init"""

from app.cli import options


def init(
    file: options.BlueprintFile = options.DEFAULT_BLUEPRINT, force: options.Force = False
) -> int:
    """Write a small blueprint to start from."""
    from app.cli.handlers.init import write_starter

    return write_starter(file, force=force)
