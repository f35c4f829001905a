"""Where things stand in a list of which only a part is designed.

Listed things that stay are permuted among the places they already hold; everything else keeps
its place. Newcomers stand right after the thing that the design lists before them.
"""

from collections.abc import Collection, Sequence

from app.shared.domain.structure.identifiers import Key


def placed(
    standing: Sequence[Key],
    listed: Sequence[Key],
    newcomers: Collection[Key],
    fixed: Collection[Key] = (),
) -> list[Key]:
    """The wanted order.

    `standing` is the live order of what stays, `listed` the designed order of what is designed
    (newcomers included), `newcomers` what is not yet in the list: those that are not listed come
    last. `fixed` things keep their place although they are listed.
    """
    movable = set(listed) & set(standing) - set(fixed)
    designed = [key for key in listed if key in movable]
    refill = iter(designed)
    order = [next(refill) if key in movable else key for key in standing]
    leading, following = _runs(listed, set(newcomers), movable)
    result: list[Key] = []
    for key in order:
        if designed and key == designed[0]:
            result += leading
        result.append(key)
        result += following.get(key, ())
    if not designed:
        result += leading
    in_design = set(listed)
    return result + [key for key in newcomers if key not in in_design]


def _runs(
    listed: Sequence[Key], newcomers: set[Key], anchors: set[Key]
) -> tuple[list[Key], dict[Key, list[Key]]]:
    """Newcomers before the first anchor, and newcomers by the anchor they follow."""
    leading: list[Key] = []
    following: dict[Key, list[Key]] = {}
    run = leading
    for key in listed:
        if key in anchors:
            run = following.setdefault(key, [])
        elif key in newcomers:
            run.append(key)
    return leading, following
