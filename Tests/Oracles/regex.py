#!/usr/bin/env python3
"""Writes Tests/RegexTests/Cases/regex.json: what Python's re makes of patterns and texts."""
import json
import pathlib
import re
import warnings

warnings.simplefilter("ignore")
TARGET = pathlib.Path(__file__).resolve().parent.parent / "RegexTests" / "Cases" / "regex.json"
FLAGS = {"i": re.I, "m": re.M, "s": re.S, "x": re.X, "a": re.A}

PATTERNS = [
    # pattern, flags, texts
    ("abc", "", ["abc", "xabcx", "ABC", ""]), ("abc", "i", ["ABC", "xaBcx"]), ("", "", ["", "ab", "é"]), ("x*", "", ["abxd", "xx", ""]), ("a|b", "", ["cab"]),
    ("(a)(b)?", "", ["ab", "a", "aab"]), ("(?P<first>\\w+) (?P<second>\\w+)", "", ["hello world", "é ü", "a  b"]), ("(?P<q>['\"]).*?(?P=q)", "", ["say 'hi' and \"ho\""]),
    ("^a$", "", ["a", "a\n", "a\nb", "b\na"]), ("^a$", "m", ["b\na\nc"]), ("a\\Z", "", ["a", "a\n"]), ("\\Aa", "m", ["a\na", "b\na"]), ("a.b", "", ["a\nb", "axb", "a\rb", "a\u2028b"]), ("a.b", "s", ["a\nb"]),
    ("a b # comment\n c", "x", ["abc", "a b c"]), ("a\\ b [ ] c", "x", ["a b c"]), ("(?x) a + b", "", ["aaab"]), ("(?i)straße", "", ["STRASSE", "Straße"]), ("(?s).", "", ["\n"]), ("(?m)^x", "", ["a\nx"]), ("(?i:a)b", "", ["Ab", "AB"]), ("(?im)^A$", "", ["x\na"]),
    ("(?u)\\w", "", ["é"]), ("\\w+", "a", ["aéb"]), ("\\w+", "", ["aéb_1 日本 x\u0301"]), ("\\d+", "", ["12 ٣٤"]), ("\\s+", "", ["a \t\n\u00a0b"]), ("\\bfoo\\b", "", ["a foo b", "foobar"]), ("\\Boo", "", ["foo oo"]),
    ("(?<=a)b", "", ["ab cb"]), ("(?<!a)b", "", ["ab cb"]), ("a(?=b)", "", ["ab ac"]), ("a(?!b)", "", ["ab ac"]), ("(?<=a*)b", "", ["ab"]), ("(?>a+)b", "", ["aaab"]), ("a++b", "", ["aab"]), ("a*+a", "", ["aaa"]), ("a{2}", "", ["aaaaa"]), ("a{,2}b", "", ["aab", "b"]), ("a{2,}", "", ["aaa a"]),
    ("a{1,2}?", "", ["aaa"]), ("a{", "", ["a{"]), ("a{}", "", ["a{}"]), ("a{x}", "", ["a{x}"]), ("{a}", "", ["{a}"]), ("x{1,2", "", ["x{1,2"]), ("[]a]+", "", ["]a"]), ("[^]a]+", "", ["]ab"]), ("[a-c]+", "", ["abcd"]), ("[-a]+", "", ["a-"]), ("[a-]+", "", ["a-"]), ("[[:alpha:]]+", "", ["a:]", "al]"]), ("[\\]\\\\]", "", ["]", "\\"]),
    ("[\\w.-]+@[\\w-]+", "", ["me.x@ex-ample.org"]), ("[\\b]", "", ["\b"]), ("[\\d\\s]+", "", ["1 2"]), ("\\x41\\u00e9\\101\\0", "", ["Aé" + "A\0"]), ("\\t\\n\\v\\f\\a", "", ["\t\n\v\f\a"]), ("(a)\\1", "", ["aa"]), ("(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)\\10", "", ["abcdefghijj"]), ("\\141", "", ["a"]),
    ("(a)?(?(1)b|c)", "", ["ab", "c"]), ("(?P<n>a)?(?(n)b|c)", "", ["ab", "c"]), ("(?:ab)+", "", ["ababx"]), ("(?#comment)a", "", ["a"]), ("((a)|b)+", "", ["ab"]), ("(a|ab)(c|bcd)(d*)", "", ["abcd"]), ("\\.", "", ["a.b"]), ("[.]", "", ["a.b"]), ("/", "", ["a/b/c"]), ("-", "", ["a-b"]), ("\\-\\_\\/\\@\\é", "", ["-_/@é"]),
    (",\\s*", "", ["a, b,c,  d"]), ("(,)\\s*", "", ["a, b,c"]), ("(\\d)|(x)", "", ["a1bxc"]), ("é+", "", ["aééb"]), ("[é-ü]", "", ["aéü"]), ("😀", "", ["x😀y"]), (".", "", ["é😀"]), ("a&&b~#", "", ["a&&b~#"]), ("\\$\\{(\\w+)\\}", "", ["${a} ${b}"]), ("^", "m", ["a\nb"]), ("$", "", ["a\n"]), ("$", "m", ["a\nb\n"]), ("\\b", "", ["a b"]), ("(?=a)", "", ["aa"]), ("(a*)*", "", ["aab"]),
    ("(?i)[A-Z]+", "", ["abcÉ"]), ("k", "i", ["\u212a"]), ("ſ", "i", ["s"]), ("(?-i:a)B", "i", ["ab", "Ab"]), ("(?s-i:.)", "i", ["\n"]), ("a#b", "", ["a#b"]), ("a b", "", ["a b"]), ("[#]a", "x", ["#a"]), ("a|*", "", [""]), ("&", "", ["a&b"]), ("(?P<añ>x)", "", ["x"]), ("a\nb", "", ["a\nb"]), ("(?:a|b){2,3}?c", "", ["abac"]),
    # what is wrong
] + [(p, "", ["a"]) for p in [
    "(", ")", "a)", "(a", "[", "[a", "[]", "*", "+a", "?", "a**", "a{2}{3}", "a+*", "(?P<n>a)(?P<n>b)", "(?P=x)", "\\1", "(a)\\2", "(a\\1)", "\\", "\\y", "\\z", "\\K", "\\Q", "\\h", "\\R", "\\G", "\\e", "\\x1", "\\u12", "\\U00110000", "[b-a]", "[\\w-a]", "a{3,2}", "(?P<1a>x)", "(?P<>x)", "(?P<a", "(?P",
    "(?", "(?<n>a)", "(?<", "(?'n'a)", "(?R)", "(?1)", "(?&n)", "(?P>n)", "(?|a)", "(*FAIL)", "(?i", "(?iz)", "a(?i)b", "(?#x", "(?(2)a)", "(?(x)a)", "(?(1", "(?-i)", "(?i-", "[[.a.]]", "^*", "$+", "\\b*", "(?:)*", "\\400", "[\\400]", "(?(0)a)", "a\n(", "(?P<a b>x)", "|*", "(*a)", "(?:*a)",
]]
TEMPLATES = ["<\\g<0>>", "-", "\\1", "[\\g<1>]", "\\n\\t", "\\\\", "\\g<first>", "\\q", "\\.", "\\g<9>", "\\g<", "\\g<>", "\\gx", "\\g<a b>", "\\g<nope>", "\\", "\\0", "\\012", "\\101", "\\2\\1", "$1 & {0}", "\\é", "\\400", "\\99"]
SPECIAL = {"(a)(b)?", "(?P<first>\\w+) (?P<second>\\w+)", "x*", "(\\d)|(x)", "a|b", ",\\s*"}


