"""Other servers around the one with the bot: people there have all kinds of rights."""

from app.sandbox.seed.building import add_channel, add_guild, add_member, add_role, add_user
from app.sandbox.world.guild import Guild
from app.sandbox.world.permissions import Permission
from app.sandbox.world.users import User
from app.sandbox.world.world import World

BOTLESS = "Tin Row"
ELSEWHERE = "Lead Harbour"
LONER = "drifter"


def add_neighbours(world: World, owner: User, staff: User) -> None:
    """Two servers without the bot, and a user in no server at all.

    `owner` owns the first, where `staff` is an administrator and somebody else manages the server;
    in the second the owner is a plain member.
    """
    heron = add_user(world, "heron", global_name="Heron")
    _add_botless(world, owner, staff, heron)
    _add_elsewhere(world, owner, heron)
    add_user(world, LONER, global_name="Drifter")


def _add_botless(world: World, owner: User, staff: User, manager: User) -> Guild:
    guild = add_guild(world, BOTLESS, owner.id)
    manages = add_role(world, guild, "Keeper", Permission.MANAGE_GUILD, hoist=True)
    everything = add_role(world, guild, "Foreman", Permission.ADMINISTRATOR, hoist=True)
    add_member(world, guild, staff.id, roles=[everything.id])
    add_member(world, guild, manager.id, roles=[manages.id])
    add_channel(world, guild, "general")
    add_channel(world, guild, "workbench")
    return guild


def _add_elsewhere(world: World, owner: User, harbourmaster: User) -> Guild:
    guild = add_guild(world, ELSEWHERE, harbourmaster.id)
    add_member(world, guild, owner.id)
    add_channel(world, guild, "general")
    return guild
