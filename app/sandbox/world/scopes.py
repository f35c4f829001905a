"""What an application may ask a user for, in the words of Discord's consent page."""

BOT = "bot"
COMMANDS = "applications.commands"

OFFERED_SCOPES = {
    "identify": "Know your name, avatar and banner",
    "email": "Know your email address",
    "guilds": "Know what servers you are in",
    "guilds.members.read": "Read your member information in servers: nickname, avatar and roles",
    BOT: "Add a bot to a server",
    COMMANDS: "Create commands in a server",
}
"""Those that every application has without asking Discord for approval, as far as they are used."""
