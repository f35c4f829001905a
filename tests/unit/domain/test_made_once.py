from app.shared.domain.made_once import MadeOnce


def test_a_value_is_made_when_it_is_first_asked_for_and_never_again() -> None:
    asked: list[int] = []

    def square(number: int) -> int:
        asked.append(number)
        return number * number

    squares = MadeOnce(square)

    assert [squares[3], squares[3], squares[4]] == [9, 9, 16]
    assert asked == [3, 4]
