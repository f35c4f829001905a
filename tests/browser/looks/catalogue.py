"""Every page in every state that looks different."""

from tests.browser.looks import acting
from tests.browser.looks.look import DRIFTER, HELPER, VISITOR, Look

GUILD = "/g/{guild_id}"
NOT_FOUND = frozenset({404})
FAILED = frozenset({503})
FILLED = (
    GUILD,
    f"{GUILD}/drift",
    f"{GUILD}/designer",
    f"{GUILD}/plans",
    f"{GUILD}/runs",
    f"{GUILD}/history",
    f"{GUILD}/permissions",
    f"{GUILD}/access",
    f"{GUILD}/activity",
)

UNREADY = (Look("/first-run", "no-client", who=VISITOR),)
"""Where nobody can sign in yet."""

FRESH = (
    Look("/", "visitor", who=VISITOR),
    Look("/", "signed-in"),
    Look("/auth/callback", "unknown", who=VISITOR, statuses=frozenset({400})),
    Look("/servers", "full"),
    Look("/servers", "none", who=DRIFTER),
    Look("/tokens", "none"),
    Look(f"{GUILD}/welcome", "waiting", path="/g/{invited}/welcome"),
    Look(GUILD, "new"),
    Look(f"{GUILD}/designer", "none"),
    *(Look(f"{GUILD}/{page}", "none") for page in ("plans", "runs", "history", "activity")),
    Look(f"{GUILD}/access", "none"),
    Look(GUILD, "lost", path="/g/1", statuses=NOT_FOUND, loads=False),
)
"""A guild that the bot is in and nobody has begun to design."""

LIVED_IN = (
    *(Look(page, "full") for page in FILLED),
    *(Look(page, "loading", before=acting.never_answered, loads=False) for page in FILLED),
    *(Look(page, "failed", before=acting.failing, statuses=FAILED) for page in FILLED),
    Look(GUILD, "picker", after=acting.press("Copper Guild", then="All servers")),
    Look(GUILD, "you", after=acting.press("Menu of Marten", then="Your sessions")),
    Look(GUILD, "looking-only", who=HELPER),
    Look(f"{GUILD}/designer", "channel", after=acting.choose("rules")),
    Look(f"{GUILD}/designer", "roles", after=acting.section("Roles", then="Moderator")),
    Look(f"{GUILD}/designer", "server", after=acting.section("Server", then="Verification")),
    Look(
        f"{GUILD}/designer",
        "onboarding",
        after=acting.section("Onboarding", then="Everybody has these."),
    ),
    Look(f"{GUILD}/designer", "yaml", after=acting.yaml),
    Look(f"{GUILD}/designer", "versions", after=acting.press("Versions", then="As it is")),
    Look(f"{GUILD}/designer", "edited", after=acting.edited),
    Look(f"{GUILD}/designer", "saving", after=acting.about_to_save),
    Look(f"{GUILD}/designer", "looking-only", who=HELPER),
    Look(f"{GUILD}/plans/{{hash}}", "full", path=f"{GUILD}/plans/{{open}}"),
    Look(f"{GUILD}/plans/{{hash}}", "allowed", f"{GUILD}/plans/{{open}}", after=acting.allowed),
    Look(f"{GUILD}/plans/{{hash}}", "stale", path=f"{GUILD}/plans/{{stale}}"),
    Look(f"{GUILD}/plans/{{hash}}", "run", path=f"{GUILD}/plans/{{run_plan}}"),
    Look(f"{GUILD}/plans/{{hash}}", "looking-only", f"{GUILD}/plans/{{open}}", who=HELPER),
    Look(f"{GUILD}/runs/{{run_id}}", "done", path=f"{GUILD}/runs/{{done}}"),
    Look(f"{GUILD}/runs/{{run_id}}", "failed", path=f"{GUILD}/runs/{{failed}}"),
    Look(f"{GUILD}/runs/{{run_id}}", "waiting", path=f"{GUILD}/runs/{{waiting}}"),
    Look(f"{GUILD}/permissions", "explained", after=acting.cell_explained),
    Look(f"{GUILD}/welcome", "arrived"),
    Look("/tokens", "full"),
    Look("/sessions", "full"),
    Look("/system", "full"),
)
"""A guild with versions, plans, runs, drift, grants."""

ALL = (*UNREADY, *FRESH, *LIVED_IN)
REDIRECTS = {"/sign-in", "/invite/{guild_id}"}
"""Addresses that only lead on."""
