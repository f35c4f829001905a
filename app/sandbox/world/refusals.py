"""How Discord says no: an HTTP status, a JSON error code, and for forms a tree of errors."""

from collections.abc import Mapping


class Refusal(Exception):
    """Raised by every check in the world; each edge turns it into its own kind of answer.

    `errors` is Discord's nested tree: keys and indexes as text, leaves under "_errors".
    """

    def __init__(
        self, status: int, code: int, message: str, errors: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def body(self) -> dict[str, object]:
        """The JSON that Discord answers with."""
        found: dict[str, object] = {"message": self.message, "code": self.code}
        if self.errors is not None:
            found["errors"] = self.errors
        return found


def unauthorized() -> Refusal:
    return Refusal(401, 0, "401: Unauthorized")


def not_found() -> Refusal:
    return Refusal(404, 0, "404: Not Found")


def method_not_allowed() -> Refusal:
    return Refusal(405, 0, "405: Method Not Allowed")


def unknown_channel() -> Refusal:
    return Refusal(404, 10003, "Unknown Channel")


def unknown_guild() -> Refusal:
    return Refusal(404, 10004, "Unknown Guild")


def unknown_member() -> Refusal:
    return Refusal(404, 10007, "Unknown Member")


def unknown_message() -> Refusal:
    return Refusal(404, 10008, "Unknown Message")


def unknown_webhook() -> Refusal:
    return Refusal(404, 10015, "Unknown Webhook")


def unknown_interaction() -> Refusal:
    return Refusal(404, 10062, "Unknown interaction")


def unknown_command() -> Refusal:
    return Refusal(404, 10063, "Unknown application command")


def invalid_webhook_token() -> Refusal:
    return Refusal(401, 50027, "Invalid Webhook Token")


def unknown_overwrite() -> Refusal:
    return Refusal(404, 10009, "Unknown Permission Overwrite")


def unknown_role() -> Refusal:
    return Refusal(404, 10011, "Unknown Role")


def unknown_user() -> Refusal:
    return Refusal(404, 10013, "Unknown User")


def unknown_emoji() -> Refusal:
    return Refusal(404, 10014, "Unknown Emoji")


def unknown_template() -> Refusal:
    return Refusal(404, 10057, "Unknown Guild Template")


def unknown_welcome_screen() -> Refusal:
    return Refusal(404, 10069, "Unknown Guild Welcome Screen")


def unknown_automod_rule() -> Refusal:
    return Refusal(404, 10066, "Unknown Auto Moderation Rule")


def unknown_application() -> Refusal:
    return Refusal(404, 10002, "Unknown Application")


def missing_access() -> Refusal:
    return Refusal(403, 50001, "Missing Access")


def missing_permissions() -> Refusal:
    return Refusal(403, 50013, "Missing Permissions")


def wrong_channel_type() -> Refusal:
    return Refusal(400, 50024, "Cannot execute action on this channel type")


def invalid_role() -> Refusal:
    return Refusal(400, 50028, "Invalid Role")


def invalid_json() -> Refusal:
    return Refusal(400, 50109, "The request body contains invalid JSON.")


def maximum_reached(code: int, things: str, limit: int) -> Refusal:
    """One of the 30000s: there may be no more of these."""
    return Refusal(400, code, f"Maximum number of {things} reached ({limit})")


def leaf(code: str, message: str) -> dict[str, object]:
    """A node of the error tree that says what is wrong with one value."""
    return {"_errors": [{"code": code, "message": message}]}


def invalid_form(errors: Mapping[str, object]) -> Refusal:
    """50035, with the tree that says which values and why."""
    return Refusal(400, 50035, "Invalid Form Body", errors)


def invalid_field(path: str, code: str, message: str) -> Refusal:
    """50035 for one value. `path` is dotted: "available_tags.0.name"."""
    tree: dict[str, object] = leaf(code, message)
    for key in reversed(path.split(".")):
        tree = {key: tree}
    return invalid_form(tree)
