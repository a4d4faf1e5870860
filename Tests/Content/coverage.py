"""The table of what is covered, in docs/layers.md: no cell is empty, its roles exist, and every role that brings something is in it."""
import re

from stage import role_names, root

# Roles that others share; they bring nothing of their own.
SHARED = re.compile(r"delivery/(release|manifests|smoke|secret|namespace)$|cluster/cni/guard$|bootstrap/site$")


def check_coverage(check):
    text = (root / "docs/layers.md").read_text()
    table = text.split("## Coverage", 1)[-1].split("\n## ", 1)[0]
    rows = [[cell.strip() for cell in line.strip("|\n ").split("|")] for line in table.splitlines() if line.startswith("|")][2:]
    check(len(rows) > 60, f"docs/layers.md: the table of coverage has {len(rows)} rows only")
    named = set()
    for row in rows:
        check(len(row) == 4 and all(row), f"docs/layers.md: a row of coverage lacks a cell: {row}")
        for path in re.findall(r"`((?:roles|playbooks|inventories|utilities|Tests)/?[\w./-]*|[a-z_]+(?:/[a-z0-9_]+)+)`", " ".join(row[1:])):
            there = root / path if (root / path).exists() else root / "roles" / path
            check(there.exists(), f"docs/layers.md: {path} in the row of {row[0]} is not there")
            named.add(path)
    for role in role_names():
        check(SHARED.search(role) or role in named, f"docs/layers.md: {role} is in no row of the table of coverage")
