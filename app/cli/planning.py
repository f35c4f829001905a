"""Makes plans from the command line's words, and shows them."""

from pathlib import Path

from app.cli.files import read_document
from app.cli.terminal import say, show, show_json
from app.shared.application.blueprints.save_version import SaveVersionCommand
from app.shared.application.planning.plan_guild import PlanGuildCommand
from app.shared.application.ports.unit_of_work import StoredPlan
from app.shared.application.rendering.plan_json import plan_json
from app.shared.application.rendering.plan_markdown import plan_markdown
from app.shared.application.rendering.plan_view import plan_lines
from app.shared.domain.errors import Invalid
from app.shared.domain.planning.plan import Plan
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.infrastructure.container import Container


class UserUnclear(Invalid):
    code = "user_unclear"


def user_id(text: str | None) -> UserId | None:
    if text is None:
        return None
    if not text.isdecimal() or int(text) >= 1 << 63:
        raise UserUnclear(
            f'"{text}" is no user id.',
            remedy="In Discord: Settings → Advanced → Developer Mode, then right-click the member "
            "and choose Copy User ID.",
        )
    return UserId(int(text))


def actor(user: UserId | None) -> str:
    return "operator" if user is None else f"user:{user}"


async def plan_document(
    container: Container,
    guild_id: GuildId,
    path: Path,
    *,
    requester: UserId | None = None,
    selected: list[str] | None = None,
    message: str = "",
) -> StoredPlan:
    """Save the document as a version (if it is another one than the last) and plan it."""
    document = read_document(path)
    version = await container.save_version()(
        SaveVersionCommand(
            guild_id=guild_id,
            blueprint=document.blueprint,
            text=document.text,
            message=message,
            actor=actor(requester),
        )
    )
    return await container.plan_guild()(
        PlanGuildCommand(
            guild_id=guild_id,
            version=version.number,
            requester=requester,
            selected=frozenset(selected) if selected else None,
            actor=actor(requester),
        )
    )


def show_plan(plan: Plan, *, as_json: bool = False, markdown: bool = False) -> None:
    if as_json:
        show_json(plan_json(plan))
    elif markdown:
        print(plan_markdown(plan), end="")
    else:
        show(plan_lines(plan))


def say_next(plan: Plan) -> None:
    """What to do with the plan now."""
    if plan.blocked:
        say("The plan cannot be applied until what blocks it is mended.", "bold #f2777a")
    elif not plan.is_empty:
        say(f"To apply it: guildwright apply --plan {plan.hash[:12]}", "dim")
