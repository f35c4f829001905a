from app.sandbox.limits.windows import Allowance, SlidingWindow, Window


def test_a_window_opens_with_its_first_request_and_gives_all_back_at_its_end() -> None:
    window = Window(Allowance(2, 10.0))

    taken = [window.take(100.0), window.take(105.0), window.take(109.9), window.take(110.0)]

    assert taken == [True, True, False, True]
    assert window.resets_at == 120.0
    assert window.remaining == 1


def test_what_is_given_back_can_be_spent_again() -> None:
    window = Window(Allowance(1, 10.0))
    window.take(0.0)

    window.give_back()

    assert window.take(1.0)
    assert not window.take(1.0)


def test_a_sliding_window_counts_any_span_not_a_grid() -> None:
    window = SlidingWindow(1.0)

    counts = [window.add(moment) for moment in (0.5, 0.9, 1.4, 1.5, 2.5)]

    assert counts == [1, 2, 3, 3, 1]


def test_room_comes_when_the_oldest_that_stands_in_the_way_leaves() -> None:
    window = SlidingWindow(1.0)
    for moment in (0.0, 0.2, 0.4):
        window.add(moment)

    assert window.room_at(3) == 1.0
    assert window.room_at(2) == 1.2
    assert window.room_at(4) == float("-inf")
