"""Counts in Redis how often somebody did something of late, in the server itself.

Of each (allowance, who) there is one hash: the number of the window that goes on, how often it was
within that one, and within the one before. The one before counts by the part of it that is still
within reach, so that nobody gets twice the allowance around the turn of a window.
"""

from app.shared.application.ports.rate_limits import Allowance

WITHIN = 0
"""What `count` answers for who may; for others, the milliseconds until they may."""
COUNT = """
local function count(key, times, span)
  local clock = redis.call('TIME')
  local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
  local window = math.floor(now / span)
  local left = (window + 1) * span - now
  local kept = redis.call('HMGET', key, 'window', 'now', 'before')
  local number, current, before = tonumber(kept[1] or -1), 0, 0
  if number == window then
    current, before = tonumber(kept[2]), tonumber(kept[3])
  elseif number == window - 1 then
    before = tonumber(kept[2])
  end
  if before * left / span + current + 1 <= times then
    redis.call('HSET', key, 'window', window, 'now', current + 1, 'before', before)
    redis.call('PEXPIRE', key, span * 2)
    return 0
  end
  if current + 1 <= times then
    return math.max(1, math.ceil(left - (times - 1 - current) / before * span))
  end
  return math.min(span, math.ceil(left + span / current))
end
"""
"""A function for scripts: the key, how many times, within how many milliseconds."""
_LEAST_WAIT_S = 1.0


def key_of(allowance: Allowance, who: str) -> str:
    return f"rate:{allowance.name}:{who}"


def limits_of(allowance: Allowance) -> tuple[int, int]:
    """As `count` takes them."""
    return allowance.times, allowance.seconds * 1000


def seconds_of(answer: int) -> float | None:
    """What a caller of `count` was answered, as the port tells it."""
    return None if answer == WITHIN else max(_LEAST_WAIT_S, answer / 1000)
