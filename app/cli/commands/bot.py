"""guildwright bot"""


def bot() -> int:
    """Be connected to Discord until stopped: rights that change there are seen at once."""
    from app.cli.handlers.bot import be_the_bot

    return be_the_bot()
