#!/usr/bin/env python3
"""Compares the processor time of rendering with Jinja2 and minijinja (both from PyPI) in one run: compare.py path/to/templating-benchmark"""
import json
import os
import re
import subprocess
import sys
import tempfile
import time

import jinja2
import minijinja

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "workloads")
DATA = {
    "servers": [{"name": f"web{i:04d}", "address": f"10.0.{i // 256}.{i % 256}", "enabled": i % 10 != 0,
                 "role": "db" if i % 7 == 0 else "app", **({"port": 2200 + i % 5} if i % 3 else {})} for i in range(1000)],
    "groups": {f"group{g}": {"hosts": [{"name": f"host{(h * 37) % 50:02d}", "weight": (h * 13) % 100} for h in range(50)]}
               for g in range(10)},
    "prefix": "srv", "name": "alpha", "port": 8080,
}


def best(calls, body):
    times = []
    for _ in range(15):
        start = time.thread_time()
        for _ in range(calls):
            body()
        times.append((time.thread_time() - start) / calls)
    return min(times)


def python(make):
    def text(name):
        with open(os.path.join(HERE, name + ".j2")) as file:
            return file.read()
    result = {}
    for name, calls in [("servers", 20), ("groups", 20), ("short", 20000)]:
        result[name] = best(calls, make(text(name)))
    return result


def with_jinja(text):
    template = jinja2.Environment(trim_blocks=True, undefined=jinja2.StrictUndefined).from_string(text)
    return lambda: template.render(DATA)


def with_minijinja(text):
    environment = minijinja.Environment(trim_blocks=True, templates={"t": text})
    environment.pycompat = True
    return lambda: environment.render_template("t", **DATA)


def python_re():
    with open(os.path.join(HERE, "substitution.txt")) as file:
        pattern, template, text = file.read().splitlines()
    return {"substitution": best(20000, lambda: re.sub(pattern, template, text))}


def compile_times():
    result = {}
    for name, calls in [("short", 50), ("sixty", 5)]:
        with open(os.path.join(HERE, name + ".j2")) as file:
            text = file.read()
        result["compile-" + name] = best(calls, lambda: jinja2.Environment(trim_blocks=True, cache_size=0).from_string(text))
    return result


with tempfile.TemporaryDirectory() as directory:
    for name in os.listdir(HERE):
        with open(os.path.join(HERE, name)) as file, open(os.path.join(directory, name), "w") as copy:
            copy.write(file.read())
    with open(os.path.join(directory, "data.json"), "w") as file:
        json.dump(DATA, file)
    output = subprocess.run([sys.argv[1], directory], check=True, capture_output=True, text=True).stdout
ours = {line.split()[0]: float(line.split()[1]) for line in output.splitlines()}
jinja = python(with_jinja) | compile_times() | python_re()
mini = python(with_minijinja)
print("| workload | swiftplay | Jinja2 (substitution: Python's re) | minijinja | against Jinja2 | against minijinja |")
print("|---|---|---|---|---|---|")
for name in ["servers", "groups", "short", "compile-short", "compile-sixty", "substitution"]:
    other = f"{mini[name] * 1e6:.1f} µs" if name in mini else ""
    ratio = f"{mini[name] / ours[name]:.1f} ×" if name in mini else ""
    print(f"| {name} | {ours[name] * 1e6:.1f} µs | {jinja[name] * 1e6:.1f} µs | {other} | {jinja[name] / ours[name]:.1f} × | {ratio} |")
print(f"\nMemory for a result of 10 MB: {ours['memory']:.1f} × the result.")
