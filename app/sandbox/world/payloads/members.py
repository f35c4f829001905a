"""Members as JSON."""

from typing import Any

from app.sandbox.world.members import Member
from app.sandbox.world.payloads.times import iso, iso_or_none
from app.sandbox.world.payloads.users import user_payload
from app.sandbox.world.users import User


def member_payload(member: Member, user: User) -> dict[str, Any]:
    return {
        "user": user_payload(user),
        "nick": member.nick,
        "avatar": member.avatar,
        "banner": member.banner,
        "roles": [str(role_id) for role_id in member.roles],
        "joined_at": iso(member.joined_at),
        "premium_since": iso_or_none(member.premium_since),
        "communication_disabled_until": iso_or_none(member.timed_out_until),
        "deaf": member.deaf,
        "mute": member.mute,
        "pending": member.pending,
        "flags": member.flags,
    }
