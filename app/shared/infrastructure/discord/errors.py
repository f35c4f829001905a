"""Refusals and failures of Discord as the errors of the port."""

from typing import Any

from app.shared.application.ports.guild_gateway import (
    CallForbidden,
    CallInvalid,
    DiscordUnavailable,
    GuildNotFound,
    MemberNotFound,
    ThingGone,
)
from app.shared.domain.errors import DomainError
from app.shared.domain.language.saying import say, to_say
from app.shared.infrastructure.discord.explanations import EXPLANATIONS, Explanation
from app.shared.infrastructure.discord.form_errors import form_errors
from app.shared.infrastructure.discord.guard import token_refused
from app.shared.infrastructure.discord.request import Request
from app.shared.infrastructure.discord.wire import NOT_JSON, NoReply, Reply

_LATER = to_say("Try again in a few minutes; discordstatus.com tells about outages.")
_FORM = 50035
_LACKS_PERMISSION = 50013
_KINDS: dict[int, type[DomainError]] = {10004: GuildNotFound, 10007: MemberNotFound}
_LONGEST_TEXT = 300
_NOT_THERE = frozenset({404, 405, 410})
"""Answered without a code of Discord's, these say that no API is at that address."""


def refusal(request: Request, reply: Reply) -> DomainError:
    """The error for an answer of 3xx or 4xx (but 429)."""
    if reply.status == 401:
        return token_refused()
    body = reply.data if isinstance(reply.data, dict) else {}
    if reply.status < 400 or reply.data is NOT_JSON or "code" not in body:
        return _not_discords(reply.status)
    code = _code(body)
    explained = _explained(request, reply.status, code)
    problems = form_errors(body["errors"]) if "errors" in body else ()
    what = " ".join((say(explained.what), *problems, _details(request, reply.status, code, body)))
    return _kind(reply.status, code)(what, remedy=say(explained.remedy))


def no_answer(outcome: Reply | NoReply, *, unsure: bool) -> DiscordUnavailable:
    """The error after the last try. `unsure`: the change may have been made all the same."""
    why = (
        say("Discord answered with an error of its own ({status}).", status=outcome.status)
        if isinstance(outcome, Reply)
        else outcome.why
    )
    if unsure:
        why = say("{why} Whether the change was made is not known.", why=why)
    return DiscordUnavailable(why, remedy=say(_LATER), unsure=unsure)


def refused_later() -> DiscordUnavailable:
    """A try had no answer, and the next one was refused."""
    return DiscordUnavailable(
        say(
            "Discord did not answer, and refused when asked again. Whether the change was made is "
            "not known."
        ),
        remedy=say(_LATER),
        unsure=True,
    )


def unreadable(request: Request) -> DiscordUnavailable:
    """Discord said yes in a way that cannot be read."""
    return DiscordUnavailable(
        say("Discord's answer could not be read."),
        remedy=say(_LATER),
        unsure=request.changes,
    )


def _code(body: dict[str, Any]) -> int:
    code = body.get("code")
    return code if isinstance(code, int) else 0


def _kind(status: int, code: int) -> type[DomainError]:
    if code in _KINDS:
        return _KINDS[code]
    if status == 403:
        return CallForbidden
    return ThingGone if status == 404 else CallInvalid


def _explained(request: Request, status: int, code: int) -> Explanation:
    if "/messages" in request.template and code in _OF_MESSAGES:
        return _OF_MESSAGES[code]
    if code == _LACKS_PERMISSION:
        return Explanation(_lacked(request), EXPLANATIONS[code].remedy)
    if code in EXPLANATIONS:
        return EXPLANATIONS[code]
    if status == 403:
        return Explanation(
            to_say("Discord does not let the bot do this."),
            to_say(
                "Check the bot's permissions; the server's overview names those that are missing."
            ),
        )
    if status == 404:
        return Explanation(
            to_say("What this is about no longer exists."),
            to_say("Make a new plan: it will start from the server as it is now."),
        )
    return Explanation(
        to_say("Discord refused the request."), to_say("Change what it names, and plan again.")
    )


_OF_MESSAGES = {
    10003: Explanation(
        to_say("The channel for messages no longer exists."),
        to_say("Choose another channel for them."),
    ),
    50013: Explanation(
        to_say('The bot lacks "View Channel" or "Send Messages" in the channel for messages.'),
        to_say("Give its role both there, or choose another channel."),
    ),
}
"""What a plan or a run has nothing to do with."""


def _lacked(request: Request) -> str:
    """Discord does not say which permission it is; what was asked for tells the likely ones."""
    if "/roles" in request.template:
        return to_say('The bot lacks "Manage Roles", or the role stands above the bot\'s own.')
    if "/channels" in request.template:
        return to_say(
            'The bot lacks "Manage Channels" here, or "Manage Roles" where the change says who '
            "may do what."
        )
    return EXPLANATIONS[_LACKS_PERMISSION].what


def _details(request: Request, status: int, code: int, body: dict[str, Any]) -> str:
    """What to search for and to report: Discord's own code and words, cut to a sane length."""
    told = body.get("message")
    text = f" {told[:_LONGEST_TEXT]}" if isinstance(told, str) else ""
    return f"(Discord: {status}, code {code},{text} for {request.route})"


def _not_discords(status: int) -> DiscordUnavailable:
    if status < 400 or status in _NOT_THERE:
        return DiscordUnavailable(
            say("The address of Discord's API leads somewhere else ({status}).", status=status),
            remedy=say(
                "Check the address in the settings; it looks like https://discord.com/api/v10."
            ),
        )
    return DiscordUnavailable(
        say(
            "The proxy in front of Discord turned this machine away ({status}), not Discord "
            "itself.",
            status=status,
        ),
        remedy=say(
            "Wait an hour. If it goes on, the machine's address is blocked: use another one."
        ),
    )
