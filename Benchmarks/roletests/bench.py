#!/usr/bin/env python3
"""Role tests by swiftplay and by Molecule with ansible-core, side by side in one run; prints a table in Markdown.

    bench.py --swiftplay .build/release/swiftplay --molecule /path/to/venv/bin/molecule [--rounds 50] [--quick]

Molecule reaches the same host as swiftplay by community.general.chroot, made and booted beforehand, so that its figures
hold no time for hosts. Needs root and debootstrap.
"""
import argparse
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

LOCAL = """driver:
  name: default
  options: {managed: false, ansible_connection_options: {ansible_connection: local}}
platforms: [{name: one}, {name: two}]
role_name_check: 2
prerun: false
"""
HOST = """driver: {name: DRIVER}
platforms:
  - {name: instance, image: 'IMAGE', command: '', pre_build_image: true}
role_name_check: 2
prerun: false
"""
CHROOT = """driver:
  name: default
  options:
    managed: false
    ansible_connection_options:
      {ansible_connection: community.general.chroot, ansible_host: 'ROOT', ansible_python_interpreter: /usr/bin/python3}
platforms: [{name: instance}]
role_name_check: 2
prerun: false
"""


def play(tasks, facts="false"):
    return f"- hosts: all\n  gather_facts: {facts}\n  tasks:\n" + "".join(f"    - {task}\n" for task in tasks)


def thirty():
    tasks = ["file: {path: /srv/app, state: directory}"]
    tasks += [f"copy: {{content: 'value {n}', dest: /srv/app/{n}}}" for n in range(14)]
    tasks += [f"lineinfile: {{path: /srv/app/lines, line: 'line {n}', create: true}}" for n in range(10)]
    tasks += ["command: 'true'\n      changed_when: false"] * 5
    return tasks


def scenario(folder, config, converge, prepare=None, verify=None, sequence=None, name="default"):
    place = folder / "molecule" / name
    place.mkdir(parents=True, exist_ok=True)
    text = config + (f"scenario: {{test_sequence: [{sequence}]}}\n" if sequence else "")
    (place / "molecule.yml").write_text(text)
    (place / "converge.yml").write_text(converge)
    for step, content in (("prepare", prepare), ("verify", verify)):
        if content:
            (place / f"{step}.yml").write_text(content)


