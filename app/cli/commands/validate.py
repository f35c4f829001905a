"""guildwright validate"""

from app.cli import options


def validate(
    file: options.BlueprintFile = options.DEFAULT_BLUEPRINT, json: options.Json = False
) -> int:
    """Check a blueprint: every problem with its line and what would be right. Asks nobody."""
    from app.cli.handlers.validate import check_file

    return check_file(file, json=json)
