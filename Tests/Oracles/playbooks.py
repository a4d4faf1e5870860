"""Runs every playbook of Tests/SwiftplayTests/Cases with ansible-playbook and keeps what it printed.

    playbooks.py ANSIBLE-PLAYBOOK [CASE…]
"""
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

cases = pathlib.Path(__file__).parent.parent / "SwiftplayTests" / "Cases"
wanted = sys.argv[2:]
for case in sorted(path for path in cases.iterdir() if path.is_dir()):
    if wanted and case.name not in wanted:
        continue
    extra = (case / "args").read_text() if (case / "args").exists() else ""
    home = tempfile.mkdtemp()
    environment = {
        **os.environ, "ANSIBLE_NOCOLOR": "1", "ANSIBLE_FORKS": "1", "HOME": home,
        "ANSIBLE_PYTHON_INTERPRETER": "/usr/bin/python3"}
    if (case / "environment").exists():
        environment.update(line.split("=", 1) for line in (case / "environment").read_text().splitlines())
    run = subprocess.run(
        [sys.argv[1], "-i", "hosts", "play.yml", *shlex.split(extra)], cwd=case, env=environment,
        stdin=open(case / "input") if (case / "input").exists() else subprocess.DEVNULL, capture_output=True, text=True)
    # What goes to the other stream counts where there is a file for it.
    for name, text in [("expected.out", run.stdout), ("expected.err", run.stderr)]:
        if name == "expected.out" or (case / name).exists():
            (case / name).write_text(text.replace(str(case.resolve()), "CASE").replace(home, "HOME"))
    shutil.rmtree(home)
    (case / "expected.status").write_text(f"{run.returncode}\n")
    print(case.name, run.returncode)
