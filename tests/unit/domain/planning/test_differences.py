from app.shared.domain.planning.channel_differences import DifferencesOnce, differing_targets
from tests.unit.domain.planning.cases import access


def test_what_is_remembered_is_what_is_found_anew() -> None:
    differing = DifferencesOnce()
    before, after = access(a=(1, 0), b=(2, 0), c=(4, 0)), access(a=(1, 0), b=(2, 2), d=(8, 0))

    first, again, back = (
        differing(before, after),
        differing(before, after),
        differing(after, before),
    )

    assert first == {"role:b", "role:c", "role:d"} == back
    assert again is first


def test_overwrites_that_are_gone_are_not_mistaken_for_others_in_their_place() -> None:
    differing = DifferencesOnce()
    nothing = access()

    for n in range(50):
        one = access(**{f"role-{n}": (1, 0)})
        assert differing(nothing, one) == differing_targets(nothing, one)
        del one
