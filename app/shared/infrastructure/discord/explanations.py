"""Discord's JSON error codes in our words, each with what to do.

The codes are listed in topics/opcodes-and-status-codes. Sentences name things as Discord's client
does.
"""

from typing import NamedTuple


class Explanation(NamedTuple):
    what: str
    remedy: str


_RELOAD = "Make a new plan: it will start from the server as it is now."
_ROOM = "Delete some that nobody needs, or take some out of the blueprint."

EXPLANATIONS: dict[int, Explanation] = {
    10003: Explanation("The channel no longer exists.", _RELOAD),
    10004: Explanation("The server does not exist, or the bot is not in it.", "Invite the bot."),
    10007: Explanation("That person is not a member of the server.", "Check the user id."),
    10009: Explanation("The channel has no permissions of that role or member any more.", _RELOAD),
    10011: Explanation("The role no longer exists.", _RELOAD),
    10013: Explanation("There is no user with that id.", "Check the user id."),
    10014: Explanation(
        "The emoji no longer exists in this server.", "Choose another emoji in the blueprint."
    ),
    10066: Explanation("The AutoMod rule no longer exists.", _RELOAD),
    10069: Explanation(
        "The server has no welcome screen.", "Enable Community in the server's settings first."
    ),
    10087: Explanation("A tag of the forum no longer exists.", _RELOAD),
    20028: Explanation(
        "The channel was changed too often in a short time.", "Wait a few minutes and go on."
    ),
    20029: Explanation(
        "The server was changed too often in a short time.", "Wait a few minutes and go on."
    ),
    20035: Explanation(
        "The server's boost level is too low for this.",
        "Leave it out of the blueprint, or let the server be boosted.",
    ),
    30005: Explanation("The server has as many roles as Discord allows (250).", _ROOM),
    30008: Explanation("The server has as many emojis as Discord allows.", _ROOM),
    30013: Explanation(
        "The server has as many channels as Discord allows (500, categories included).", _ROOM
    ),
    30030: Explanation("The server has as many categories as Discord allows.", _ROOM),
    30048: Explanation("The forum has as many tags as Discord allows (20).", _ROOM),
    30052: Explanation(
        "The bitrate is higher than this server's boost level allows.",
        "Lower `bitrate` in the blueprint: 96000 without boosts.",
    ),
    30060: Explanation(
        "The channel has permissions for as many roles and members as Discord allows (1000).",
        "Give permissions to a role instead of to single members.",
    ),
    40006: Explanation(
        "Discord says the feature is disabled for now. Often the rules channel or the channel for "
        "community updates was missing in the request that turns on Community.",
        "Name both channels in the blueprint's server settings. If they are there, try later.",
    ),
    40007: Explanation("That user is banned from the server.", "Lift the ban, or leave them out."),
    40009: Explanation(
        "Discord moves only one channel to another category per request.",
        "This is a fault of ours: please report it with the plan.",
    ),
    40061: Explanation(
        "Two tags of the forum have the same name.", "Give each tag a name of its own."
    ),
    40066: Explanation(
        "The forum asks for a tag on each post, but it has no tag that members may use.",
        "Add a tag that is not moderated, or drop the requirement.",
    ),
    50001: Explanation(
        "The bot cannot see this.", 'Give the bot\'s role "View Channels" there, or Administrator.'
    ),
    50013: Explanation(
        "The bot lacks a permission for this, or the role stands above the bot's own.",
        "Drag the bot's role above the roles it looks after in Server Settings → Roles, and give "
        "it there the permissions that the server's overview names as missing.",
    ),
    50024: Explanation("This cannot be done in a channel of that type.", _RELOAD),
    50028: Explanation("The role cannot be used for this.", "Choose another role."),
    50035: Explanation(
        "Discord refused values in the request.", "Change them in the blueprint and plan again."
    ),
    50074: Explanation(
        "Discord does not let this channel be deleted, because Community needs it.",
        "Make another channel the rules or updates channel in the server settings first.",
    ),
    50086: Explanation(
        "The rules and updates channels of a Community server must be text channels.",
        "Name text channels for them in the server settings.",
    ),
    50101: Explanation(
        "The server needs more boosts for this.",
        "Leave it out of the blueprint, or let the server be boosted.",
    ),
    50109: Explanation(
        "Discord could not read the request.",
        "This is a fault of ours: please report it with the plan.",
    ),
    60003: Explanation(
        "The server asks moderators for two-factor authentication, and the bot's owner has none.",
        "Turn it on for the Discord account that owns the bot.",
    ),
    110000: Explanation("Discord is still preparing what was asked for.", "Try in a minute."),
    130000: Explanation("This part of Discord is overloaded.", "Try again in a few minutes."),
    160006: Explanation("The server has as many active threads as Discord allows.", _ROOM),
    200000: Explanation(
        "AutoMod blocked the text.", "Change the text, or the AutoMod rule that blocks it."
    ),
    200001: Explanation(
        "AutoMod blocked the title.", "Change the title, or the AutoMod rule that blocks it."
    ),
    220003: Explanation("This cannot be done in a forum channel.", _RELOAD),
    350000: Explanation(
        "Onboarding cannot be enabled: it needs at least 7 default channels, and @everyone must "
        "be able to write in 5 of them.",
        "Add default channels to the onboarding in the blueprint.",
    ),
    350001: Explanation(
        "Onboarding would fall below what Discord asks for: at least 7 default channels, 5 of them "
        "open for everyone to write in.",
        "Add default channels, or disable onboarding before taking one away.",
    ),
    350003: Explanation(
        "A channel that the onboarding uses must stay visible to @everyone.",
        "Take it out of the onboarding first.",
    ),
}
