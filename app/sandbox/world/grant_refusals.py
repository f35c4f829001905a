"""How the token endpoint says no: RFC 6749's body, not that of the rest of the API."""


class GrantRefused(Exception):
    """`error` is one of RFC 6749's words, `description` a sentence for the client's developer."""

    def __init__(self, error: str, description: str | None = None, status: int = 400) -> None:
        super().__init__(f"{status} {error}: {description}")
        self.status = status
        self.error = error
        self.description = description

    def body(self) -> dict[str, str]:
        found = {"error": self.error}
        if self.description is not None:
            found["error_description"] = self.description
        return found


def invalid_client() -> GrantRefused:
    return GrantRefused("invalid_client", status=401)


def invalid_grant(field: str) -> GrantRefused:
    return GrantRefused("invalid_grant", f'Invalid "{field}" in request.')


def missing_field(field: str) -> GrantRefused:
    return GrantRefused("invalid_request", f'Missing "{field}" in request.')


def unsupported_grant_type(asked: str | None) -> GrantRefused:
    return GrantRefused("unsupported_grant_type", f"Grant type {asked} is not supported")
