#!/usr/bin/env python3
"""Writes what ansible-inventory and `ansible --list-hosts` say of the inventories in Tests/InventoryTests/Cases.

Usage: inventories.py BIN-DIRECTORY-OF-ANSIBLE
"""
import json
import os
import pathlib
import re
import subprocess
import sys

BIN = pathlib.Path(sys.argv[1])
CASES = pathlib.Path(__file__).resolve().parent.parent / "InventoryTests" / "Cases"
ENVIRONMENT = {
    **os.environ, "ANSIBLE_NOCOLOR": "1", "PYTHONHASHSEED": "0", "COLUMNS": "100000",
    "ANSIBLE_DEPRECATION_WARNINGS": "0",
}
SOURCES = {
    "ini": ["hosts"], "yaml": ["inv.yml"], "json": ["inv.json"], "script": ["inv.sh"], "script-host": ["inv.sh"],
    "dir": ["inventory"], "several": ["one/hosts", "two/hosts"], "list": ["h1,h2:2222,10.0.0.1,"],
    "toml": ["inv.toml"], "constructed": ["hosts", "built.yml"], "generator": ["gen.yml"],
}
FORMS = {
    "list": ["--list"], "export": ["--list", "--export"], "yaml": ["--list", "--yaml"],
    "yaml-export": ["--list", "--yaml", "--export"], "graph": ["--graph"], "graph-vars": ["--graph", "--vars"],
}


def run(program, directory, arguments):
    return subprocess.run(
        [BIN / program, *arguments], cwd=directory, env=ENVIRONMENT, capture_output=True, text=True)


for name, sources in SOURCES.items():
    directory = CASES / name
    directory.mkdir(exist_ok=True)
    options = [word for source in sources for word in ("-i", source)]
    expected = {"sources": sources}
    for form, arguments in FORMS.items():
        done = run("ansible-inventory", directory, [*options, *arguments])
        if done.returncode:
            sys.exit(f"{name} {form}: {done.stderr}")
        expected[form] = done.stdout
    (directory / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")

selected = []
for pattern in (CASES / "patterns" / "patterns.txt").read_text().splitlines():
    done = run("ansible", CASES / "patterns", ["-i", "hosts", "--list-hosts", "--", pattern])
    hosts = None if done.returncode else re.findall(r"^    (\S+)$", done.stdout, re.M)
    warnings = re.findall(r"\[WARNING\]: (Could not match .*)", done.stderr)
    error = re.search(r"\[ERROR\]: (.*)", done.stderr)
    selected.append({
        "pattern": pattern, "hosts": hosts, "warnings": warnings, "error": error.group(1) if error else None})
(CASES / "patterns" / "expected.json").write_text(json.dumps(selected, indent=1) + "\n")
