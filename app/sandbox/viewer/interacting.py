"""What became of an interaction, and the modal that it may have opened."""

from typing import Annotated, Any

from fastapi import APIRouter, Body

from app.sandbox.viewer.hands import snowflake
from app.sandbox.viewer.interaction_view import fails_at, interaction_view, state_of
from app.sandbox.viewer.waiting import until
from app.sandbox.world.interactions import Interaction
from app.sandbox.world.operations.interacting.modals import close_modal, submit_modal
from app.sandbox.world.refusals import unknown_interaction
from app.sandbox.world.world import World

type Form = Annotated[dict[str, Any], Body()]

_UNSETTLED = ("waiting", "loading")


def interaction_routes(world: World) -> APIRouter:
    routes = APIRouter(prefix="/sandbox/interactions/{interaction_id}")

    @routes.get("")
    async def show(interaction_id: str, wait: float = 0.0, follow_ups: int = 0) -> dict[str, Any]:
        """With `wait`, once it is settled and has that many follow-ups, or time is up."""
        interaction = _called(world, interaction_id)

        def is_settled() -> bool:
            state = state_of(world, interaction)
            if state == "failed":
                return True
            return state not in _UNSETTLED and len(interaction.follow_ups) >= follow_ups

        if wait > 0:
            await until(world, is_settled, wait, fails_at(interaction))
        return interaction_view(world, interaction)

    @routes.post("/modal", status_code=201)
    async def submit(interaction_id: str, form: Form) -> dict[str, Any]:
        """`values` by custom id. Answers the interaction that the submission is."""
        interaction = _called(world, interaction_id)
        values = form.get("values") or {}
        submitted = submit_modal(world, interaction.user_id, interaction.id, values)
        return interaction_view(world, submitted)

    @routes.delete("/modal", status_code=204)
    async def close(interaction_id: str) -> None:
        interaction = _called(world, interaction_id)
        close_modal(world, interaction.user_id, interaction.id)

    return routes


def _called(world: World, text: str) -> Interaction:
    found = world.interactions.by_id.get(snowflake(text))
    if found is None:
        raise unknown_interaction()
    return found
