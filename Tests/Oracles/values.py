#!/usr/bin/env python3
"""Writes Tests/ValuesTests/Cases/*.json: what Python makes of values.

A value stands as JSON with tags where JSON has no such kind: {"$tuple": [...]}, {"$dict": [[key, value], ...]},
{"$big": "digits"}, {"$float": "repr"}. An outcome is {"value": ...} or {"error": "TypeError", "message": "..."}.
"""
import base64
import copy
import datetime
import itertools
import json
import operator
import pathlib
import sys

CASES = pathlib.Path(__file__).resolve().parent.parent / "ValuesTests" / "Cases"


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
    if isinstance(value, dict):
        return {"$dict": [[tag(k), tag(v)] for k, v in value.items()]}
    raise ValueError(type(value))


def outcome(function, *arguments):
    try:
        return {"value": tag(function(*arguments))}
    except Exception as error:
        return {"error": type(error).__name__, "message": str(error)}


def write(name, cases):
    text = "[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n"
    (CASES / f"{name}.json").write_text(text)
    print(name, len(cases))


BIG = 2**63
NUMBERS = [0, 1, -1, 2, 7, -7, 3, 2**31, 2**53 + 1, BIG - 1, -BIG, BIG, -BIG - 1, 10**30, -(10**25), True, False,
           0.0, -0.0, 1.0, 0.5, -2.5, 1e16, 1e300, 3.7, 0.1, float("inf"), float("nan")]
OTHERS = [None, "", "a", "abc", "é", "%s", [], [1, 2], [1, "a"], (), (1,), (1, 2), {}, {"a": 1}]
ALL = NUMBERS + OTHERS
OPERATORS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "//": operator.floordiv,
             "%": operator.mod, "**": operator.pow, "<": operator.lt, "<=": operator.le, ">": operator.gt,
             ">=": operator.ge, "==": operator.eq, "in": lambda a, b: a in b}


def too_large(name, a, b):
    """What Python would take for ever to compute."""
    numbers = isinstance(a, (int, float)) and isinstance(b, (int, float))
    if name == "**" and numbers:
        if isinstance(b, float) or isinstance(a, float):
            return a < 0 and b != b // 1
        return abs(b) > 200
    if name == "*":
        return any(isinstance(x, int) and abs(x) > 1000 and not isinstance(y, (int, float))
                   for x, y in ((a, b), (b, a)))
    return False


def binary():
    cases = []
    for name, function in OPERATORS.items():
        for a, b in itertools.product(ALL, ALL):
            if not too_large(name, a, b):
                cases.append({"operator": name, "a": tag(a), "b": tag(b), "outcome": outcome(function, a, b)})
    keep = [case for index, case in enumerate(cases) if index % 4 == 0 or case["operator"] in ("//", "%")]
    write("binary", keep)


TEXTS = ["", "plain", "it's", 'say "hi"', "both ' and \"", "back\\slash", "line\nbreak\ttab\r", "\x00\x1f\x7f\x80\xa0\xad",
         "é ü ß", "日本語", "\u200b\u2028\ufeff", "😀\U000e0001", "\ud7ff\ue000\uffff", "{{ x }}", "e\u0301", "٣"]
FLOATS = [0.1, 1e-5, 0.0001, 123456789012345680.0, 1e15, 1e16, 1.5e16, 9007199254740993.0, 1e22, 1e23, 5e-324, 1.7976931348623157e308,
          2.5, -0.0, 1/3, 100.0, 1e100, 123e-7, -1e-10, 12345.678, 4503599627370497.5, 9999999999999998.0]


def nested(depth):
    value = [1]
    for _ in range(depth):
        value = [value]
    return value


