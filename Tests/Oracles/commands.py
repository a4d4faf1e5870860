#!/usr/bin/env python3
"""Writes what ansible-core's commands print for the scripts in Tests/SwiftplayTests/Cases/commands.

Usage: commands.py BIN-DIRECTORY-OF-ANSIBLE [CASE…]
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

CASES = pathlib.Path(__file__).resolve().parent.parent / "SwiftplayTests" / "Cases" / "commands"
ENVIRONMENT = {name: text for name, text in os.environ.items() if not name.startswith("ANSIBLE_")}
ENVIRONMENT.update(ANSIBLE_NOCOLOR="1", ANSIBLE_FORKS="1", COLUMNS="80", PATH=f"{sys.argv[1]}:{os.environ['PATH']}")

for case in sorted(CASES.iterdir()):
    if sys.argv[2:] and case.name not in sys.argv[2:]:
        continue
    with tempfile.TemporaryDirectory() as root:
        work = pathlib.Path(root) / "case"
        shutil.copytree(case, work, symlinks=True, ignore=shutil.ignore_patterns("expected.out"))
        lines = (case / "script").read_text().splitlines()
        environment = dict(ENVIRONMENT)
        if case.name == "config":
            del environment["ANSIBLE_NOCOLOR"], environment["ANSIBLE_FORKS"]
        script = "\n".join(f"{line}\necho \"status $?\"" for line in lines)
        done = subprocess.run(
            ["sh", "-c", f"exec 2>&1\n{script}"], cwd=work, env=environment, stdin=subprocess.DEVNULL,
            capture_output=True, text=True)
        (case / "expected.out").write_text(done.stdout.replace(str(work), "CASE"))
