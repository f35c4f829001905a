"""What a template has that no blueprint can take over."""

from app.shared.domain.language.listing import in_a_row
from app.shared.domain.language.saying import say
from app.shared.domain.permissions.bits import BY_NAME
from app.shared.domain.planning.findings import Finding, Severity

_SPLIT = {
    "MANAGE_MESSAGES": "PIN_MESSAGES",
    "MANAGE_GUILD_EXPRESSIONS": "CREATE_GUILD_EXPRESSIONS",
    "MANAGE_EVENTS": "CREATE_EVENTS",
}
"""Since 23 February 2026 the first no longer brings the second along (Discord's change log)."""


class Losses:
    def __init__(self) -> None:
        self._found: dict[str, Finding] = {}
        self._granted = 0

    def add(self, code: str, what: str, remedy: str) -> None:
        """The same sentence is told once."""
        finding = Finding(code=code, severity=Severity.INFORMS, what=what, remedy=remedy)
        self._found.setdefault(what, finding)

    def saw_granted(self, bits: int) -> None:
        """Remember what the template allows somebody."""
        self._granted |= bits

    def findings(self) -> tuple[Finding, ...]:
        old = [
            say("{new} ({before} brought it along)", new=new.lower(), before=before.lower())
            for before, new in _SPLIT.items()
            if self._granted & BY_NAME[before].value and not self._granted & BY_NAME[new].value
        ]
        if old:
            self.add(
                "template_permissions_split",
                say(
                    "The template is older than some permissions: nobody gets {permissions}.",
                    permissions=in_a_row(old),
                ),
                say("Add them to the roles that should have them."),
            )
        return tuple(self._found.values())