def unary():
    values = ALL + TEXTS + FLOATS + [[TEXTS], tuple(TEXTS), {text: [text] for text in TEXTS}, {1: {2.5: (None, True)}},
                                     {(1, 2): "t"}, nested(50), 2**200, -2**64, 10**4299]
    functions = {"str": str, "repr": repr, "bool": bool, "len": len, "list": list, "neg": operator.neg,
                 "pos": operator.pos, "int": int, "float": float, "type": lambda v: type(v).__name__, "hash": lambda v: bool(hash(v)) or True,
                 "copy": copy.deepcopy}
    write("unary", [{"function": name, "a": tag(v), "outcome": outcome(f, v)}
                    for name, f in functions.items() for v in values])


def numbers():
    texts = ["0", "12", "-12", "+5", " 42\n", "1_000", "1__0", "_1", "1_", "0x1f", "0X_1F", "0o17", "0b101", "010", "00", "ff", "zz",
             "9223372036854775807", "9223372036854775808", "-9223372036854775808", "123456789012345678901234567890", "", " ", "-", "1.5",
             "٣٤", "1e3", "½", "x" * 3, "+-1", "- 1", "1 2", "0x", "0_0", "1\u00a0"]
    cases = [{"function": "int", "text": t, "base": b, "outcome": outcome(int, t, b)}
             for t in texts for b in (10, 0, 16, 8, 2, 36, 1)]
    floats = texts + ["1.", ".5", "1e5", "1E-5", "1_0.2_5", "1_.5", "inf", "-Infinity", "nan", "+NaN", "infin", "1e400", "0x1p3", "1e", ".",
                      "  2.5  ", "1,5", "1e+05", "-0", "e5", "1.5e", "n", "i"]
    cases += [{"function": "float", "text": t, "base": 10, "outcome": outcome(float, t)} for t in floats]
    write("numbers", cases)


def subscripts():
    sequences = ["hello", "héllo wörld 日本", "", [1, 2, 3, 4, 5], (1, 2, 3), {"a": 1, 2: "b", True: "c"}, 5, None]
    cases = []
    bounds = [None, 0, 1, -1, 2, -3, 100, -100]
    for sequence in sequences[:5]:
        for start, stop, step in itertools.product(bounds, bounds, [None, 1, 2, -1, -2, 10**6]):
            cases.append({"a": tag(sequence), "slice": [start, stop, step],
                          "outcome": outcome(lambda: sequence[start:stop:step])})
    cases = [case for index, case in enumerate(cases) if index % 4 == 0]
    for sequence in sequences:
        for key in [0, 1, -1, 3, -5, 99, -99, "a", 2, True, 1.0, None, [], (1,), 10**20, 1.5]:
            cases.append({"a": tag(sequence), "key": tag(key), "outcome": outcome(lambda: sequence[key])})
        for bound in ([None, None, 0], ["a", None, None], [None, 1.5, None], [None, None, "x"], [10**30, None, None]):
            cases.append({"a": tag(sequence), "slice": [tag(b) for b in bound],
                          "outcome": outcome(lambda: sequence[slice(*bound)])})
    write("subscripts", cases)


def sorting():
    lists = [[3, 1, 2], ["b", "a", "é", "B", "z", "日", "😀", "\uffff"], [1, 2.5, True, 0, 10**30, -1.5, -(10**20)], [[2], [1, 5], [1]], [(1, "b"), (1, "a")],
             [1, "a"], ["a", 1], [None, 1], [{}, {}], [[1], (1,)], [[1, "a"], [1, 2]], [{"a": 1}], [], [None], [float("inf"), 1, -float("inf")],
             [2**53 + 1, float(2**53)], [2**63, 9.3e18, 9.2e18, 2**63 - 1], [[[1]], [[0]]]]
    write("sorting", [{"a": tag(l), "reverse": r, "outcome": outcome(lambda: sorted(l, reverse=r))}
                      for l in lists for r in (False, True)])


