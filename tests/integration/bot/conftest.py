"""The services that these tests may ask for."""

from tests.support.services import clean_redis_url, redis_url

__all__ = ["clean_redis_url", "redis_url"]
