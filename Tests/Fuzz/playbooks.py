#!/usr/bin/env python3
"""Breaks good playbooks in a thousand ways and looks how the engine ends: never by a signal, never late, never
without an error where it ends badly. The same seed breaks them in the same ways.

    playbooks.py [--engine PROGRAM] [--count N] [--seed N] [--keep DIR]

The good ones are the golden playbooks of Tests/SwiftplayTests/Cases (harmless tasks, local connection). Each is run
in check mode. Prints each failure with what to run again, and a last line `N passed, N failed`.
"""
import argparse
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

root = Path(__file__).resolve().parents[2]
CASES = root / "Tests" / "SwiftplayTests" / "Cases"
LIMIT = 30  # seconds for one run
# How ansible-playbook ends: fine, error, failed hosts, unreachable ones, both, parser, options;
# 99: ended by the user, as the task debugger is when its input ends;
# 250: a serial that is no number, where ansible-core has a fault of its own.
STATUSES = {0, 1, 2, 3, 4, 5, 6, 8, 99, 250}
# What such an end must tell.
FAILURE = rb"\[ERROR\]|fatal:|failed:|UNREACHABLE|usage:"
ENDINGS = {99: FAILURE + rb"|User interrupted execution", 250: rb"\[ERROR\]: invalid serial value"}

SCALARS = ["", "~", "null", "yes", "[]", "{}", "[[]]", "{a: {b: [1]}}", "-1", "99999999999999999999", "1e400", "!vault x",
           "!unsafe x", "!unknown x", "&a [*a]", "*nowhere", "2001-01-01", "'{{ undefined_thing }}'", "'{{'", "'{% if %}'",
           "'{{ 1 / 0 }}'", "\"\\x00\"", "'é💥'", "{{ bare }}", "'{{ lookup(\"file\", \"/nowhere\") }}'", "'{{ [1] * 10 }}'",
           "'{{ range(10) | list | nope }}'", "'{{ a.b.c.d }}'", "'{{ item }}'", "'{{ vars }}'", "x" * 5000]
KEYS = ["hosts", "tasks", "block", "rescue", "always", "when", "loop", "with_items", "with_nowhere", "register", "vars",
        "roles", "include_tasks", "import_tasks", "import_playbook", "include_role", "notify", "tags", "become", "delegate_to",
        "until", "retries", "loop_control", "module_defaults", "environment", "args", "serial", "strategy", "handlers",
        "gather_facts", "vars_files", "any_errors_fatal", "max_fail_percentage", "no_log", "check_mode", "meta", "debug",
        "set_fact", "assert", "command", "nowhere.module.name", "1", "true"]
BYTES = [b"\t", b"\x00", b"\xff\xfe", b"\xc3", b"\xe2\x80\xa8", b"{", b"}", b"[", b"]", b":", b"- ", b"'", b'"', b"|", b">", b"%",
         b"@", b"`", b"&", b"*", b"!", b"#", b"\r", b"\n---\n", b"{{", b"}}", b"{%", b"%}", b"{#"]


def cut(rng, text):
    """Without a stretch."""
    start = rng.randrange(len(text))
    return text[:start] + text[start + rng.choice([1, 2, 5, 20, 100]):]


def insert(rng, text):
    place = rng.randrange(len(text) + 1)
    return text[:place] + rng.choice(BYTES) * rng.choice([1, 1, 1, 3, 200]) + text[place:]


def lines(change):
    def mutate(rng, text):
        parts = text.split(b"\n")
        change(rng, parts, rng.randrange(len(parts)))
        return b"\n".join(parts)
    return mutate


@lines
def drop_line(rng, parts, at):
    del parts[at]


@lines
def repeat_line(rng, parts, at):
    parts[at:at] = [parts[at]] * rng.choice([1, 2, 50])


@lines
def move_line(rng, parts, at):
    parts.insert(rng.randrange(len(parts)), parts.pop(at))


@lines
def indent_line(rng, parts, at):
    parts[at] = b" " * rng.choice([1, 2, 3, 8]) + parts[at] if rng.random() < 0.6 else parts[at].lstrip()


@lines
def other_value(rng, parts, at):
    parts[at] = re.sub(rb"(:\s|- ).*$", lambda m: m[1] + rng.choice(SCALARS).encode(), parts[at], count=1)


