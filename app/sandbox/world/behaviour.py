"""Switches where Discord's behaviour depends on the date, or where its sources do not agree."""

from dataclasses import dataclass


@dataclass(slots=True)
class Behaviour:
    """`hide_unseen_channels`: the rule of 16 November 2026; off is how it was before.

    `category_sync`: a change of a category's overwrites reaches the children that had the same.
    The documentation says so; a Discord engineer said that the API knows nothing of it.

    `community_only_types`: stage, forum and media channels need COMMUNITY. An assumption: support
    articles say so, the API documentation says it of stages only.

    `community_grants_news`: enabling COMMUNITY adds NEWS. An assumption.

    `community_needs_safety`: a community verifies members at least by e-mail and filters
    everybody's media. Support articles say so, the API documentation does not.

    `new_roles_shift_others`: a new role takes position 1 and all others move up by one. An
    assumption: it is only known that new roles land at 1, and that ties occur.

    `require_user_agent`: requests without one are blocked.
    """

    hide_unseen_channels: bool = True
    category_sync: bool = True
    community_only_types: bool = True
    community_grants_news: bool = True
    community_needs_safety: bool = True
    new_roles_shift_others: bool = True
    require_user_agent: bool = True