def timed(words, folder, environment, check=True):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if check and done.returncode != 0:
        sys.exit(f"{' '.join(map(str, words))} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def best(count, words, folder, environment):
    return min(timed(words, folder, environment) for _ in range(count))


def left(fleets):
    """What is there of hosts below `fleets`, whose names no other program's hosts have."""
    names = [place.name for place in fleets.glob("*")] if fleets.is_dir() else []
    mounts = pathlib.Path("/proc/mounts").read_text().count(str(fleets))
    groups = sum(1 for place in pathlib.Path("/sys/fs/cgroup").glob("**/swiftplay-*") if place.name[len("swiftplay-"):] in KNOWN)
    relays = subprocess.run(["pgrep", "-fc", "swiftplay _relay.*" + str(fleets)], capture_output=True, text=True)
    return mounts, groups, len(names), int(relays.stdout.strip() or 0)


# The identities of the fleets that were made.
KNOWN = set()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--swiftplay", required=True)
    parser.add_argument("--molecule", required=True)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--image", default="debian-systemd:12")
    parser.add_argument("--quick", action="store_true", help="one measurement of each")
    options = parser.parse_args()
    swiftplay = os.path.abspath(options.swiftplay)
    molecule = os.path.abspath(options.molecule)
    count = 1 if options.quick else 3
    work = pathlib.Path(tempfile.mkdtemp(prefix="roletests-"))
    home = work / "home"
    cache = home / ".cache" / "swiftplay"
    cache.mkdir(parents=True)
    real = pathlib.Path(os.path.expanduser("~/.cache/swiftplay"))
    for name in ("images", "layers", "packages"):
        (real / name).mkdir(parents=True, exist_ok=True)
        (cache / name).symlink_to(real / name)
    ours = {**os.environ, "HOME": str(home), "NO_COLOR": "1"}
    theirs = {**ours, "PATH": os.path.dirname(molecule) + ":" + os.environ["PATH"], "ANSIBLE_PYTHON_INTERPRETER": "/usr/bin/python3"}
    rows = []
    try:
        measure(work, swiftplay, molecule, ours, theirs, options, count, rows, cache / "hosts")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print("| what | swiftplay | molecule | ratio or limit |\n|---|---|---|---|")
    for row in rows:
        print("| " + " | ".join(row) + " |")


def measure(work, swiftplay, molecule, ours, theirs, options, count, rows, hosts):
    def pair(title, us, them, key=0, unit="s"):
        rows.append((title, f"{us[key]:.2f} {unit}", f"{them[key]:.2f} {unit}", f"{them[key] / us[key]:.0f} ×"))

    # A trivial scenario of two local hosts.
    folder = work / "local"
    tasks = ["debug: {msg: hello}", "command: 'true'\n      changed_when: false", "assert: {that: true}", "ping:"]
    scenario(folder, LOCAL, play(tasks), verify=play(["assert: {that: true}"]))
    us = best(count, [swiftplay, "test"], folder, ours)
    them = best(count, [molecule, "test"], folder, theirs)
    pair("`test`, two local hosts, wall", us, them)
    pair("`test`, two local hosts, CPU", us, them, 1)

    # A role of 30 tasks on one systemd host, the second time.
    folder = work / "role"
    prepare = play(["raw: sleep 5; touch /prepared"])
    converge, verify = play(thirty(), "true"), play(["stat: {path: /srv/app/3}\n      register: found", "assert: {that: found.stat.exists}"])
    config = HOST.replace("DRIVER", "host").replace("IMAGE", options.image)
    scenario(folder, config, converge, prepare, verify)
    first = timed([swiftplay, "test"], folder, ours)
    us = best(count, [swiftplay, "test"], folder, ours)
    timed([swiftplay, "test", "create"], folder, ours)
    pid = next(hosts.glob("*/instance/host.json")).read_text().split('"pid":')[1].split(",")[0].strip()
    peer = work / "peer"
    scenario(peer, CHROOT.replace("ROOT", f"/proc/{pid}/root"), converge, prepare, verify)
    them = timed([molecule, "test"], peer, theirs)
    timed([swiftplay, "test", "destroy"], folder, ours)
    rows.append(("role of 30 tasks with prepare, first time, wall", f"{first[0]:.2f} s", f"{them[0]:.2f} s", ""))
    pair("the same, second time (snapshot), wall", us, them)
    pair("the same, second time (snapshot), CPU of the controller", us, them, 1)

    # Hosts that are ready.
    for title, image, command, limit in (("systemd", options.image, "''", 1.5), ("plain", "debian:12", "sleep infinity", 0.3)):
        folder = work / title
        config = f"driver: {{name: host}}\nplatforms: [{{name: instance, image: '{image}', command: {command}, pre_build_image: true}}]\nprerun: false\n"
        scenario(folder, config, play(["ping:"]))
        timed([swiftplay, "test", "create"], folder, ours)
        timed([swiftplay, "test", "destroy"], folder, ours)
        walls = []
        for _ in range(max(count, 2)):
            walls.append(timed([swiftplay, "test", "create"], folder, ours)[0])
            timed([swiftplay, "test", "destroy"], folder, ours)
        rows.append((f"one {title} host ready", f"{min(walls):.2f} s", "", f"≤ {limit} s"))

    # Six scenarios that wait.
    folder = work / "six"
    for number in range(6):
        scenario(folder, LOCAL, play(["pause: {seconds: 2}"]), sequence="converge", name=f"s{number}")
    one = timed([swiftplay, "test", "--all", "--jobs", "1"], folder, ours)
    six = timed([swiftplay, "test", "--all", "--jobs", "6"], folder, ours)
    rows.append(("6 scenarios, `--jobs 6` against `--jobs 1`", f"{six[0]:.2f} s, {one[0]:.2f} s", "", f"{one[0] / six[0]:.1f} ×"))

    # Rounds that leave nothing.
    folder = work / "plain"
    before = left(hosts)
    for _ in range(options.rounds):
        timed([swiftplay, "test", "create"], folder, ours)
        KNOWN.update(place.name for place in hosts.glob("*"))
        timed([swiftplay, "test", "destroy"], folder, ours)
    after = left(hosts)
    names = ("mounts", "cgroups", "folders", "relays")
    more = ", ".join(f"{a - b} {n}" for n, a, b in zip(names, after, before))
    rows.append((f"{options.rounds} rounds of create and destroy leave", more, "", "nothing"))


main()
