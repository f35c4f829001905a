#!/bin/sh
# Runs in the test image: checks first, since they are quick, then the tests. The exit code is
# that of the first thing that failed.
set -eu
make check
# What drives Chromium and what drives Docker have targets of their own.
exec make test ARGS="${PYTEST_ARGS:-}"
