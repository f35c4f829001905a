"""Decides which page comes next, and carries out what was decided."""

from fastapi.responses import RedirectResponse, Response

from app.sandbox.consent.asked import Asked
from app.sandbox.consent.decision import Decision, Verb
from app.sandbox.consent.invitation import Invitation, invitation_for
from app.sandbox.consent.page import (
    invite_page,
    message_page,
    refusal_page,
    sign_in_page,
    who_page,
)
from app.sandbox.viewer.people import Person, people
from app.sandbox.world.actor import Actor
from app.sandbox.world.authorizations import Consent
from app.sandbox.world.operations.authorizing import has_authorized, issue_code
from app.sandbox.world.operations.inviting import invite_bot
from app.sandbox.world.refusals import Refusal
from app.sandbox.world.world import World

_DENIED = {
    "error": "access_denied",
    "error_description": "The resource owner or authorization server denied the request",
}


class ConsentDesk:
    def __init__(self, world: World) -> None:
        self._world = world

    def ask(self, asked: Asked, known: Person | None) -> Response:
        """`known` is whom the browser last was: a choice that has been made, and can be changed."""
        if known is not None and asked.may_skip and not asked.adds_bot:
            consent = Consent(asked.application.id, known.id, asked.scopes)
            if has_authorized(self._world, consent):
                return self._sent_back(asked, known, {})
        if not asked.adds_bot:
            return sign_in_page(asked, people(self._world), known)
        if known is None:
            return who_page(asked, people(self._world), None)
        return self._second_step(asked, known)

    def decide(self, asked: Asked, decision: Decision, person: Person | None) -> Response:
        if decision.verb is Verb.CANCEL:
            return self._cancelled(asked)
        if person is None:
            return refusal_page("Nobody has that name", "Go back and choose who you are.")
        if not asked.adds_bot:
            return self._sent_back(asked, person, {})
        match decision.verb:
            case Verb.SWITCH:
                return who_page(asked, people(self._world), person)
            case Verb.CONTINUE:
                return self._second_step(asked, person)
            case _:
                return self._invite(asked, decision, person)

    def _second_step(self, asked: Asked, person: Person) -> Response:
        return invite_page(asked, person, invitation_for(self._world, asked, person.id))

    def _cancelled(self, asked: Asked) -> Response:
        if asked.redirect_uri is None:
            return message_page("Nothing was added", "You can close this page.")
        return RedirectResponse(asked.answer(dict(_DENIED)), 302)

    def _invite(self, asked: Asked, decision: Decision, person: Person) -> Response:
        invitation = invitation_for(self._world, asked, person.id)
        guild_id = _chosen_guild(invitation, decision)
        if guild_id is None:
            title = f"{person.name} cannot add {asked.application.name} to that server"
            return refusal_page(title, "It takes the permission Manage Server there.")
        guild = self._world.guild(guild_id)
        ticked = asked.permissions if decision.permissions is None else decision.permissions
        permissions = ticked & asked.permissions
        try:
            actor = Actor(person.id, bot=False)
            invite_bot(self._world, guild, actor, asked.application, permissions)
        except Refusal as refusal:
            return refusal_page(refusal.message, "Nothing was added. Go back and choose again.")
        if asked.redirect_uri is None:
            name = asked.application.name
            words = f"{name} is in {guild.name} now. You can close this page."
            return message_page("Authorised", words)
        told = {"guild_id": str(guild.id), "permissions": str(permissions)}
        return self._sent_back(asked, person, told)

    def _sent_back(self, asked: Asked, person: Person, told: dict[str, str]) -> Response:
        consent = Consent(asked.application.id, person.id, asked.scopes)
        uri = asked.redirect_uri or ""
        code = issue_code(self._world, consent, uri, asked.challenge)
        return RedirectResponse(asked.answer({"code": code.text, **told}), 302)


def _chosen_guild(invitation: Invitation, decision: Decision) -> int | None:
    """The fixed one whatever the form says; else one of those that were offered."""
    if invitation.is_fixed:
        fixed = invitation.fixed
        return fixed.id if fixed is not None and decision.guild in (None, fixed.id) else None
    wanted = invitation.preselected if decision.guild is None else decision.guild
    return wanted if wanted in {guild.id for guild in invitation.guilds} else None
