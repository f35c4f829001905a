"""What the bot says, in English."""

from app.bot.wording.wording import Wording


class English(Wording):
    not_your_button = (
        "This button belongs to whoever asked for the message. Use the command yourself to get "
        "your own."
    )
    button_unknown = (
        "This button is from an older version and leads nowhere any more. Use the command again."
    )
    command_unknown = (
        "This command is not known here any more. Discord may still show it for an hour; "
        "/help lists what there is."
    )
    only_in_servers = "Guildwright works on a server. Use this command in one of its channels."
    unexpected = "Something went wrong that should not have."
    unexpected_remedy = (
        "Nothing that you did is wrong. Try again. If it stays, give the reference below to "
        "whoever runs this bot: it leads to the details."
    )

    def reference(self, id: str) -> str:
        return f"Reference {id}"
