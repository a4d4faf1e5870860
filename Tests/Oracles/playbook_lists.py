#!/usr/bin/env python3
"""Writes what ansible-playbook says of the playbooks in Tests/PlaybookTests/Cases.

Usage: playbook_lists.py BIN-DIRECTORY-OF-ANSIBLE

Each directory with a file `runs` (one line of arguments a run) gets `expected.json`; Cases/errors gets one for all its
playbooks: the first message that ansible-core gives, and where.
"""
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

BIN = pathlib.Path(sys.argv[1])
CASES = pathlib.Path(__file__).resolve().parent.parent / "PlaybookTests" / "Cases"
ENVIRONMENT = {
    **os.environ, "ANSIBLE_NOCOLOR": "1", "PYTHONHASHSEED": "0",
    "ANSIBLE_DEPRECATION_WARNINGS": "0", "COLUMNS": "100000",
}


def run(directory, arguments):
    return subprocess.run(
        [BIN / "ansible-playbook", *arguments], cwd=directory, env=ENVIRONMENT, capture_output=True, text=True)


for runs in sorted(CASES.glob("*/runs")):
    expected = []
    for line in runs.read_text().splitlines():
        done = run(runs.parent, ["-i", "hosts.ini", "site.yml", *shlex.split(line)])
        if done.returncode:
            sys.exit(f"{runs}: {line}: {done.stderr}")
        expected.append({"arguments": shlex.split(line), "text": done.stdout})
    (runs.parent / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")

errors = {}
for playbook in sorted((CASES / "errors").glob("*.yml")):
    done = run(playbook.parent, ["-i", "localhost,", "--list-tasks", playbook.name])
    text = done.stderr.replace(str(playbook.parent) + "/", "")
    message = re.search(r"\[ERROR\]: (.*)", text)
    origin = re.search(r"^Origin: (\S+)", text, re.M)
    errors[playbook.stem] = {
        "status": done.returncode,
        "message": message.group(1) if message else None,
        "origin": origin.group(1) if origin else None,
    }
(CASES / "errors" / "expected.json").write_text(json.dumps(errors, indent=1) + "\n")
