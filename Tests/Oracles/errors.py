#!/usr/bin/env python3
"""Writes docs/results/errors.md: what ansible-core and swiftplay say to the failures of errors/cases.yml.

    errors.py ANSIBLE-PLAYBOOK SWIFTPLAY-AS-ANSIBLE-PLAYBOOK
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

HERE = pathlib.Path(__file__).resolve().parent
ENVIRONMENT = {**os.environ, "ANSIBLE_NOCOLOR": "1", "ANSIBLE_LOCALHOST_WARNING": "0",
               "ANSIBLE_INVENTORY_UNPARSED_WARNING": "0", "ANSIBLE_DEPRECATION_WARNINGS": "0"}


def said(program, directory):
    run = subprocess.run([program, "play.yml"], cwd=directory, env=ENVIRONMENT, capture_output=True, text=True,
                         stdin=subprocess.DEVNULL)
    text = (run.stdout + run.stderr).replace(directory + "/", "")
    found = re.search(r"^\[ERROR\]: (.*?)(?=^fatal:|^failed:|^PLAY |\Z)", text, re.S | re.M)
    return (found.group(1) if found else text).strip()


def main():
    reference, ours = sys.argv[1:3]
    rows = []
    for case in yaml.safe_load((HERE / "errors" / "cases.yml").read_text(encoding="utf-8")):
        with tempfile.TemporaryDirectory() as directory:
            play = {"hosts": "localhost", "gather_facts": False, "vars": case.get("vars", {}), "tasks": [case["task"]]}
            text = yaml.safe_dump([play], sort_keys=False, width=200)
            pathlib.Path(directory, "play.yml").write_text(text, encoding="utf-8")
            if "file" in case:
                pathlib.Path(directory, "file.j2").write_text(case["file"], encoding="utf-8")
            rows.append((case["name"], said(reference, directory), said(ours, directory)))
    same = sum(theirs == mine for _, theirs, mine in rows)
    out = ["# Failures side by side", "",
           f"What ansible-core 2.19 and swiftplay print for the {len(rows)} failures of `Tests/Oracles/errors/cases.yml`"
           f" (`Tests/Oracles/errors.py ANSIBLE-PLAYBOOK SWIFTPLAY`); {same} are the same to the letter and are shown once.",
           "Where they differ, ours points at the sub-expression that failed, names the variables that it came through,",
           "or suggests what may have been meant.", ""]
    for name, theirs, mine in rows:
        out += [f"## {name}", ""]
        if theirs == mine:
            out += ["Both:", "", "```text", theirs, "```", ""]
        else:
            out += ["ansible-core:", "", "```text", theirs, "```", "", "swiftplay:", "", "```text", mine, "```", ""]
    (HERE.parent.parent / "docs" / "results" / "errors.md").write_text("\n".join(out), encoding="utf-8")
    print(f"{len(rows)} failures, {same} the same")


main()
