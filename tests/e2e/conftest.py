"""The services that these tests may ask for."""

from tests.support.services import (
    clean_redis_url,
    database_url,
    databases,
    postgres_url,
    redis_url,
)
from tests.support.stores import migrated_url

__all__ = [
    "clean_redis_url",
    "database_url",
    "databases",
    "migrated_url",
    "postgres_url",
    "redis_url",
]
