"""What somebody is in a guild, in a word."""

import pytest

from app.sandbox.clock import DrivenClock
from app.sandbox.seed.building import add_guild, add_member, add_role, add_user
from app.sandbox.world.permissions import Permission
from app.sandbox.world.standing import Standing, standing_in
from app.sandbox.world.world import World


@pytest.mark.parametrize(
    ("permissions", "standing"),
    [
        (Permission.ADMINISTRATOR, Standing.ADMINISTRATOR),
        (Permission.MANAGE_GUILD | Permission.KICK_MEMBERS, Standing.MANAGER),
        (Permission.KICK_MEMBERS, Standing.MODERATOR),
        (Permission.MANAGE_MESSAGES, Standing.MODERATOR),
        (Permission.MANAGE_WEBHOOKS, Standing.MEMBER),
        (0, Standing.MEMBER),
    ],
)
def test_it_follows_from_the_permissions(permissions: int, standing: Standing) -> None:
    world = World(DrivenClock())
    guild = add_guild(world, "Guild", add_user(world, "olive").id)
    role = add_role(world, guild, "Role", permissions)
    ada = add_user(world, "ada")
    add_member(world, guild, ada.id, roles=[role.id])

    assert standing_in(guild, ada.id, world.now()) is standing


def test_owners_are_owners_and_who_is_not_there_is_nobody() -> None:
    world = World(DrivenClock())
    owner, stranger = add_user(world, "olive"), add_user(world, "ada")
    guild = add_guild(world, "Guild", owner.id)

    assert standing_in(guild, owner.id, world.now()) is Standing.OWNER
    assert standing_in(guild, stranger.id, world.now()) is Standing.NOBODY