def run(function):
    try:
        return {"value": function()}
    except (re.error, IndexError, OverflowError, RecursionError) as error:
        return {"error": str(error)}


def show(match):
    return match and {"span": list(match.span()), "groups": [match.group(0), *match.groups()],
                      "spans": [list(match.span(i)) if match.span(i)[0] >= 0 else None for i in range(match.re.groups + 1)]}


def main():
    cases = []
    for pattern, letters, texts in PATTERNS:
        flags = 0
        for letter in letters:
            flags |= FLAGS[letter]
        for text in texts:
            case = {"pattern": pattern, "flags": letters, "text": text,
                    "search": run(lambda: show(re.search(pattern, text, flags)))}
            if "error" not in case["search"]:
                case |= {"match": run(lambda: show(re.match(pattern, text, flags))), "fullmatch": run(lambda: show(re.fullmatch(pattern, text, flags))),
                         "findall": run(lambda: [[x] if isinstance(x, str) else list(x) for x in re.findall(pattern, text, flags)]),
                         "split": run(lambda: re.split(pattern, text, flags=flags)), "split1": run(lambda: re.split(pattern, text, maxsplit=1, flags=flags)),
                         "names": re.compile(pattern, flags).groupindex | {}}
                templates = TEMPLATES if pattern in SPECIAL else ["<\\g<0>>"]
                case["sub"] = [[t, run(lambda: list(re.subn(t, t, "")) if False else list(re.subn(pattern, t, text, flags=flags)))] for t in templates]
                case["sub1"] = run(lambda: list(re.subn(pattern, "-", text, count=1, flags=flags)))
            cases.append(case)
    escapes = ["", "a.b*c", "a b\tc\nd", "é-#&~/@%\"'<>=!,;:`{}[]()|^$?+\\_"]
    cases += [{"escape": text, "value": re.escape(text)} for text in escapes]
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
    print(len(cases))


main()
