#!/usr/bin/env python3
"""Writes Tests/ModulesTests/Cases/Expected/*.json: what ansible-core's own modules make of the cases.

Run by the Python that has ansible-core; arguments name the case files to do (all by default).
A case whose `content` or `upload` comes from the controller goes through the whole of ansible, as its action plugins
have a part in the result; the others run the module alone. Cases with `expected` of their own are passed over.
Cases with `binds` run by /usr/bin/python3, which has python3-apt, on a copy of this machine that is thrown away;
`deb822_repository` needs python-debian, which may be put in PYTHONPATH. Where a case says what ours `foresees`, the
original's check mode predicts less and is not recorded.
"""
import base64
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

CASES = pathlib.Path(__file__).resolve().parent.parent / "ModulesTests" / "Cases"
MACHINES = CASES.parent / "Machines"
VOLATILE = [
    (re.compile(r"\.\d+\.\d{4}-\d\d-\d\d@\d\d:\d\d:\d\d~"), "{stamp}~"),
    (re.compile(r"\S*/\.source\S*"), "{source}"),
    (re.compile(r"\{root\}/\.ansible_tmp\w*"), "{temporary}"),
]


def settle(value, root):
    if isinstance(value, str):
        value = value.replace(root, "{root}")
        for pattern, stand in VOLATILE:
            value = pattern.sub(stand, value)
        return value
    if isinstance(value, list):
        return [settle(item, root) for item in value]
    if isinstance(value, dict):
        return {settle(key, root): settle(item, root) for key, item in value.items()}
    return value


def fill(value, names):
    if isinstance(value, str):
        for name, path in names.items():
            value = value.replace("{" + name + "}", path)
        return value
    if isinstance(value, list):
        return [fill(item, names) for item in value]
    if isinstance(value, dict):
        return {key: fill(item, names) for key, item in value.items()}
    return value


def fill_back(value, upload):
    return json.loads(json.dumps(value).replace(upload, "{upload}"))


def make(tree, root):
    os.makedirs(root, exist_ok=True)
    for name, entry in tree.items():
        path = os.path.join(root, name)
        os.makedirs(os.path.dirname(path), 0o755, exist_ok=True)
        if "link" in entry:
            os.symlink(entry["link"].replace("{root}", root), path)
            continue
        if "hard" in entry:
            os.link(os.path.join(root, entry["hard"]), path)
            continue
        if entry.get("directory"):
            os.makedirs(path, exist_ok=True)
        else:
            data = base64.b64decode(entry["base64"]) if "base64" in entry else entry.get("content", "").replace("{root}", root).encode()
            pathlib.Path(path).write_bytes(data)
        os.chmod(path, int(entry.get("mode", "0755" if entry.get("directory") else "0644"), 8))
    for name, entry in tree.items():
        if "mtime" in entry:
            os.utime(os.path.join(root, name), (entry["mtime"],) * 2, follow_symlinks=False)


def snapshot(root, unseen=()):
    found = {}
    for base, directories, files in os.walk(root):
        for name in sorted(directories + files):
            path = os.path.join(base, name)
            relative = os.path.relpath(path, root)
            if any(relative == place or relative.startswith(place + "/") for place in unseen):
                continue
            key = settle(relative, root)
            mode = "%o" % (os.lstat(path).st_mode & 0o7777)
            if os.path.islink(path):
                found[key] = {"link": settle(os.readlink(path), root)}
            elif os.path.isdir(path):
                found[key] = {"directory": True, "mode": mode}
            else:
                data = pathlib.Path(path).read_bytes()
                try:
                    found[key] = {"mode": mode, "content": settle(data.decode(), root)}
                except UnicodeDecodeError:
                    found[key] = {"mode": mode, "base64": base64.b64encode(data).decode()}
    return found


class StandIns:
    """Programs first in PATH, which write down what they are called with, as the suite's StandIns does."""

    def __init__(self, programs, root, place):
        self.root, self.place = root, tempfile.mkdtemp(dir=place) if programs else None
        for name, script in programs.items():
            path = pathlib.Path(self.place, name)
            path.write_text(
                "#!/bin/sh\nHERE=${0%/*}; ME=${0##*/}\n"
                "printf '%s\\n' \"$ME${1:+ }$*\" >> \"$HERE/calls\"\n" + script.replace("{root}", root) + "\n")
            path.chmod(0o755)

    @property
    def path(self):
        return self.place + ":" + os.environ["PATH"] if self.place else os.environ["PATH"]

    def hide(self, result):
        """A result without the paths of the programs."""
        return json.loads(json.dumps(result).replace(self.place, "{programs}")) if self.place else result

    @property
    def calls(self):
        path = pathlib.Path(self.place, "calls")
        text = path.read_text() if path.exists() else ""
        return text.replace(self.place, "{programs}").replace(self.root, "{root}").splitlines()


def fixtures():
    """What `Machines/fixtures` makes, once."""
    if not hasattr(fixtures, "place"):
        fixtures.directory = tempfile.TemporaryDirectory()
        fixtures.place = fixtures.directory.name
        os.chmod(fixtures.place, 0o755)
        subprocess.run([MACHINES / "fixtures", fixtures.place], check=True)
    return fixtures.place


