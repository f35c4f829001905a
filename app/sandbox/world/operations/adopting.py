"""Changes happen on a copy, which is taken over only when every check has passed."""

from dataclasses import fields

from app.sandbox.world.channels import Channel
from app.sandbox.world.guild import Guild
from app.sandbox.world.members import Member
from app.sandbox.world.messages import Message
from app.sandbox.world.roles import Role


def adopt[T: (Role, Channel, Guild, Member, Message)](kept: T, wanted: T) -> None:
    """Makes `kept` equal to `wanted`, field by field, so that whoever holds it sees the change."""
    for each in fields(kept):
        setattr(kept, each.name, getattr(wanted, each.name))