def json_texts():
    texts = ["1", "-0", "-0.0", "1.5e3", "1E5", "1e-7", "01", "1.", ".5", "-", "--1", "123456789012345678901234567890", "1e400", "0.1", "NaN", "Infinity", "-Infinity", "nul", "true",
             "false", "null", "True", '"a"', '"\\u00e9\\n\\t\\"\\\\\\/\\b\\f\\r"', '"\\ud83d\\ude00"', '"\\u12"', '"\\x"', '"abc', '"a\nb"', '"\t"', '"é日😀"', "[]", "[ ]", "[1,2 , 3]", "[1,]",
             "[1 2]", "[", "[1", "{}", "{ }", '{"a":1}', '{"a" : [1, {"b": null}]}', '{"a":1,}', '{"a" 1}', '{"a":}', "{a:1}", '{"a":1 "b":2}', '{"a":1,"a":2}', '{"b":1,"a":2,"b":3}', "{", '{"a', '{"a":1',
             "", " ", "\n\n  x", "1 2", '"a" "b"', "[1]]", '{"a":\n[1,\n2,x]}', "'a'", '"é" x', "[1,2]\n \t\r", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1000000000000000000", "12345678901234567890",
             "[" * 100 + "]" * 100, "{\"a\":" * 30 + "1" + "}" * 30, "-Infinit", "tru", "\"\\", "\"\\u", "[,1]", "1e5e", "[1.5.2]", "1E+2", "2e", "\"\\ud800x\""[:0] + "\"ok\""]
    write("json-parse", [{"text": t, "outcome": outcome(json.loads, t)} for t in texts])
    values = ALL[:26] + [float("inf"), float("nan"), -float("inf")] + OTHERS + TEXTS[:-1] + FLOATS + [
        {"b": 1, "a": [1, {"c": None}], "é": "😀"}, {1: 2, "1": 3, None: 4, True: 5, 2.5: 6}, {1: "x", 3: "y", 2: "z"}, {(1,): 2}, [[], {}, [[]], [{}]], {"a": {}, "b": []},
        {"z": {"y": 1, "x": [1, 2]}, "a": "s"}, (1, (2, 3)), [None, True, False]]
    options = [{}, {"indent": 4}, {"indent": 2, "sort_keys": True}, {"ensure_ascii": False}, {"separators": [",", ":"]}, {"indent": 0}, {"indent": "\t"},
               {"sort_keys": True, "separators": [" ,", " : "], "indent": 1}]
    write("json-write", [{"a": tag(v), "options": o, "outcome": outcome(lambda: json.dumps(v, **o))} for v in values for o in options])


def percent():
    cases = []
    formats = ["%s", "%d", "%i", "%5d|", "%-5d|", "%05d", "%+d", "% d", "%x", "%X", "%#x", "%o", "%#o", "%e", "%E", "%f", "%.2f", "%8.3f|", "%-8.2f|", "%08.2f", "%g", "%G", "%#g", "%.3g",
               "%c", "%r", "%a", "%10s|", "%-10s|", "%.2s|", "%%", "%5%|", "%z", "%", "%.0f", "%+.1e", "%.10d", "%#08x", "%u", "%ld", "text", "%s %s", "%010.3e", "%.50f"]
    operands = [1, -42, 3.14159, 1e30, "abc", "é日", "x", [1, 2], {"a": 1}, None, True, (1, 2), (1,), 10**25, -0.0, float("inf"), float("nan"), (), 255, ("a", "b"), 0, 97]
    for f, o in itertools.product(formats, operands):
        cases.append({"format": f, "operand": tag(o), "outcome": outcome(lambda: f % o)})
    for f, o in [("%(a)s-%(b)d", {"a": "x", "b": 5}), ("%(a)s", 1), ("%(a)s", {}), ("%(a", {}), ("%(a)5.1f|", {"a": 2.25}), ("%*d", (5, 3)), ("%-*d|", (5, 3)), ("%*d", ("a", 3)),
                 ("%.*f", (2, 3.14159)), ("%(a(b))s", {"a(b)": 1}), ("%()s", {"": 1}), ("%*d", (-5, 3)), ("%s %% %s", (1, 2)), ("%s", (1, 2)), ("%(a)s %s", {"a": 1})]:
        cases.append({"format": f, "operand": tag(o), "outcome": outcome(lambda: f % o)})
    write("percent", cases)


