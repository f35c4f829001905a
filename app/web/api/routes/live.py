"""A server as Discord has it now, in the shape of a design, with what cannot be designed."""

from app.shared.application.rendering.coverage_json import coverage_json
from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.structure.bindings import Bindings, Kind
from app.shared.domain.structure.identifiers import EVERYONE, Key
from app.shared.domain.structure.rekeying import keyed_by_bindings
from app.shared.domain.structure.snapshot import Snapshot
from app.web.api.authorising import Viewer
from app.web.api.route import ApiRouter
from app.web.api.schemas.guilds import Live
from app.web.dependencies import ContainerDep

router = ApiRouter("/guilds/{guild_id}", tags=["Servers"])


@router.get("/live", summary="Read the server as it is now.", response_model=Live)
async def get_live(viewer: Viewer, container: ContainerDep) -> object:
    """With the design's keys where things are bound, so that the two can be laid side by side;
    what is bound to nothing has Discord's id as its key. Nothing is kept."""
    async with container.begin()() as uow:
        bindings = await uow.bindings.of(viewer.guild_id)
    snapshot = await container.gateway().observe(viewer.guild_id, bindings.channel_ids)
    structure = keyed_by_bindings(snapshot.structure, bindings)
    return {
        "design": await container.documents().design_of(Blueprint(structure=structure)),
        "facts": _facts(snapshot, bindings),
        "taken_at": snapshot.taken_at,
        "emojis": [{"id": str(one), "name": name} for one, name in snapshot.emojis.items()],
        "features": sorted(snapshot.features),
        "premium_tier": snapshot.premium_tier,
        "member_count": snapshot.member_count,
        "coverage": coverage_json(snapshot.coverage),
    }


def _facts(snapshot: Snapshot, bindings: Bindings) -> dict[str, object]:
    top = next(
        (role.key for role in snapshot.structure.roles if role.key in snapshot.bot.roles), None
    )
    return {
        "roles": {
            _bound(key, bindings): {
                "id": str(snapshot.guild_id) if key == EVERYONE else key,
                "managed": facts.managed,
                "position": facts.position,
                "members": facts.members,
                "bot": None if facts.bot_id is None else str(facts.bot_id),
            }
            for key, facts in snapshot.role_facts.items()
        },
        "bot_top_role": None if top is None else _bound(top, bindings),
        "owner_id": str(snapshot.owner_id),
    }


def _bound(key: Key, bindings: Bindings) -> Key:
    if key == EVERYONE or not key.isdecimal():
        return key
    return bindings.key_of(Kind.ROLE, int(key)) or key
