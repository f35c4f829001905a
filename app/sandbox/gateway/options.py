"""The numbers of the gateway that Discord documents, or keeps to itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GatewayOptions:
    """Defaults are Discord's where it names them.

    `resume_window` and `replay_limit` are not documented ("a few minutes"): assumptions.
    `guilds_per_shard` None switches the demand for sharding off.
    `audit_permissions_as_integers`: over the gateway Discord sends the permission values in
    audit log changes as JSON numbers, where REST sends text.
    """

    heartbeat_interval: float = 41.25
    missed_heartbeat_grace: float = 10.0
    resume_window: float = 300.0
    replay_limit: int = 1000
    sends_per_minute: int = 120
    identifies_per_day: int = 1000
    max_concurrency: int = 1
    identify_interval: float = 5.0
    guilds_per_shard: int | None = 2500
    full_member_request_interval: float = 30.0
    audit_permissions_as_integers: bool = True
