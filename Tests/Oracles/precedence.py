"""Sets one variable on every level of precedence and peels the levels off, strongest first; level 1, the options of the
command line, is no variable: the connection shows it, from the configuration up to the strongest variable.

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
LEVELS = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22]


# What can name the connection, weakest first.
CONNECTION = ["configuration", "option", "keyword", "variable", "extra"]


def connections(root, count):
    """A project in which the weakest `count` of CONNECTION each name a connection of their own, which does not exist."""
    has = set(CONNECTION[:count])
    (root / "ansible.cfg").write_text("[defaults]\n" + ("transport = by_configuration\n" if "configuration" in has else ""))
    (root / "hosts").write_text("h1" + (" ansible_connection=by_variable" if "variable" in has else "") + "\n")
    (root / "play.yml").write_text("- hosts: h1\n  gather_facts: false\n"
        + ("  connection: by_keyword\n" if "keyword" in has else "") + "  tasks: [{ping: }]\n")
    return (["-i", "hosts", "play.yml"] + (["-c", "by_option"] if "option" in has else [])
        + (["-e", "ansible_connection=by_extra"] if "extra" in has else []))


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
    put("ansible.cfg", "[defaults]\nfact_caching = jsonfile\nfact_caching_connection = facts\n")
    if 11 in levels:
        put("earlier.yml", "- hosts: web\n  gather_facts: false\n  tasks: [{set_fact: {probe: level 11, cacheable: true}}]\n")
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
    def output(folder, arguments):
        run = subprocess.run([command] + arguments, cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        return run.stdout + run.stderr

    seen = []
    for count in range(len(LEVELS), -1, -1):
        with tempfile.TemporaryDirectory() as folder:
            arguments = project(pathlib.Path(folder), set(LEVELS[:count]))
            if 11 in LEVELS[:count]:
                output(folder, ["-i", "inventory", "earlier.yml"])
            text = output(folder, arguments)
            found = re.search(r"probe is ([^\"]*)", text)
            seen.append(found.group(1) if found else text)
    for count in range(len(CONNECTION), 0, -1):
        with tempfile.TemporaryDirectory() as folder:
            text = output(folder, connections(pathlib.Path(folder), count))
            found = re.search(r"'by_(\w+)'", text)
            seen.append(found.group(1) if found else text)
    return seen


words = [word for word in sys.argv[1:] if word != "--write"]
result = json.dumps(observe(words[0]), indent=0) + "\n"
if "--write" in sys.argv:
    EXPECTED.write_text(result)
else:
    sys.stdout.write(result)
