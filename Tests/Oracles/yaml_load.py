#!/usr/bin/env python3
"""Writes Tests/YAMLTests/Cases/load.json and errors.json: what ansible-core's loader makes of YAML texts."""
import json
import pathlib
import tempfile

from ansible.errors import AnsibleError
from ansible.parsing.dataloader import DataLoader
from ansible._internal._errors import _error_factory
from ansible._internal import _event_formatting
from ansible.module_utils._internal._datatag import AnsibleTagHelper

CASES = pathlib.Path(__file__).resolve().parent.parent / "YAMLTests" / "Cases"

SCALARS = """yes Yes YES yEs no on off On ON true TRUE tRUE y n ~ null Null NULL nUll 0 00 07 08 010 0o17 0x1F 0xfg 0b101 0b 0b2 1_000 _1 1_ 0_7 0__ +5 -5 +-5 - + . .. ...
1.5 1. .5 -.5 +.5 1e3 1.e3 1.5e3 1.5e+3 1.5E-3 .5e+3 1_0.2_5 .inf -.inf +.Inf .INF .iNf .nan .NaN .NAN -.nan inf nan 1:30 1:2:3 190:20:30 1:60 60:59 1:5 -1:30 1:30.5 1:30.
0:30 01:30 1:30:00.25 2001-01-01 2001-1-1 2001-13-01x 2001-12-14t21:59:43.10-05:00 2001-12-15T02:59:43.1Z 2001-12-14_21:59:43 2001-12-15T02:59:43 2001-12-15T2:59:43Z 2001-12-15T02:59:43+5
9223372036854775807 9223372036854775808 -9223372036854775809 123456789012345678901234567890 0777777777777777777777777 0xffffffffffffffffffff abc a:b a#b 1.2.3 1.2.3.4 1,000 12e 1e 0x 0x_ 0x_1 1__0 __ --- 1-2
<<x = =x é 日本 v1.0 1.10 3.14159265358979323846 1e400x 1.0e+400 100000000000000000000.0 0.1 0.30000000000000004""".split()

TEXTS = [
    "a: 1\nb: [1, two, 3.0, ~]\nc: {x: y}\n", "- a\n- b: c\n- [d]\n", "just text", "''", "", "---\n", "# only a comment\n", "--- |\n text\n  more\n\n end\n", "--- >\n folded\n text\n\n  keep\n back\n", "--- |-\n x\n", "--- |+\n x\n\n", "a: >-\n  one\n  two\nb: |2\n   lead\n",
    "a: 'it''s'\nb: \"tab\\t\\u00e9\\x41\\n\"\n", "a: \"multi\n  line\n\n  text\"\n", "a: multi\n  line\n\n  plain\n", "? complex\n: value\n", "base: &b {x: 1, y: 2}\nd:\n  <<: *b\n  z: 3\n", "a: &a {x: 1}\nb: &b {x: 2, y: 2}\nc:\n  <<: [*a, *b]\n  w: 0\n", "a: &a {x: 1}\nb:\n  k: v\n  <<: *a\n", "a: &x [1]\nb: *x\n", "\"<<\": 1\n", "<<: {a: 1}\nb: 2\n",
    "a: !!str 12\nb: !!int '12'\nc: !!float 3\nd: !!bool 'yes'\ne: !!null ''\nf: ! 12\ng: !!str\n", "a: !!binary aGVsbG8=\n", "a: !!seq [1]\nb: !!map {a: 1}\n", "1: a\n1.5: b\nyes: c\n~: d\n2001-01-01: e\n", "yes: 1\n1: 2\n", "a: 1\r\nb: 2\r\n", "\ufeffa: 1\n", "a:\n- 1\n- 2\n", "- - - deep\n", "{a: 1, b}\n", "[a, b: c, {d: e}]\n", "a: b # comment\n", "a: b#c\n", "a: 'x' # c\n", "a: |\n  # not a comment\n", "%YAML 1.1\n---\na: 1\n", "!!map {a: 1}\n", "a: \"\\\n  joined\\\n  text\"\n", "a: @x".replace("@", "x"), "a: 1\n...\n",
    "a: [\n  1,\n  2,\n]\n", "a: {}\nb: []\n", "? [1, 2]\n: x\n"[:0] + "k: 1\n", "a: 'multi\n\n  quoted'\n", "key with spaces: v\n'quoted key': v\n", "a: - b\n"[:0] + "a: -b\n", "a: ?x\n", "a: &anchor\nb: 1\n", "!unsafe '{{ x }}'\n", "a: !unsafe [1, '{{ x }}', yes]\n", "{\"a\": 1e3, \"b\": [true, null], \"c\": \"\\/\"}", "[1, 2.0, \"x\"]", "12", "\"s\"", "1e3", "a: 1e3\n", "- 0o17\n- 017\n- 0b11\n", "=: 1\n", "a: {x: 1, <<: {y: 2}}\n",
    "a: 2001-01-01\nb: 2001-12-14 21:59:43.10 -5\n", "a: 1 2\nb: '1'\n", "a: \"{{ x }}\"\nb: '{% if y %}'\nc: '{# z #}'\nd: { e: '{ {' }\n",
]

