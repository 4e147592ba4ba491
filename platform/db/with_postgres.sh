#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# Runs a test program under a throw-away PostgreSQL, unless one is named already.
if [ -n "$PGPORT" ] || [ -n "$PGHOST" ]; then
    exec "$@"
fi
exec pg_virtualenv -t -o fsync=off -o log_min_messages=panic "$@"
