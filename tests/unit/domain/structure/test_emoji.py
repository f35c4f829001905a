from app.shared.domain.structure.channels import Emoji


def test_an_emoji_of_the_guild_is_known_by_its_id_alone() -> None:
    assert Emoji("wave", 5) == Emoji(None, 5)
    assert hash(Emoji("wave", 5)) == hash(Emoji(None, 5))
    assert Emoji("wave", 5) != Emoji("wave", 6)


def test_a_unicode_emoji_is_its_character() -> None:
    assert Emoji("*") == Emoji("*")
    assert Emoji("*") != Emoji("#")
    assert Emoji("*") != Emoji("*", 5)
    assert Emoji() != "*"