ERRORS = [
    "a: {{ foo }}\n", "- debug:\n    msg: {{ foo }} text\n", "a: b: c\n", "a:\n  - x: y\n    foo: bar: baz\n", "a: 1\n\tb: 2\n", "a:\n\t- b\n", "name: \"foo\" bar\n", "name: \"foo\" and \"bar\"\n", "name: 'foo' bar\n", "- a\n b\n", "a: [1, 2\n", "a: *foo\n", "a: !foo bar\n",
    "? [a]\n: b\n", "a: \"abc\n", "<<: 5\n", "<<: [5]\n", "a: !vault [1]\n", "a: &x 1\nb: &x 2\n", "a: \"\\q\"\n", "a: @foo\n", "a: %foo\n", "a: `foo\n", "a: =\n", "---\na: 1\n---\nb: 2\n", "a: {b: c\nd: e\n", "a: ]\n", "a: }\n", "a:\n  b: 1\n c: 2\n", "- a\nb: c\n", "a: 'it's'\n",
    "a: \"x\" \"y\"\n", "foo\nbar: baz\n", "a: |\n  x\n y\n", "a: &\n", "a: *\n", "a: !<\n", "{a: b\n", "? a\n? b\n: - c\n d\n", "key: value: other\n", "- msg == \"Error: 'dude' was not found\"\n", "    - x: {{ a }}/{{ b }}\n", "a: !!int [1]\n"[:0] + "a: 1\n- b\n", "a: [b, c\nd: e\n", "%FOO\na: 1\n"[:0] + "%YAML 3.0\n---\na\n", "a: \"\\xZZ\"\n", "- copy: src=foo.txt\n    dest: bar.txt\n", "a: >x\n", "a: '\n", ":\n: x\n y\n", "a: {{ x }}:{{ y }}\n",
    "long_key_name: " + "x" * 100 + " y: " + "z" * 40 + "\n", "é: \"ü\" ö\n", "a: \"\" x\n", "!foo\n", "a: !!python/object:os.system x\n", "a: !Ref {b: c}\n", "{a: 1}: b\n", "[[1]]: b\n", "a:\n  ? {b: 1}\n  : c\n",
]


def tag(value):
    if isinstance(value, dict):
        return {"$dict": [[tag(k), tag(v)] for k, v in value.items()]}
    if isinstance(value, (list, tuple)):
        return [tag(item) for item in value]
    return [type(AnsibleTagHelper.as_native_type(value)).__name__, repr(AnsibleTagHelper.as_native_type(value))]


def load(text):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "file.yml")
        path.write_text(text)
        try:
            return {"value": tag(DataLoader().load_from_file(str(path), trusted_as_template=True))}
        except AnsibleError as error:
            event = _error_factory.ControllerEventFactory.from_exception(error, False)
            return {"error": _event_formatting.format_event(event, False).strip().replace(str(path), "file.yml")}


def write(name, cases):
    CASES.mkdir(parents=True, exist_ok=True)
    (CASES / f"{name}.json").write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
    print(name, len(cases), sum("error" in case["outcome"] for case in cases))


texts = TEXTS + [f"k: {scalar}\n" for scalar in SCALARS] + [f"[{scalar}]\n" for scalar in SCALARS[:60]] + [f"{scalar}: v\n" for scalar in SCALARS[:40]]
write("load", [{"text": text, "outcome": load(text)} for text in texts])
write("errors", [{"text": text, "outcome": load(text)} for text in ERRORS])
