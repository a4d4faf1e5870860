"""Sets one variable on every level of precedence and peels the levels off, strongest first.

    precedence.py PLAYBOOK-COMMAND            prints what the variable was at each step, as JSON
    precedence.py --write PLAYBOOK-COMMAND    keeps it as what is expected (run with ansible-core)
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

EXPECTED = pathlib.Path(__file__).parent.parent / "SwiftplayTests" / "Cases" / "precedence.json"
# Level 1 is no variable; level 11 (cached facts) needs an earlier run.
LEVELS = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22]


def project(root, levels):
    """The files of a project that sets `probe` on `levels`."""
    def put(name, text):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def sets(level, indent=""):
        return f"{indent}probe: level {level}\n" if level in levels else f"{indent}other{level}: x\n"

    put("inventory/hosts", "[web]\nh1 ansible_connection=local" + (" probe='level 8'" if 8 in levels else "")
        + "\n[web:vars]\n" + ("probe=level 3\n" if 3 in levels else "x=1\n"))
    put("inventory/group_vars/all.yml", sets(4))
    put("group_vars/all.yml", sets(5))
    put("inventory/group_vars/web.yml", sets(6))
    put("group_vars/web.yml", sets(7))
    put("inventory/host_vars/h1.yml", sets(9))
    put("host_vars/h1.yml", sets(10))
    put("vars14.yml", sets(14))
    put("vars18.yml", sets(18))
    put("roles/r/defaults/main.yml", sets(2))
    put("roles/r/vars/main.yml", sets(15))
    put("roles/r/tasks/main.yml", "- include_tasks: inner.yml\n  vars:\n" + sets(21, "    "))
    put("roles/r/tasks/inner.yml", "- vars:\n" + sets(16, "    ")
        + "  block:\n    - debug: msg=\"probe is {{ probe | default('undefined') }}\"\n      vars:\n" + sets(17, "        "))
    prompt = "  vars_prompt:\n    - name: probe\n      default: level 13\n" if 13 in levels else ""
    before = ""
    if 18 in levels:
        before += "    - include_vars: vars18.yml\n"
    if 19 in levels:
        before += "    - set_fact: {probe: level 19}\n"
    put("play.yml", "- hosts: web\n  gather_facts: false\n  vars:\n" + sets(12, "    ")
        + "  vars_files: [vars14.yml]\n" + prompt + "  pre_tasks:\n    - debug: msg=begin\n" + before
        + "  roles:\n    - role: r\n" + ("      probe: level 20\n" if 20 in levels else ""))
    return ["-i", "inventory", "play.yml"] + (["-e", "{probe: level 22}"] if 22 in levels else [])


def observe(command):
    seen = []
    for count in range(len(LEVELS), -1, -1):
        with tempfile.TemporaryDirectory() as folder:
            arguments = project(pathlib.Path(folder), set(LEVELS[:count]))
            run = subprocess.run([command] + arguments, cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL)
            found = re.search(r"probe is ([^\"]*)", run.stdout)
            seen.append(found.group(1) if found else run.stdout + run.stderr)
    return seen


words = [word for word in sys.argv[1:] if word != "--write"]
result = json.dumps(observe(words[0]), indent=0) + "\n"
if "--write" in sys.argv:
    EXPECTED.write_text(result)
else:
    sys.stdout.write(result)
