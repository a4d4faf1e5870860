#!/usr/bin/env python3
"""Writes Tests/YAMLTests/Cases/dump.json: YAML as ansible-core's dumper writes it."""
import functools
import itertools
import json
import pathlib

import yaml
from ansible.parsing.yaml.dumper import AnsibleDumper
from ansible.plugins.callback import _AnsibleCallbackDumper

TARGET = pathlib.Path(__file__).resolve().parent.parent / "YAMLTests" / "Cases" / "dump.json"

STRINGS = ["", "a", "yes", "no", "null", "~", "1", "1.5", "0x1f", "010", "1e3", "1:30", "2001-01-01", "=", "<<", "- a", "-", "--- a", "...", "? a", ": a", "a: b", "a:b", "a:", "a #b", "a#b", "#a", "@a", "`a", "%a", "!a", "&a", "*a", "|", ">", "{a}", "[a]", "a, b", "a]b", "it's", 'say "x"',
           " lead", "trail ", "tab\tx", "line\nbreak", "line\nbreak\n", "\nlead", "two\n\nlines\n", "trail \nspace", "  ind\n more\n", "é ü", "日本", "😀", "\u2028", "\x07", "\x85", "\ufeff", "\u00a0", "x" * 100, "word " * 30, "long words without end " * 8 + "\nand more " * 3, "{{ x }}", "a\\b", "%", "'", '"', "''", "!!", "a\r\nb", "é\nü", "\x00", "key: {{ v }}", "*", "&", "<", "a & b", "1_000", ".5", "+1", ".inf", "NaN", ".nan", "0o17", "True", "on", "y", "n"]
VALUES = STRINGS + [None, True, False, 0, -5, 10**30, 1.0, 0.1, 1e16, 1e-7, float("inf"), float("-inf"), float("nan"), 1.5e300, -0.0, [], {}, [[]], [{}], {"a": []}, {"a": {}}, [1, 2, 3], ["a", "b"], [[1, 2], [3]], {"b": 1, "a": 2}, {"a": [1, {"b": "c"}], "d": {"e": None}},
                    [{"a": 1, "b": [1, 2]}, {"c": "x\ny\n"}], {1: "a", "b": 2}, {2: "x", 10: "y", 1: "z"}, {"multi\nline": 1, "long " * 30: "v"}, {"k": "word " * 40}, [["deep", ["er", ["est"]]]], {"a": {"b": {"c": {"d": 1}}}}, {True: 1, None: 2}, (1, (2,)), {"x": ["- y", "a: b"], "z": "#"},
                    {"list": [["a", "b"], {"c": ["d"]}], "text": "l1\nl2\n"}, {"x": [STRINGS[:30]]}, dict.fromkeys(STRINGS[:40], "v"), [1.5, True, None, "yes"]]
OPTIONS = [{}, {"default_flow_style": False, "indent": 4}, {"default_flow_style": False}, {"default_flow_style": True}, {"default_flow_style": False, "indent": 2, "width": 40}, {"width": 1000, "sort_keys": False}, {"allow_unicode": False}, {"default_style": '"'}, {"default_style": "'"}, {"default_style": "|"}, {"default_style": ">"},
           {"explicit_start": True, "explicit_end": True}, {"canonical": True}, {"indent": 8, "default_flow_style": False, "sort_keys": False}]


def tag(value):
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int):
        return value if -2**53 < value < 2**53 else {"$big": str(value)}
    if isinstance(value, float):
        return {"$float": repr(value)}
    if isinstance(value, list):
        return [tag(item) for item in value]
    if isinstance(value, tuple):
        return {"$tuple": [tag(item) for item in value]}
    return {"$dict": [[tag(k), tag(v)] for k, v in value.items()]}


cases = []
for index, (options, value) in enumerate(itertools.product(OPTIONS, VALUES)):
    if OPTIONS.index(options) < 2 or index % 3 == 0:
        text = yaml.dump(value, Dumper=AnsibleDumper, **({"allow_unicode": True, "default_flow_style": None} | options))
        cases.append({"value": tag(value), "options": options, "text": text})
LINES = [text for text in STRINGS if len(text) > 1] + ["a\tb\nc", "x \ny", " \n ", "a\u2028b", "a\n\u00a0\n", "tab\t\nabcdefgh\ti\r\n\tj", "\x1b[0mred\n", "a\x1c\n\x1d", "é \n日", "\n", "end \n\n \n", "a\x85b \x85"]
for lossy in (True, False):
    for value in LINES + [{"stdout": "a\nb", "list": ["x\ty\nz", {"n": "é\n"}]}]:
        text = yaml.dump(value, Dumper=functools.partial(_AnsibleCallbackDumper, lossy=lossy), allow_unicode=True, default_flow_style=False, indent=4)
        options = {"lines": "readable" if lossy else "blocks", "indent": 4, "default_flow_style": False}
        cases.append({"value": tag(value), "options": options, "text": text})
TARGET.write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
print(len(cases))
