"""Who may use which route: the least that it takes. A route that does not stand here fails."""

from app.shared.domain.access.rights import Right

EVERYBODY = "everybody"
SIGNED_IN = "whoever is signed in, programs with a token too"
BROWSER = "whoever is signed in with a browser"
OPERATOR = "the operator, with a browser; to others it does not exist"
INVITER = "who may invite the bot there; to others it does not exist"
OWN_GRANT = "people who may look at the server; a program that manages access"
INVITER_OR_VIEW = "who may invite the bot there, and who may look at the server"

VIEW = (Right.VIEW,)
DESIGN = (Right.DESIGN,)
APPLY = (Right.APPLY,)
APPROVE = (Right.APPROVE,)
ROLLBACK = (Right.ROLLBACK,)
MANAGE_ACCESS = (Right.MANAGE_ACCESS,)
DESIGN_OR_APPLY = (Right.DESIGN, Right.APPLY)
APPLY_OR_ROLLBACK = (Right.APPLY, Right.ROLLBACK)
ANY_PLANNING = (Right.DESIGN, Right.APPLY, Right.ROLLBACK)

G = "/api/v1/guilds/{guild_id}"

NEEDS: dict[str, str | tuple[Right, ...]] = {
    # Pages
    "GET /healthz": EVERYBODY,
    "GET /readyz": EVERYBODY,
    "GET /": EVERYBODY,
    "GET /sign-in": EVERYBODY,
    "GET /auth/callback": EVERYBODY,
    "GET /first-run": EVERYBODY,
    "POST /csp-report": EVERYBODY,
    "POST /sign-out": BROWSER,
    "GET /servers": BROWSER,
    "GET /sessions": BROWSER,
    "GET /tokens": BROWSER,
    "GET /system": OPERATOR,
    "GET /g/{guild_id}/welcome": INVITER,
    "GET /invite/{guild_id}": INVITER,
    "GET /g/{guild_id}": VIEW,
    "GET /g/{guild_id}/designer": VIEW,
    "GET /g/{guild_id}/plans": VIEW,
    "GET /g/{guild_id}/plans/{hash}": VIEW,
    "GET /g/{guild_id}/runs": VIEW,
    "GET /g/{guild_id}/runs/{run_id}": VIEW,
    "GET /g/{guild_id}/drift": VIEW,
    "GET /g/{guild_id}/history": VIEW,
    "GET /g/{guild_id}/permissions": VIEW,
    "GET /g/{guild_id}/access": VIEW,
    "GET /g/{guild_id}/activity": VIEW,
    # You
    "GET /api/v1/me": SIGNED_IN,
    "GET /api/v1/me/sessions": BROWSER,
    "DELETE /api/v1/me/sessions/{handle}": BROWSER,
    "GET /api/v1/tokens": BROWSER,
    "POST /api/v1/tokens": BROWSER,
    "DELETE /api/v1/tokens/{token_id}": BROWSER,
    # The installation
    "GET /api/v1/status": SIGNED_IN,
    "GET /api/v1/permissions-registry": SIGNED_IN,
    "GET /api/v1/examples": SIGNED_IN,
    "GET /api/v1/examples/{name}": SIGNED_IN,
    "GET /api/v1/system": OPERATOR,
    "GET /api/v1/system/doctor": OPERATOR,
    "GET /api/v1/system/errors/{reference}": OPERATOR,
    "GET /api/v1/system/log": OPERATOR,
    "GET /api/v1/system/guilds": OPERATOR,
    "PUT /api/v1/system/guilds/{guild_id}/admission": OPERATOR,
    # Servers
    "GET /api/v1/guilds": SIGNED_IN,
    f"GET {G}": VIEW,
    f"GET {G}/waiting": INVITER_OR_VIEW,
    f"GET {G}/live": VIEW,
    f"GET {G}/members": VIEW,
    f"POST {G}/permissions/explain": VIEW,
    # Designs
    f"POST {G}/import": DESIGN,
    f"GET {G}/design": VIEW,
    f"PUT {G}/design": DESIGN,
    f"POST {G}/design/check": VIEW,
    f"POST {G}/design/merge": DESIGN,
    f"GET {G}/design/editors": VIEW,
    f"PUT {G}/design/editors": DESIGN,
    f"GET {G}/versions": VIEW,
    f"GET {G}/versions/{{version}}": VIEW,
    f"GET {G}/versions/{{before}}/compare/{{after}}": VIEW,
    f"POST {G}/versions/{{version}}/restore": DESIGN,
    # Drift
    f"GET {G}/drift": VIEW,
    f"POST {G}/drift/adopt": DESIGN,
    f"POST {G}/drift/revert": DESIGN_OR_APPLY,
    f"GET {G}/drift/settings": VIEW,
    f"PUT {G}/drift/settings": DESIGN,
    f"POST {G}/drift/settings/go-on": APPLY,
    f"POST {G}/drift/ignore": DESIGN,
    f"GET {G}/drift/records": VIEW,
    # Plans
    f"GET {G}/plans": VIEW,
    f"POST {G}/plans": DESIGN_OR_APPLY,
    f"GET {G}/plans/{{hash}}": VIEW,
    f"GET {G}/plans/{{hash}}/changed": VIEW,
    f"POST {G}/plans/{{hash}}/choose": ANY_PLANNING,
    f"POST {G}/plans/{{hash}}/refresh": ANY_PLANNING,
    f"GET {G}/plans/{{hash}}/reviews": VIEW,
    f"POST {G}/plans/{{hash}}/reviews": APPROVE,
    f"POST {G}/plans/{{hash}}/apply": APPLY_OR_ROLLBACK,
    # Runs
    f"GET {G}/runs": VIEW,
    f"GET {G}/runs/{{run_id}}": VIEW,
    f"GET {G}/runs/{{run_id}}/events": VIEW,
    f"POST {G}/runs/{{run_id}}/pause": APPLY_OR_ROLLBACK,
    f"POST {G}/runs/{{run_id}}/resume": APPLY_OR_ROLLBACK,
    f"POST {G}/runs/{{run_id}}/cancel": APPLY_OR_ROLLBACK,
    f"POST {G}/runs/{{run_id}}/rollback": ROLLBACK,
    # History
    f"GET {G}/history": VIEW,
    f"GET {G}/history/export": VIEW,
    f"GET {G}/trail": VIEW,
    # Access
    f"GET {G}/access": VIEW,
    f"GET {G}/access/why": VIEW,
    f"POST {G}/grants": MANAGE_ACCESS,
    f"DELETE {G}/grants/{{grant_id}}": OWN_GRANT,
    f"PUT {G}/policy": MANAGE_ACCESS,
}
