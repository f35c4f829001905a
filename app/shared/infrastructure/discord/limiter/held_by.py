"""What a request can wait for."""

from enum import StrEnum


class HeldBy(StrEnum):
    BUCKET = "user"
    """Its own bucket is used up, or Discord said to wait."""
    SHARED = "shared"
    """A bucket that others spend from too."""
    GLOBAL = "global"
    SUB_LIMIT = "sub_limit"
    """A limit on something finer than a bucket, such as renames of one channel."""
    LEARNING = "learning"
    """The first answer of its bucket, which tells how big that is."""
