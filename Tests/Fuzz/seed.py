#!/usr/bin/env python3
"""seed.py DIRECTORY: one file for each seventh template of the case files, as the fuzzer's first inputs."""
import json
import pathlib
import sys

target, tests = pathlib.Path(sys.argv[1]), pathlib.Path(__file__).resolve().parent.parent
rows = [json.loads(line) for path in sorted(tests.glob("JinjaTests/Cases/*.jsonl")) for line in path.open(encoding="utf-8")]
for path in sorted(tests.glob("TemplatingTests/Cases/*.json")):
    rows += json.loads(path.read_text(encoding="utf-8")).get("cases", [])
for number, row in enumerate(rows):
    is_expression = "expression" in row
    text = row["expression"] if is_expression else row.get("template")
    if number % 7 == 0 and isinstance(text, str) and len(text) < 400:
        choice = 64 | (128 if is_expression else 0) | number % 64
        (target / f"case-{number}").write_bytes(bytes([choice]) + text.encode())
