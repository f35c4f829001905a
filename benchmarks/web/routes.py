"""The ten routes that a working day asks most, by name, and one more."""

from app.shared.domain.runs.run import RunId
from app.shared.domain.structure.identifiers import GuildId

WITHOUT_SQL = frozenset({"who is signed in"})
"""Shown beside the others and held to no ratio: with no SQL to share, the bare route does nothing,
while ours still finds out who asks. No page of ours asks it."""


PROCESSOR_TIME = "/processor-time"
"""Where the process that serves tells how much it has taken, beside the bare routes."""


def routes(guild: GuildId, plan_hash: str, run: RunId) -> dict[str, str]:
    """Those that ask Discord anew for each answer are left out: they are as fast as Discord is."""
    api = f"/api/v1/guilds/{guild}"
    return {
        "who is signed in": "/api/v1/me",
        "the design": f"{api}/design",
        "versions": f"{api}/versions",
        "plans": f"{api}/plans",
        "one plan": f"{api}/plans/{plan_hash}",
        "runs": f"{api}/runs",
        "one run": f"{api}/runs/{run}",
        "history": f"{api}/history",
        "page of the plans": f"/g/{guild}/plans",
        "page of a run": f"/g/{guild}/runs/{run}",
        "page of the designer": f"/g/{guild}/designer",
    }