@lines
def other_key(rng, parts, at):
    parts[at] = re.sub(rb"[\w.]+:", rng.choice(KEYS).encode() + b":", parts[at], count=1)


@lines
def misspell(rng, parts, at):
    word = re.search(rb"\w{3,}", parts[at])
    if word:
        spot = rng.randrange(word.start(), word.end())
        parts[at] = parts[at][:spot] + rng.choice(b"xyzq").to_bytes(1, "big") + parts[at][spot + 1:]


@lines
def add_key(rng, parts, at):
    indent = re.match(rb"[ -]*", parts[at])[0].replace(b"-", b" ")
    parts.insert(at + 1, indent + f"{rng.choice(KEYS)}: {rng.choice(SCALARS)}".encode())


def include_itself(rng, text):
    include = rng.choice(["include_tasks: {file: play.yml}", "import_tasks: play.yml", "import_playbook: play.yml",
                          "include_role: {name: ../nowhere}", "include_vars: play.yml"])
    return text + f"\n- hosts: all\n  gather_facts: false\n  tasks:\n    - {include}\n".encode()


def nest(rng, text):
    depth = rng.choice([10, 300, 3000])
    return text + b"\n" + rng.choice([b"- " * depth, b"[" * depth, b"{a: " * depth, b"{{ " + b"(" * depth + b"1" + b")" * depth + b" }}"])


MUTATIONS = [cut, insert, drop_line, repeat_line, move_line, indent_line, other_value, other_value, other_key, misspell,
             add_key, add_key, include_itself, nest]


def broken(seed):
    rng = random.Random(seed)
    good = sorted(path for path in CASES.iterdir() if (path / "play.yml").exists())
    case = rng.choice(good)
    victims = sorted(path for path in case.rglob("*") if path.is_file() and path.suffix in (".yml", ".j2")) + [case / "hosts"]
    victim = case / "play.yml" if rng.random() < 0.7 else rng.choice(victims)
    text = victim.read_bytes()
    names = []
    for _ in range(rng.choice([1, 1, 1, 2, 4])):
        mutation = rng.choice(MUTATIONS)
        names.append(mutation.__name__)
        if text:
            text = mutation(rng, text)
    return case, victim.relative_to(case), text, names


def run(options, seed):
    """None, or what went wrong."""
    case, victim, text, names = broken(seed)
    work = Path(tempfile.mkdtemp(prefix="broken-"))
    try:
        shutil.copytree(case, work / "c", symlinks=True)
        (work / "c" / victim).write_bytes(text)
        mode = ["--check"] if seed % 3 else ["--list-tasks"]
        command = [options.engine, "-i", "hosts", "play.yml", *mode]
        try:
            done = subprocess.run(command, cwd=work / "c", stdin=subprocess.DEVNULL, capture_output=True, timeout=LIMIT)
        except subprocess.TimeoutExpired:
            wrong = f"still ran after {LIMIT} s"
        else:
            told = done.stdout + done.stderr
            if done.returncode < 0:
                wrong = f"ended by {signal.Signals(-done.returncode).name}"
            elif done.returncode not in STATUSES:
                wrong = f"status {done.returncode}"
            elif done.returncode and not re.search(ENDINGS.get(done.returncode, FAILURE), told):
                wrong = f"status {done.returncode} without an error"
            elif b"Fatal error" in told:
                wrong = "a trap: " + told[told.index(b"Fatal error"):][:200].decode(errors="replace")
            else:
                return None
        if options.keep:
            shutil.copytree(work / "c", Path(options.keep) / str(seed), symlinks=True, dirs_exist_ok=True)
        return f"seed {seed}: {case.name}/{victim}, {', '.join(names)}, {' '.join(mode)}: {wrong}"
    finally:
        shutil.rmtree(work, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--engine", default=str(root / ".build" / "release" / "swiftplay"))
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="a directory that keeps the playbooks that failed")
    options = parser.parse_args()
    options.engine = str(Path(options.engine).absolute())
    with ThreadPoolExecutor(2) as pool:
        failures = [wrong for wrong in pool.map(lambda seed: run(options, seed), range(options.seed, options.seed + options.count))
                    if wrong]
    for wrong in failures:
        print(wrong)
    print(f"{options.count - len(failures)} passed, {len(failures)} failed")
    sys.exit(bool(failures))


main()
