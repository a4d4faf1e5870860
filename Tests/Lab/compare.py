#!/usr/bin/env python3
"""Compares the records that twin made of two engines: recaps, results of tasks, and hosts.

Prints each difference, and a last line `N passed, N failed`. What differs from run to run of one
engine is left out; each such rule says why.
"""
import json
import re
import sys
from pathlib import Path

# Keys of a result that tell of the moment, not of the outcome.
MOMENT = {"start", "end", "delta", "atime", "mtime", "ctime", "inode", "dev", "attempts",
          "cache_update_time"}
TALK = {"stdout", "stdout_lines", "stderr", "stderr_lines"}
# The same among what `systemctl show` says, and the lists there that come in any order.
UNIT_MOMENT = re.compile(r".*(Timestamp(Monotonic)?|PID|InvocationID|ControlGroupId)|"
                         r"(Memory|Tasks)Current|CPUUsageNSec|MemoryAvailable")
UNIT_LISTS = {"After", "Before", "Requires", "Wants", "WantedBy", "RequiredBy", "Conflicts"}

# Files that differ on any two hosts, or between two boots of one.
OWN_FILES = [
    (r"/etc/ssh/ssh_host_\w+_key(\.pub)?", "made when the lab makes the host"),
    (r"/etc/machine-id", "made at the first boot"),
    (r"/etc/ld\.so\.cache", "holds times of modification"),
]
# The stand-in has none of these: with it they are compared too.
REAL_K3S_FILES = [
    (r"/var/lib/rancher/k3s/(server|agent)/.+", "certificates, keys and data"),
    (r"/etc/rancher/k3s/k3s\.yaml", "holds such certificates"),
]

BANNER = re.compile(r"^(PLAY|TASK|RUNNING HANDLER) \[(.*)\] \**$")
RESULT = re.compile(r"^(ok|changed|skipping|failed|fatal|unreachable): \[([^\]]+)\](.*)$")
RECAP = re.compile(r"^(\S+)\s+: (ok=.*)$")


def plain(value):
    """A result without what differs from run to run."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {key: plain(item) for key, item in value.items() if key not in MOMENT}
    if isinstance(kept.get("status"), dict):
        kept["status"] = plain_unit(kept["status"])
    command = value.get("cmd")
    # apt tells of speeds and of what came first; a list of nodes, of who joined first.
    lists_nodes = isinstance(command, list) and command[1:4] == ["kubectl", "get", "nodes"]
    if "cache_updated" in value or lists_nodes:
        kept = {key: item for key, item in kept.items() if key not in TALK}
    # Either engine names the copy that it made on the way.
    if re.match(r".*/(\.ansible/tmp|\.cache/swiftplay)/", str(kept.get("src"))):
        del kept["src"]
    return kept


def plain_unit(shown):
    kept = {key: text for key, text in shown.items() if not UNIT_MOMENT.fullmatch(key)}
    for key, text in kept.items():
        if key in UNIT_LISTS:
            kept[key] = sorted(text.split())
        elif key.startswith("Exec"):  # the command as configured, then when and how it ended
            kept[key] = text.partition(" ; start_time=")[0]
    return kept


def read_run(path):
    """(recap by host, tasks in order, results by (play, task, host, which of several))."""
    recap, order, results, play, name = {}, [], {}, 0, ""
    in_recap = False

    def add(host, *result):
        number = 0
        while (play, name, host, number) in results:
            number += 1
        results[play, name, host, number] = result

    for line in path.read_text().splitlines():
        if line.startswith("PLAY RECAP"):
            in_recap = True
        elif in_recap:
            if match := RECAP.match(line):
                recap[match[1]] = match[2].split()
        elif match := BANNER.match(line):
            play += match[1] == "PLAY"
            name = f"{match[1]} [{match[2]}]"
            order.append(name)
        elif line.startswith("included: "):
            file, _, hosts = line[len("included: "):].partition(" for ")
            for host in hosts.split(", "):
                add(host, "included", file)
        elif match := RESULT.match(line):
            host, _, delegate = match[2].partition(" -> ")
            rest, outcome = match[3], None
            item = re.match(r" => \(item=(.*?)\)(?= => \{|\s*$)", rest)
            if item:
                rest = rest[item.end():]
            if rest.startswith(": "):
                rest = rest[rest.index("=>") - 1:]
            if rest.startswith(" => {"):
                try:
                    outcome = plain(json.loads(rest[4:]))
                except ValueError:
                    outcome = rest
            add(host, match[1], re.sub(r"\(.*", "", delegate), item[1] if item else None, outcome)
    return recap, order, results


def read_host(path, own_files):
    told = {}
    for line in path.read_text().splitlines():
        kind, name, value = line.split("\t")
        if kind in ("file", "content") and any(re.fullmatch(p, name) for p, _ in own_files):
            continue
        told[kind, name] = value
    return told


class Tally:
    def __init__(self):
        self.passed = self.failed = 0

    def check(self, what, ours, theirs):
        if ours == theirs:
            self.passed += 1
            return
        self.failed += 1
        print(f"differs: {what}\n  reference: {short(ours)}\n  swiftplay: {short(theirs)}")


def short(value):
    text = "nothing" if value is None else json.dumps(value, sort_keys=True, default=str)
    return text if len(text) < 1500 else text[:1500] + "..."


def narrow(ours, theirs):
    """Of two dictionaries, only what differs."""
    if not (isinstance(ours, dict) and isinstance(theirs, dict)):
        return ours, theirs
    keys = [key for key in {**ours, **theirs} if ours.get(key, ...) != theirs.get(key, ...)]
    return ({key: ours[key] for key in keys if key in ours},
            {key: theirs[key] for key in keys if key in theirs})


def main(records):
    reference, swiftplay = records / "reference", records / "swiftplay"
    real = (records / "k3s").read_text().strip() == "real"
    own_files = OWN_FILES + (REAL_K3S_FILES if real else [])
    tally = Tally()
    for run in ("run1", "run2"):
        recap, order, results = read_run(reference / run)
        their_recap, their_order, their_results = read_run(swiftplay / run)
        for host in sorted({**recap, **their_recap}):
            tally.check(f"{run}, recap of {host}", recap.get(host), their_recap.get(host))
        if run == "run2":
            for host, counts in sorted(their_recap.items()):
                tally.check(f"{run}, {host} is unchanged", "changed=0", counts[1])
        tally.check(f"{run}, the order of tasks", order, their_order)
        for key in sorted({**results, **their_results}):
            ours, theirs = results.get(key), their_results.get(key)
            if ours and theirs and ours[:-1] == theirs[:-1]:
                ours, theirs = narrow(ours[-1], theirs[-1])
            tally.check(f"{run}, play {key[0]}, {key[1]}, {key[2]}", ours, theirs)
        tally.check(f"{run}, there are results", True, len(results) > 100)
    for host in ("h1", "h2", "h3"):
        ours, theirs = (read_host(side / host, own_files) for side in (reference, swiftplay))
        for key in sorted({**ours, **theirs}):
            tally.check(f"{host}, {key[0]} {key[1]}", ours.get(key), theirs.get(key))
    print(f"{tally.passed} passed, {tally.failed} failed")
    return tally.failed > 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