def run_module(case, arguments, check, root, programs):
    """The module's own result, from a process of its own."""
    program = (
        "import sys, json, importlib\n"
        "from ansible.module_utils.testing import patch_module_args\n"
        "name, arguments = json.loads(sys.argv[1])\n"
        "module = importlib.import_module(name)\n"
        "with patch_module_args(arguments):\n"
        "    module.main()\n"
    )
    namespace, collection, name = case["module"].split(".")
    package = "ansible.modules" if collection == "builtin" else (
        f"ansible_collections.{namespace}.{collection}.plugins.modules")
    if name == "shell":
        # Its action has the module `command` run by a shell.
        name, arguments = "command", dict(arguments, _uses_shell=True)
    arguments = dict(
        arguments, _ansible_check_mode=check, _ansible_diff=case.get("diff", True), _ansible_module_name=case["module"],
        _ansible_remote_tmp="/tmp", _ansible_tmpdir=None)
    environment = dict(os.environ, PYTHONWARNINGS="ignore", PATH=programs.path, PYTHONDONTWRITEBYTECODE="1")
    command = [sys.executable, "-c", program, json.dumps([f"{package}.{name}", arguments])]
    if "binds" in case:
        import ansible

        command[0] = "/usr/bin/python3"
        packages = os.path.dirname(os.path.dirname(ansible.__file__))
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, [environment.get("PYTHONPATH"), packages]))
        command[:0] = [MACHINES / "enter", fixtures(), root, case["binds"], fill(case.get("prepare", ""), {"root": root})]
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, stdin=subprocess.DEVNULL, umask=0o022)
    for line in reversed(done.stdout.splitlines()):
        if line.startswith("{"):
            return json.loads(line)
    return {"failed": True, "msg": done.stderr.strip().splitlines()[-1] if done.stderr else "no result"}


def run_ansible(case, arguments, check):
    """The result of the whole task, action plugin included."""
    command = [
        os.path.join(os.path.dirname(sys.executable), "ansible"), "localhost", "-c", "local", "-m", case["module"],
        "-a", json.dumps(arguments)] + (["--check"] if check else []) + (["--diff"] if case.get("diff", True) else []) + ["-vvv"]
    environment = dict(
        os.environ, ANSIBLE_STDOUT_CALLBACK="ansible.builtin.minimal", ANSIBLE_LOCALHOST_WARNING="False",
        ANSIBLE_INVENTORY_UNPARSED_WARNING="False", ANSIBLE_PYTHON_INTERPRETER=sys.executable,
        ANSIBLE_NOCOLOR="1", ANSIBLE_DEPRECATION_WARNINGS="False")
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd="/tmp", umask=0o022)
    match = re.search(r"localhost \| [A-Z!]+(?: \(rc=-?\d+\))? => (\{.*\})", done.stdout, re.S)
    if not match:
        raise SystemExit(f"{case['name']}: no result in {done.stdout} {done.stderr}")
    result = json.loads(match.group(1))
    if " | FAILED" in done.stdout or "failed" in match.group(0)[:20]:
        result["failed"] = True
    return result


def once(case, root, upload, check, programs):
    arguments = fill(case["arguments"], {"root": root, "upload": upload})
    if "content" in case:
        return run_ansible(case, dict(arguments, content=case["content"]), check)
    if "upload" in case:
        return run_ansible(case, dict(arguments, src=os.path.join(upload, case["src"])), check)
    return run_module(case, arguments, check, root, programs)


def outcome(case):
    # Programs on a thrown-away copy wait for their files to reach the disk.
    with tempfile.TemporaryDirectory(dir="/dev/shm" if "binds" in case else None) as place:
        upload = os.path.join(place, "upload")
        make(case.get("upload", {}), upload)

        def fresh(name):
            root = os.path.join(place, name)
            make(case.get("tree", {}), root)
            return root

        def stand_ins(root):
            return StandIns(case.get("programs", {}), root, place)

        root = fresh("first")
        programs = stand_ins(root)
        result = once(case, root, upload, False, programs)
        known = {"result": programs.hide(result), "tree": snapshot(root, case.get("unseen", ()))}
        known = {key: settle(value, root) for key, value in known.items()}
        if case.get("calls"):
            known["calls"] = programs.calls
        if not result.get("failed"):
            known["again"] = bool(once(case, root, upload, False, programs).get("changed"))
        if "foresees" not in case:
            root = fresh("check")
            programs = stand_ins(root)
            known["check"] = settle(programs.hide(once(case, root, upload, True, programs)), root)
        for key in {"result", "check"} & known.keys():
            known[key].pop("invocation", None)
            if "warnings" in known[key]:
                known[key]["warnings"] = [
                    one["event"]["msg"] if isinstance(one, dict) else one for one in known[key]["warnings"]]
                if not known[key]["warnings"]:
                    del known[key]["warnings"]
            known[key] = fill_back(known[key], upload)
        return known


def main():
    os.umask(0o022)
    wanted = sys.argv[1:]
    for path in sorted(CASES.glob("*.json")):
        if wanted and path.stem not in wanted:
            continue
        cases = [case for case in json.loads(path.read_text()) if "expected" not in case]
        if not cases:
            continue
        expected = {case["name"]: outcome(case) for case in cases}
        target = CASES / "Expected" / path.name
        target.parent.mkdir(exist_ok=True)
        target.write_text(json.dumps(expected, indent=1, sort_keys=True) + "\n")
        print(path.name, len(expected))


if __name__ == "__main__":
    main()
