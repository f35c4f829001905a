"""Discord's JSON error codes in our words, to be said, each with what to do.

The codes are listed in topics/opcodes-and-status-codes. Sentences name things as Discord's client
does.
"""

from typing import NamedTuple

from app.shared.domain.language.saying import to_say


class Explanation(NamedTuple):
    what: str
    remedy: str


_RELOAD = to_say("Make a new plan: it will start from the server as it is now.")
_ROOM = to_say("Delete some that nobody needs, or take some out of the blueprint.")

EXPLANATIONS: dict[int, Explanation] = {
    10003: Explanation(to_say("The channel no longer exists."), _RELOAD),
    10004: Explanation(
        to_say("The server does not exist, or the bot is not in it."), to_say("Invite the bot.")
    ),
    10007: Explanation(
        to_say("That person is not a member of the server."), to_say("Check the user id.")
    ),
    10009: Explanation(
        to_say("The channel has no permissions of that role or member any more."), _RELOAD
    ),
    10011: Explanation(to_say("The role no longer exists."), _RELOAD),
    10013: Explanation(to_say("There is no user with that id."), to_say("Check the user id.")),
    10014: Explanation(
        to_say("The emoji no longer exists in this server."),
        to_say("Choose another emoji in the blueprint."),
    ),
    10066: Explanation(to_say("The AutoMod rule no longer exists."), _RELOAD),
    10069: Explanation(
        to_say("The server has no welcome screen."),
        to_say("Enable Community in the server's settings first."),
    ),
    10087: Explanation(to_say("A tag of the forum no longer exists."), _RELOAD),
    20028: Explanation(
        to_say("The channel was changed too often in a short time."),
        to_say("Wait a few minutes and go on."),
    ),
    20029: Explanation(
        to_say("The server was changed too often in a short time."),
        to_say("Wait a few minutes and go on."),
    ),
    20035: Explanation(
        to_say("The server's boost level is too low for this."),
        to_say("Leave it out of the blueprint, or let the server be boosted."),
    ),
    30005: Explanation(to_say("The server has as many roles as Discord allows (250)."), _ROOM),
    30008: Explanation(to_say("The server has as many emojis as Discord allows."), _ROOM),
    30013: Explanation(
        to_say("The server has as many channels as Discord allows (500, categories included)."),
        _ROOM,
    ),
    30030: Explanation(to_say("The server has as many categories as Discord allows."), _ROOM),
    30048: Explanation(to_say("The forum has as many tags as Discord allows (20)."), _ROOM),
    30052: Explanation(
        to_say("The bitrate is higher than this server's boost level allows."),
        to_say("Lower `bitrate` in the blueprint: 96000 without boosts."),
    ),
    30060: Explanation(
        to_say(
            "The channel has permissions for as many roles and members as Discord allows (1000)."
        ),
        to_say("Give permissions to a role instead of to single members."),
    ),
    40006: Explanation(
        to_say(
            "Discord says the feature is disabled for now. Often the rules channel or the "
            "channel for community updates was missing in the request that turns on Community."
        ),
        to_say(
            "Name both channels in the blueprint's server settings. If they are there, try later."
        ),
    ),
    40007: Explanation(
        to_say("That user is banned from the server."), to_say("Lift the ban, or leave them out.")
    ),
    40009: Explanation(
        to_say("Discord moves only one channel to another category per request."),
        to_say("This is a fault of ours: please report it with the plan."),
    ),
    40061: Explanation(
        to_say("Two tags of the forum have the same name."),
        to_say("Give each tag a name of its own."),
    ),
    40066: Explanation(
        to_say("The forum asks for a tag on each post, but it has no tag that members may use."),
        to_say("Add a tag that is not moderated, or drop the requirement."),
    ),
    50001: Explanation(
        to_say("The bot cannot see this."),
        to_say('Give the bot\'s role "View Channels" there, or Administrator.'),
    ),
    50013: Explanation(
        to_say("The bot lacks a permission for this, or the role stands above the bot's own."),
        to_say(
            "Drag the bot's role above the roles it looks after in Server Settings → Roles, and "
            "give it there the permissions that the server's overview names as missing."
        ),
    ),
    50024: Explanation(to_say("This cannot be done in a channel of that type."), _RELOAD),
    50028: Explanation(to_say("The role cannot be used for this."), to_say("Choose another role.")),
    50035: Explanation(
        to_say("Discord refused values in the request."),
        to_say("Change them in the blueprint and plan again."),
    ),
    50074: Explanation(
        to_say("Discord does not let this channel be deleted, because Community needs it."),
        to_say("Make another channel the rules or updates channel in the server settings first."),
    ),
    50086: Explanation(
        to_say("The rules and updates channels of a Community server must be text channels."),
        to_say("Name text channels for them in the server settings."),
    ),
    50101: Explanation(
        to_say("The server needs more boosts for this."),
        to_say("Leave it out of the blueprint, or let the server be boosted."),
    ),
    50109: Explanation(
        to_say("Discord could not read the request."),
        to_say("This is a fault of ours: please report it with the plan."),
    ),
    60003: Explanation(
        to_say(
            "The server asks moderators for two-factor authentication, and the bot's owner has "
            "none."
        ),
        to_say("Turn it on for the Discord account that owns the bot."),
    ),
    110000: Explanation(
        to_say("Discord is still preparing what was asked for."), to_say("Try in a minute.")
    ),
    130000: Explanation(
        to_say("This part of Discord is overloaded."), to_say("Try again in a few minutes.")
    ),
    160006: Explanation(to_say("The server has as many active threads as Discord allows."), _ROOM),
    200000: Explanation(
        to_say("AutoMod blocked the text."),
        to_say("Change the text, or the AutoMod rule that blocks it."),
    ),
    200001: Explanation(
        to_say("AutoMod blocked the title."),
        to_say("Change the title, or the AutoMod rule that blocks it."),
    ),
    220003: Explanation(to_say("This cannot be done in a forum channel."), _RELOAD),
    350000: Explanation(
        to_say(
            "Onboarding cannot be enabled: it needs at least 7 default channels, and @everyone "
            "must be able to write in 5 of them."
        ),
        to_say("Add default channels to the onboarding in the blueprint."),
    ),
    350001: Explanation(
        to_say(
            "Onboarding would fall below what Discord asks for: at least 7 default channels, 5 "
            "of them open for everyone to write in."
        ),
        to_say("Add default channels, or disable onboarding before taking one away."),
    ),
    350003: Explanation(
        to_say("A channel that the onboarding uses must stay visible to @everyone."),
        to_say("Take it out of the onboarding first."),
    ),
}