def base64_texts():
    cases = [{"bytes": list(data), "text": base64.b64encode(data).decode()} for data in
             [b"", b"a", b"ab", b"abc", b"abcd", bytes(range(256)), "é日😀".encode()]]
    texts = ["YQ==", "YWI=", "YWJj", "YQ", "YW I=\n", "Y", "YQ=", "YQ==YQ==", "====", "Y=Q=", "!!!", "YWJjZ", "YWJj=", "=YWI=", "YQ==\n", "YQ=x="]
    for text in texts:
        cases.append({"text": text, "outcome": outcome(lambda: base64.b64decode(text).decode("latin-1"))})
    write("base64", cases)


FORMATS = ["%Y-%m-%d %H:%M:%S", "%a %A %b %B %d %j %U %w %y", "%f %z %Z", "%%", "", "%I %p %e %s"[:8], "no conversion", "%H%"]


def dates():
    """Times as [year, month, day, hour, minute, second, microsecond, seconds east of Greenwich or null]."""
    utc = lambda s: None if s is None else datetime.timezone(datetime.timedelta(seconds=s))
    times = [[2001, 12, 14, 21, 59, 43, 100000, -18000], [2024, 2, 29, 0, 0, 0, 0, None], [1, 1, 1, 0, 0, 0, 0, None], [9999, 12, 31, 23, 59, 59, 999999, 0],
             [1970, 1, 1, 0, 0, 1, 0, 19800], [2000, 3, 1, 12, 30, 0, 5, 3661], [1900, 2, 28, 1, 2, 0, 0, None], [2024, 12, 31, 23, 0, 0, 0, None]]
    broken = [[2001, 13, 1, 0, 0, 0, 0, None], [2001, 2, 29, 0, 0, 0, 0, None], [0, 1, 1, 0, 0, 0, 0, None], [2001, 1, 1, 24, 0, 0, 0, None], [2001, 1, 1, 0, 60, 0, 0, None], [2001, 1, 1, 0, 0, 60, 0, None]]
    cases = []
    for time in times + broken:
        def show():
            value = datetime.datetime(*time[:7], tzinfo=utc(time[7]))
            return [str(value), repr(value), value.isoformat(), str(value.date()), repr(value.date()), value.toordinal(), value.weekday(), [value.strftime(f) for f in FORMATS]]
        cases.append({"time": time, "outcome": outcome(show)})
    for a, b in itertools.product(times, times):
        x, y = datetime.datetime(*a[:7], tzinfo=utc(a[7])), datetime.datetime(*b[:7], tzinfo=utc(b[7]))
        cases.append({"a": a, "b": b, "outcome": outcome(lambda: [str(x - y), repr(x - y), x < y, x == y]), "days": (x.date() - y.date()).days})
    deltas = [0, 1, -1, 86400 * 10**6, -86400 * 10**6 - 5, 3661 * 10**6, 123456789012345]
    for time, delta in itertools.product(times, deltas):
        x, d = datetime.datetime(*time[:7], tzinfo=utc(time[7])), datetime.timedelta(microseconds=delta)
        cases.append({"time": time, "delta": delta, "outcome": outcome(lambda: [str(x + d), str(x - d), str(d), repr(d), str(d * 3), str(-3 * d), str(d // 7), str(d + d), d / datetime.timedelta(hours=1)])})
    write("dates", cases)


if __name__ == "__main__":
    CASES.mkdir(parents=True, exist_ok=True)
    binary(), unary(), numbers(), subscripts(), sorting(), json_texts(), percent(), base64_texts(), dates()
