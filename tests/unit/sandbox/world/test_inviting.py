"""The rule about who may add a bot, whichever page asks."""

import pytest

from app.sandbox.clock import DrivenClock
from app.sandbox.seed.building import add_application, add_guild, add_member, add_role, add_user
from app.sandbox.world.actor import Actor
from app.sandbox.world.operations.inviting import invite_bot
from app.sandbox.world.permissions import ALL_PERMISSIONS, Permission
from app.sandbox.world.refusals import Refusal
from app.sandbox.world.world import World

EVERYTHING_ELSE = ALL_PERMISSIONS & ~int(Permission.MANAGE_GUILD | Permission.ADMINISTRATOR)


def test_a_bot_is_added_by_those_only_who_manage_the_server() -> None:
    world = World(DrivenClock())
    owner, ada = add_user(world, "olive"), add_user(world, "ada")
    application = add_application(world, "Wright", owner.id)
    guild = add_guild(world, "Guild", owner.id)
    role = add_role(world, guild, "Nearly", EVERYTHING_ELSE)
    add_member(world, guild, ada.id, roles=[role.id])

    with pytest.raises(Refusal) as refused:
        invite_bot(world, guild, Actor(ada.id, bot=False), application, 8)

    assert (refused.value.status, refused.value.code) == (403, 50013)
    assert application.id not in guild.members
    assert len(guild.roles) == 2
