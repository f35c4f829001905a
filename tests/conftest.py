"""Settings that hold for every test."""

from hypothesis import settings

# The same examples in every run: a red build must mean that the change broke something.
# `make explore` searches with fresh seeds instead.
settings.register_profile("fixed", derandomize=True, deadline=None, database=None, max_examples=25)
settings.register_profile("explore", derandomize=False, deadline=None, max_examples=2000)
settings.load_profile("fixed")
