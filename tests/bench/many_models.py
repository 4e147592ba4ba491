# SPDX-License-Identifier: AGPL-3.0-or-later
"""many_models.py DATABASE COUNT: copies the models of a demo until there are so
many, with their years, confirmations and lives. Only lists are right in it: the
copies have no acts."""
import sqlite3
import sys

COPIED = {"models": "id", "entries": "model", "heartbeats": "model", "lives": "model"}


def columns(db, table):
    return [row[1] for row in db.execute(f"PRAGMA table_info({table})")]


def copied(name, table):
    if name in ("id", COPIED[table]):
        return f"{name} + :apart"
    if name == "sort_key":
        return "sort_key || ' ' || :copy"
    if name == "title":
        return "title || ' ' || :copy"
    return name


def main(database, count):
    db = sqlite3.connect(database)
    db.execute("PRAGMA foreign_keys = OFF")
    for table in COPIED:
        db.execute(f"CREATE TEMP TABLE first_{table} AS SELECT * FROM {table}")
    of_one, apart = db.execute("SELECT COUNT(*), MAX(id) - MIN(id) + 1 FROM first_models").fetchone()
    for copy in range(1, -(-count // of_one)):
        for table in COPIED:
            names = columns(db, table)
            values = ", ".join(copied(name, table) for name in names)
            db.execute(f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM first_{table}",
                       {"apart": copy * apart, "copy": copy})
    db.commit()
    print(*db.execute("SELECT COUNT(*) FROM models").fetchone())


main(sys.argv[1], int(sys.argv[2]))
