#!/usr/bin/env python3
"""Writes Tests/ModulesTests/Cases/Arguments/arguments.json: what ansible-core's ArgumentSpecValidator says of arguments."""
import json
import pathlib

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

TARGET = pathlib.Path(__file__).resolve().parent.parent / "ModulesTests" / "Cases" / "Arguments" / "arguments.json"
TYPES = ["str", "bool", "int", "float", "list", "dict", "path", "raw", "bytes", "bits", "jsonarg"]
VALUES = [
    "text", "", "yes", "No", "TRUE", "off", "1", "0", "12", "-3", "1.5", "12.0", "1e3", "a,b", "a=1 b=2", "a='x y',b=2",
    '{"a": [1]}', "{'a': None}", "{broken", "[1]", "10M", "1.5 GB", "2Kb", "5q", " 7 ", True, False, 0, 1, 2, 1.0, 2.5,
    [1, "b"], {"k": "v"}, None, [], "/a/b",
]
GROUPS = dict(
    mutually_exclusive=[["a", "b"], ["c", "d"]], required_together=[["a", "c"]], required_one_of=[["a", "b", "e"]],
    required_if=[["c", "x", ["d", "e"]], ["c", "y", ["d", "e"], True]], required_by={"e": ["d"]})
NESTED = {
    "o": {"type": "list", "elements": "dict", "options": {
        "n": {"type": "int", "required": True}, "s": {"choices": ["p", "q"], "default": "p"}, "t": {"aliases": ["u"]},
        "in": {"type": "dict", "options": {"z": {"type": "bool"}}, "apply_defaults": True}}},
    "m": {"type": "dict", "options": {"x": {"type": "int", "default": 3}}, "apply_defaults": True},
}


def cases():
    for kind in TYPES:
        for value in VALUES:
            yield {"v": {"type": kind}}, {"v": value}, {}
    for value in VALUES:
        yield {"v": {"type": "list", "elements": "int"}}, {"v": value}, {}
        yield {"v": {"choices": ["yes", "text", "1"]}}, {"v": value}, {}
        yield {"v": {"type": "list", "choices": ["a", "b"]}}, {"v": value}, {}
    plain = {name: {} for name in "abcde"}
    for given in [{}, {"a": 1}, {"a": 1, "b": 2}, {"a": 1, "c": "x"}, {"a": 1, "c": "y"}, {"a": 1, "c": "y", "e": 1},
                  {"b": 1, "e": 2}, {"b": 1, "e": 2, "d": 3}, {"a": 1, "b": 1, "c": 1, "d": 1}, {"e": None}]:
        yield plain, given, GROUPS
    aliased = {"name": {"required": True, "aliases": ["n", "title"]}, "size": {"type": "int", "default": 5}}
    for given in [{}, {"n": "x"}, {"title": "x", "zzz": 1}, {"name": "a", "b": 1, "c": 2}, {"name": None}, {"name": "a", "size": "x", "q": 1}]:
        yield aliased, given, {}
    for given in [{}, {"o": []}, {"o": [{"n": 1}]}, {"o": [{"n": "x"}]}, {"o": [{}]}, {"o": [{"n": 1, "s": "r"}]}, {"o": {"n": 2}},
                  {"o": [{"n": 1, "w": 2}]}, {"o": ["n=4"]}, {"o": [{"n": 1, "in": {"z": "maybe"}}]}, {"o": [{"n": 1, "u": "x"}]},
                  {"m": {"x": "a"}}, {"m": {"y": 1}}, {"m": "x=7"}, {"o": [5]}]:
        yield NESTED, given, {}


def main():
    found = []
    for spec, given, groups in cases():
        result = ArgumentSpecValidator(spec, **groups).validate(given)
        found.append({
            "spec": spec, "given": given, "groups": groups, "errors": result.error_messages,
            "values": None if result.error_messages else result.validated_parameters})
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("[\n" + ",\n".join(json.dumps(one) for one in found) + "\n]\n")
    print(len(found))


if __name__ == "__main__":
    main()
