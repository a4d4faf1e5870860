"""The cases that jinja.py renders: written ones, and combinations where those find more."""

DATA = {
    "empty": "", "word": "hello", "text": "Hello World, hello", "uni": "Grüße ÄÖ ß", "num": "42", "neg": "-7",
    "zero": 0, "one": 1, "n": 7, "minus": -3, "big": 12345678901234567890, "f": 2.5, "tiny": 1e-7, "huge": 1e22,
    "t": True, "no": False, "nil": None, "l": [3, 1, 2], "words": ["b", "A", "c", "a"], "el": [], "d": {"b": 2, "a": 1},
    "ed": {}, "nested": {"x": {"y": [1, {"z": "deep"}]}}, "mixed": [1, "a", None, 2.0, True],
    "users": [
        {"name": "bob", "age": 30, "city": "Rome", "tags": ["x", "y"]},
        {"name": "Alice", "age": 25, "city": "oslo", "tags": []},
        {"name": "carol", "age": 30, "city": "Oslo", "active": True},
    ],
    "late": {"$template": "{{ n + 1 }}"}, "lazy": {"k": {"$template": "{{ word | upper }}"}, "bad": {"$template": "{{ nope }}"}},
    "lazylist": [{"$template": "{{ n }}"}, "plain {{ n }}", {"$template": "a{{ n }}b"}],
    "broken": {"$template": "{{ 1 // 0 }}"},
}


FILES = {
    "hello.j2": "Hello {{ word }}!\n", "locals.j2": "{{ x | default('no x') }}", "macros.j2": "{% macro m(a) %}<{{ a }}>{% endmacro %}{% set v = 5 %}{% set _p = 6 %}{% macro w() %}{{ n | default('no n') }}{% endmacro %}text",
    "base.j2": "<{% block a %}base a{% endblock %}|{% block b %}base b {{ n }}{% endblock %}>", "child.j2": "{% extends 'base.j2' %}{% block a %}child {{ super() }}{% endblock %}ignored{% set y = 1 %}",
    "grand.j2": "{% extends 'child.j2' %}{% block a %}grand {{ super() }}{% endblock %}{% block b %}{{ y | default('no y') }}{% endblock %}", "scoped.j2": "{% for i in [1, 2] %}{% block s scoped %}{{ i }}{% endblock %}{% endfor %}",
    "unscoped.j2": "{% for i in [1, 2] %}{% block s %}{{ i | default('u') }}{% endblock %}{% endfor %}", "required.j2": "{% block r required %}{% endblock %}", "self.j2": "{% block t %}T{% endblock %}{{ self.t() }}{{ self.t() }}", "native.j2": "{{ [1, 2] }}",
    "loopinc.j2": "{{ loop.index }}{{ i }}", "multi.j2": "{% extends 'base.j2' %}{% block b %}{{ super() }}{{ super() }}{% endblock %}", "setbase.j2": "{% set z = 1 %}{% block q %}{{ z }}{% endblock %}", "setchild.j2": "{% extends 'setbase.j2' %}{% set z = 2 %}{% block q %}[{{ z }}]{% endblock %}",
    "bad.j2": "{% if %}", "super2.j2": "{% extends 'child.j2' %}{% block a %}{{ super.super() }}{% endblock %}",
}


def expressions(texts):
    return [{"expression": text} for text in texts]


def templates(texts, **more):
    return [dict(template=text, **more) for text in texts]


def arithmetic():
    operands = ["n", "minus", "zero", "f", "big", "t", "word", "l", "nil", "'3'", "(1, 2)", "d", "1.0", "2**70"]
    texts = [f"{a} {op} {b}" for op in ["+", "-", "*", "/", "//", "%"] for a in operands for b in operands
             if not (op == "*" and ("big" in (a, b) or "2**70" in (a, b)) and {a, b} & {"word", "l", "'3'", "(1, 2)"})]
    texts += [f"{a} ** {b}" for a in ["n", "minus", "f", "2", "zero", "0.0", "t"] for b in ["2", "-1", "0", "0.5", "64", "word"]]
    texts += [f"{s}{a}" for s in "-+" for a in operands] + ["- 2 ** 2", "-2 ** 2", "2 ** 3 ** 2", "2 ** -1", "--n", "+-+n"]
    texts += ["1 + 2 * 3", "(1 + 2) * 3", "7 // 2 * 2 + 7 % 2", "1 ~ 2 + 3", "'a' ~ 1 ~ none ~ 2.0", "10 - 2 - 3", "2 * 3 ~ 4"]
    return expressions(texts)


def comparisons():
    operands = ["n", "7.0", "t", "one", "word", "'7'", "nil", "l", "[3, 1, 2]", "d", "(1,)", "big", "f"]
    texts = [f"{a} {op} {b}" for op in ["==", "!=", "<", ">="] for a in operands for b in operands]
    texts += [f"{a} {op} {b}" for op in ["in", "not in"] for a in ["1", "'a'", "'h'", "nil", "''", "t", "[1]"]
              for b in ["l", "d", "word", "mixed", "(1, 'a')", "''", "n"]]
    texts += ["1 < 2 < 3", "1 < 3 < 2", "3 > 2 > 1 == true", "1 < 2 == true", "1 in [1] == true", "not 1 in [2]", "not n > 3",
              "not not n", "n and word", "zero and nope", "zero or word", "n or nope", "el or ed or nil", "not el", "n and el",
              "true and not false", "1 if n else 2", "1 if zero else 2", "(1 if zero)", "'a' if t else 'b' if no else 'c'",
              "n if nope is defined else 0", "[1, 2] < [1, 3]", "[1] < [1, 0]", "('a', 1) < ('a', 2)", "'a' < 'B'", "'ä' > 'z'"]
    return expressions(texts)


def literals():
    return expressions([
        "1_000", "0x1F", "0o17", "0b101", "0X_ff", "1e3", "1.5E-3", "1_0.5_0", "1e22", "1e16", "123456789.123456789", "0.1 + 0.2",
        "true", "True", "none", "None", "'a' 'b' \"c\"", "'it\\'s'", '"q\\"q"', "'\\n\\t\\x41\\u00e9\\U0001F600\\101\\z'", "'\\\\'",
        "[]", "[1, 2,]", "()", "(1,)", "(1, 2)", "1, 2", "{}", "{'a': 1, 'b': [2]}", "{1: 'a', none: 'b', 1.5: 2, (1, 2): 3}",
        "{'a': 1, 'a': 2}", "{'a': 1,}", "{1: 'x', true: 'y'}", "[1, [2, [3]]]", "{[1]: 2}", "{d: 1}", "00", "0", "'a\nb'",
        "12345678901234567890123", "-9223372036854775808", "9223372036854775807 + 1", "2**63 - 1", "-(2**63)", "1.0", "100.0", "1e5",
        "1.5e300 * 1e10", "0.1", "1/3", "5.0 // 2", "-5 // 2", "-5 % 3", "5 % -3", "-5.5 % 2", "7 / 2", "6 / 2", "1e308 * 10", "- 0.0",
    ])


def access():
    texts = [
        "d.a", "d['a']", "d.missing", "d['missing']", "d[1]", "l[0]", "l[-1]", "l[9]", "l['0']", "l.0", "word[0]", "word[-1]", "word[99]",
        "nested.x.y[1].z", "nested['x']['y'][0]", "nested.x.nope", "nested.x.nope.deeper", "nope", "nope.a.b", "nope['a'].b", "n.a", "n[0]",
        "nil.a", "nil[0]", "el[0]", "''[0]", "d['']", "d.items", "d.keys()", "d.values()", "d.items()", "users[0].name", "users[0]['tags'][1]",
        "{'items': 5}.items()", "{'items': 5}['items']", "{'keys': 1}.keys()", "l['append']", "word.upper()", "word['upper']()", "(1, 2)[1]",
        "late", "late + 1", "lazy.k", "lazy['k']", "lazy.bad", "lazy", "lazylist", "lazylist[0]", "lazylist[1]", "broken", "broken | default('x')",
        "lazy.bad | default('x')", "lazylist | length", "lazylist | join(',')", "lazy | length", "'k' in lazy", "lazy.keys()", "lazylist[1:]",
        "word.__class__", "word.__foo__", "d.__getitem__", "l.__setitem__(0, 1)", "n.real", "n.imag", "f.real", "true.real", "n.__and__(3)",
        "n.numerator", "n.bit_length()", "f.is_integer()", "(2.0).is_integer()", "f.as_integer_ratio()", "(255).to_bytes(2, 'big')",
        "users.0.name", "users.0.tags.1", "nested.x.y.1.z",
    ]
    for target in ["l", "word", "(1, 2, 3, 4)", "uni"]:
        texts += [f"{target}[{s}]" for s in ["1:", ":2", "1:2", "::2", "::-1", "-2:", ":-1", "5:", ":99", "2:1", "-99:2", "::-2", "1:none", "0:3:2",
                                              "::0", "'a':", ":n", "-1:0:-1"]]
    texts += ["d[1:]", "n[1:]", "nope[1:]", "l[nope]", "l[1.0]", "l[true]", "d[l]", "d[1, 2]", "{(1, 2): 3}[1, 2]"]
    return expressions(texts)


def undefined():
    uses = ["{}", "{} + 1", "1 + {}", "{} == 1", "1 in {}", "{} in l", "not {}", "{} and 1", "{} ~ 'a'", "{} | default('d')", "{} | d",
            "{} is defined", "{} is undefined", "{} | length", "{} | length | default('d')", "{} | upper | default('d')", "{}()", "{}.a", "{}.a.b | default(3)",
            "{}[0] | default(3)", "[{}]", "[{}] | length", "[{}] | join", "[{}] | join | default('d')", "{{'a': {}}}", "l[{}]", "d[{}]", "({},) | first | default('d')",
            "{} if t else 1", "1 if t else {}", "1 if {} else 2", "-{}", "{} is none", "{} is none | default(5)", "range({})", "range({}) | default('r')",
            "word.replace({}, 'a')", "{} | default(nope2)", "{} | default(nope2) | default(2)", "{} is not defined or nope2 is defined", "{} is string",
            "{} | default({}) | default('z')", "default({})", "l | map(attribute={}) | list", "{} % 2", "'%s' % {}", "{}[1:2]"]
    texts = []
    for name in ["nope", "d.nope", "lazy.bad", "broken", "el | first", "(1 if no)"]:
        texts += [use.replace("{{", "\0").replace("}}", "\1").replace("{}", name if name.isidentifier() or "." in name else f"({name})")
                  .replace("\0", "{").replace("\1", "}") for use in uses]
    return expressions(texts)


def string_methods():
    subjects = ["word", "text", "uni", "empty", "num", "'  a b  '", "'a,b,,c'", "'ßa DŽ'", "'123'", "'a\\tb'", "'AbC'", "'x\\ny\\r\\nz'", "'-42'"]
    calls = ["upper()", "lower()", "title()", "capitalize()", "swapcase()", "casefold()", "strip()", "lstrip()", "rstrip()", "strip('ho')", "split()",
             "split(',')", "rsplit(',', 1)", "split(None, 1)", "rsplit(None, 1)", "split(',', 1)", "splitlines()", "splitlines(true)", "partition(',')", "rpartition(' ')",
             "find('l')", "rfind('l')", "count('l')", "count('')", "find('l', 3)", "find('')", "startswith('h')", "endswith(('o', 'c'))", "replace('l', 'LL')",
             "replace('', '-')", "replace('l', 'L', 1)", "center(9)", "center(8, '*')", "ljust(7, '.')", "rjust(7)", "zfill(6)", "expandtabs(4)", "isalnum()", "isalpha()",
             "isascii()", "isdecimal()", "isdigit()", "isidentifier()", "islower()", "isnumeric()", "isprintable()", "isspace()", "istitle()", "isupper()",
             "removeprefix('he')", "removesuffix('lo')", "join(['x', 'y'])", "encode()", "encode('ascii', 'ignore')", "__len__()"]
    texts = [f"{s}.{c}" for s in subjects for c in calls]
    texts += ["word.index('l')", "word.index('z')", "word.rindex('z')", "word.split('')", "word.center()", "word.center('a')", "word.upper(1)", "','.join([1])",
              "','.join(5)", "word.replace('a')", "word.nosuch()", "word.startswith(1)", "word.startswith(['h'])", "word.translate({104: 'J', 101: none})",
              "word.translate(word.maketrans('lo', '01'))", "word.translate(word.maketrans({'h': 'H'}))", "word.encode().decode()", "uni.encode('latin-1').hex()",
              "uni.encode('ascii')", "word.encode('nope')", "word.count('l', 3)", "word.find('o', -2)", "word.endswith('ll', 0, 4)", "word.split(sep='l', maxsplit=1)"]
    return expressions(texts)


def containers():
    texts = ["{% set x = [1, 2] %}{% do x.append(3) %}{{ x }}", "{% set x = [1, 2] %}{% set y = x %}{% do y.append(3) %}{{ x }}",
             "{% set x = {} %}{% do x.update({'a': 1}) %}{% do x.update(b=2) %}{{ x }}", "{% set x = [3,1,2] %}{% do x.sort() %}{{ x }}",
             "{% set x = [3,1,2] %}{% do x.sort(reverse=true) %}{{ x }}", "{% set x = [1] %}{{ x.append(2) }}{{ x }}", "{% set x = [1,2,3] %}{{ x.pop() }}{{ x }}",
             "{% set x = [1,2,3] %}{{ x.pop(0) }}{{ x }}", "{% set x = [1,2] %}{% do x.insert(0, 9) %}{{ x }}", "{% set x = [1,2,1] %}{% do x.remove(1) %}{{ x }}",
             "{% set x = [1,2] %}{% do x.extend((3, 4)) %}{{ x }}", "{% set x = [1,2] %}{% do x.reverse() %}{{ x }}", "{% set x = [1] %}{% do x.clear() %}{{ x }}",
             "{% set x = [1,2] %}{% set y = x.copy() %}{% do y.append(3) %}{{ x }}{{ y }}", "{{ l.index(1) }}", "{{ l.index(9) }}", "{{ l.count(3) }}", "{{ [].pop() }}",
             "{% set x = {'a': 1} %}{{ x.pop('a') }}{{ x }}", "{{ {}.pop('a') }}", "{{ {}.pop('a', 5) }}", "{% set x = {'a': 1, 'b': 2} %}{{ x.popitem() }}{{ x }}",
             "{% set x = {} %}{{ x.setdefault('a', []) }}{% do x.a.append(1) %}{{ x }}", "{{ d.get('a') }}", "{{ d.get('z') }}", "{{ d.get('z', 'q') }}", "{{ d.get() }}",
             "{{ {}.fromkeys(['a', 'b'], 0) }}", "{{ (1, 2, 1).count(1) }}", "{{ (1, 2).index(2) }}", "{% do l.append(4) %}{{ l }}", "{% do d.update(z=26) %}{{ d }}",
             "{% do nested.x.y.append(5) %}{{ nested }}", "{% for u in users %}{% do u.update(seen=true) %}{% endfor %}{{ users | map(attribute='seen') | list }}",
             "{% set x = [] %}{% for i in range(3) %}{% do x.append(i * i) %}{% endfor %}{{ x }}", "{% set x = [[]] %}{% do x[0].append(1) %}{{ x }}",
             "{% set x = {'l': []} %}{% set y = x.l %}{% do y.append(1) %}{{ x }}", "{% do lazylist.append('{{ n }}') %}{{ lazylist }}", "{{ [1, 2].append }}",
             "{% set x = {'b': 1} %}{% for k in x.keys() %}{{ k }}{% endfor %}", "{% set x = {} %}{% do x.update([('a', 1), ['b', 2]]) %}{{ x }}", "{% do {}.update(5) %}"]
    return templates(texts)


def filters():
    values = ["word", "text", "uni", "empty", "n", "minus", "f", "huge", "big", "t", "nil", "l", "words", "el", "d", "ed", "mixed", "users", "(3, 1)", "num", "range(4)", "'3.7'", "'abc<b>&\"\\''"]
    names = ["abs", "batch(2)", "batch(2, 'x')", "capitalize", "center(11)", "default('q')", "default('q', true)", "dictsort", "escape", "filesizeformat", "filesizeformat(true)",
             "first", "float", "float(1.5)", "forceescape", "indent", "int", "int(9)", "items | list", "join", "join('-')", "last", "length", "count", "list", "lower", "max", "min", "pprint",
             "reverse | list", "round", "round(1)", "safe", "slice(2) | list", "slice(3, 'z') | list", "sort", "sort(reverse=true)", "string", "striptags", "sum", "title", "tojson", "trim",
             "truncate(8)", "unique | list", "upper", "urlencode", "wordcount", "wordwrap(5)", "select | list", "reject | list", "map('string') | list", "map('upper') | list", "first | default('none')"]
    texts = [f"{v} | {n}" for v in values for n in names]
    texts += [
        "d | dictsort(by='value')", "d | dictsort(reverse=true)", "{'b': 1, 'A': 2, 'a': 3} | dictsort", "{'b': 1, 'A': 2} | dictsort(true)", "d | dictsort(by='x')",
        "words | sort(case_sensitive=true)", "users | sort(attribute='age') | map(attribute='name') | list", "users | sort(attribute='age,name') | map(attribute='name') | list",
        "users | sort(attribute='nope')", "users | groupby('city') | list", "users | groupby('age')", "users | groupby('active', default=false)", "users | groupby('city', case_sensitive=true)",
        "(users | groupby('age') | first).grouper", "(users | groupby('age') | first).list | length", "users | map(attribute='name') | list", "users | map(attribute='active') | list",
        "users | map(attribute='active', default=0) | list", "users | map(attribute='tags.0') | list", "users | selectattr('active') | list", "users | selectattr('active', 'defined') | list",
        "users | selectattr('age', 'eq', 30) | map(attribute='name') | list", "users | rejectattr('age', 'gt', 26) | map(attribute='name') | list", "l | select('odd') | list", "l | reject('odd') | list",
        "l | select('gt', 1) | list", "l | select('nosuch') | list", "l | map('nosuch') | list", "l | map | list", "words | map('replace', 'a', 'X') | list", "l | map('float') | list",
        "users | sum(attribute='age')", "l | sum(start=10)", "[[1], [2]] | sum(start=[])", "words | sum", "users | max(attribute='age')", "users | min(attribute='name')", "words | max", "words | min(case_sensitive=true)",
        "words | unique(case_sensitive=true) | list", "users | unique(attribute='age') | map(attribute='name') | list", "users | join(', ', attribute='name')", "text | replace('l', 'L')", "text | replace('l', 'L', 2)",
        "n | replace(7, 8)", "text | indent(2, true)", "'a\\n\\nb' | indent", "'a\\n\\nb' | indent(2, blank=true)", "'a\\nb' | indent('> ', true)", "text | truncate(5, true)", "text | truncate(9, false, '..', 0)", "text | truncate(2)",
        "'a long-ish hyphenated-word here' | wordwrap(8)", "'abcdefghij' | wordwrap(4)", "'abcdefghij kl' | wordwrap(4, false)", "'a b\\n\\nc d' | wordwrap(2, wrapstring='|')",
        "'http://x.org/a?b=1 www.a.com mail@x.org (https://y.de).' | urlize", "'see https://example.com/very/long' | urlize(10, true, target='_blank')", "{'a': 1, 'b': 'x y/z'} | urlencode", "[('a', 'ä')] | urlencode",
        "{'class': 'a b', 'x': none, 'id': 5} | xmlattr", "{'a': 1} | xmlattr(false)", "{'a b': 1} | xmlattr", "'<p>Hi <b>x</b> <!-- c --> &amp; y</p>' | striptags", "'%s is %d' | format('a', 3)", "'%(a)s' | format(a=1)",
        "'%s' | format", "d | tojson(2)", "users | tojson", "'</script>' | tojson", "d | attr('items')", "d | attr('a')", "word | attr('nope')", "42.55 | round(1, 'ceil')", "42.55 | round(1, 'floor')", "42.5 | round", "43.5 | round", "2.675 | round(2)",
        "1234 | round(-2)", "1250 | round(-2)", "n | round(0, 'floor')", "42.5 | round(0, 'up')", "'0x1F' | int(base=16)", "'0b11' | int(0, 2)", "'zz' | int(base=36)", "'1_000' | int", "'12abc' | int(-1)", "'1e3' | int", "'inf' | float", "'nan' | int(5)",
        "1e30 | int", "'  5 ' | int", "'5.9' | int", "1000000 | filesizeformat", "1024 | filesizeformat(true)", "1 | filesizeformat", "999 | filesizeformat", "1e30 | filesizeformat", "word | trim('ho')", "l | nosuch", "l | upper(1)", "l | join(sep=',')",
        "word | replace('l')", "text | title", "'foo-bar (baz) [x]' | title", "\"it's\" | title", "'a' * 100 | pprint", "range(40) | list | pprint", "users * 3 | pprint", "d | items | list", "word | items", "l | slice(0)", "'abc' | list", "'abc' | reverse", "l | batch(2) | list",
        "lazylist | first", "lazylist | last", "lazy | dictsort", "nope | default | length", "n | string | length", "(1, 2) | list", "l | random in l", "word | e", "2 | abs", "-2.5 | abs", "true | abs", "l is subset(l)", "d | length > 1", "l | first | string ~ 'x'",
    ]
    return expressions(texts)


def tests():
    values = ["n", "minus", "zero", "f", "big", "t", "no", "nil", "word", "'ABC'", "'abc'", "empty", "l", "el", "d", "(1, 2)", "range(3)", "nope", "d.items", "users"]
    names = ["defined", "undefined", "none", "boolean", "true", "false", "integer", "float", "number", "string", "mapping", "sequence", "iterable", "callable", "odd", "even",
             "divisibleby 3", "divisibleby(2)", "lower", "upper", "escaped", "sameas true", "in [7, 'abc', none]", "eq 7", "equalto(7)", "ne 7", "gt 3", "lt(3)", "ge 7", "le 7", "greaterthan 1", "lessthan 1"]
    texts = [f"{v} is {n}" for v in values for n in names] + [f"{v} is not {n}" for v in ["n", "nope", "word"] for n in names]
    texts += ["'upper' is filter", "'nosuch' is filter", "'odd' is test", "n is nosuch", "n is divisibleby(0)", "n is divisibleby", "n is eq", "n is in", "n is odd is even", "n is odd and t", "not n is odd",
              "n is odd or nope", "n is == 7", "1 is sameas 1", "l is sameas l", "[1] is sameas [1]", "n is number and n > 3", "n is not odd == false", "word is in text", "l is eq [3, 1, 2]"]
    return expressions(texts)


def formatting():
    texts = []
    for spec in ["5d", "<5d", "^5", "+d", " d", "05d", ",", "_d", "x", "X", "#x", "#b", "o", "c", "e", ".2f", "8.3f", "%", "g", "#o", "=+6d", "*^9", "n", "s", "z"]:
        texts += [f"'{{:{spec}}}'.format({v})" for v in ["7", "-1234567", "2**70", "true"]]
    for spec in [".2f", "10.3f", "+.1f", "e", ".3E", "g", ".3g", "%", ".1%", ",.2f", "08.2f", "_", ".0f", "#.0f", "n", "", "<8", "^9.2f", "d", ".5", "010,.1f"]:
        texts += [f"'{{:{spec}}}'.format({v})" for v in ["3.14159", "-0.5", "1e10", "1234567.891", "0.0", "1e-5"]]
    for width in range(1, 16):
        texts += [f"'{{:0{width}{spec}}}'.format({v})" for spec in [",", "_x", ",.2f"] for v in ["7", "-1234567"]]
    texts += ["'{:0100000,.0f}'.format(3.9) | length"]
    for spec in ["", "5", ">5", "^7", "*<6", ".2", "5.1", "s", "d", "=5", "05", "+", ","]:
        texts += [f"'{{:{spec}}}'.format('abc')"]
    texts += ["'{} {}'.format(1, 'a')", "'{1} {0}'.format(1, 2)", "'{a} {b}'.format(a=1, b=2)", "'{0.real}'.format(5)", "'{0[a]}'.format(d)", "'{0[0]}'.format(l)", "'{!r} {!s}'.format('a', 'b')", "'{{}}'.format()",
              "'{'.format()", "'}'.format()", "'{}'.format()", "'{a}'.format()", "'{} {0}'.format(1)", "'{:{}}'.format('a', 5)", "'{:{w}.{p}f}'.format(3.14159, w=8, p=2)", "'{a[b]}'.format(a={'b': 3})", "'{!x}'.format(1)", "'{0.nope}'.format(1)",
              "'{a}'.format_map({'a': 1})", "'{:>{w}}'.format('x', w=3)", "'{}'.format(l)", "'{:5}'.format(l)", "'{}'.format(none)", "'{:5}'.format(none)", "'{!a}'.format('é')"]
    for spec in ["%d", "%5d", "%-5d|", "%05d", "%+d", "% d", "%x", "%X", "%#x", "%o", "%e", "%.2f", "%g", "%s", "%r", "%5s", "%-5s|", "%.2s", "%c", "%i", "%u", "%a", "%%"]:
        texts += [f"'{spec}' % {v}" for v in ["7", "-3", "2.5", "'abc'", "(5,)", "none", "[1]"]]
    texts += ["'%s %s' % (1, 2)", "'%s' % (1, 2)", "'%s %s' % (1,)", "'%(a)s-%(b)05d' % {'a': 1, 'b': 2}", "'%(a)s' % {}", "'%*d' % (5, 3)", "'%.*f' % (2, 3.14159)", "'%' % 1", "'%y' % 1", "'%d' % 'a'", "'abc' % 1", "'abc' % {}", "'%s' % l", "'%s' % d"]
    return expressions(texts)


def statements():
    texts = [
        "{% for x in l %}{{ x }}{% endfor %}", "{% for x in el %}a{% else %}none{% endfor %}", "{% for x in l %}{{ x }}{% else %}none{% endfor %}", "{% for k in d %}{{ k }}{% endfor %}", "{% for k, v in d.items() %}{{ k }}={{ v }};{% endfor %}",
        "{% for a, (b, c) in [(1, (2, 3))] %}{{ a }}{{ b }}{{ c }}{% endfor %}", "{% for x in l if x > 1 %}{{ loop.index }}:{{ x }}/{{ loop.length }} {% endfor %}", "{% for x in l if x > 9 %}a{% else %}empty{% endfor %}", "{% for c in 'abc' %}{{ c }}-{% endfor %}",
        "{% for x in words %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{{ loop.depth }}{{ loop.depth0 }};{% endfor %}",
        "{% for x in l %}{{ loop.previtem | default('P') }}<{{ x }}>{{ loop.nextitem | default('N') }} {% endfor %}", "{% for x in l %}{{ loop.cycle('a', 'b') }}{% endfor %}", "{% for x in [1,1,2] %}{{ loop.changed(x) }} {% endfor %}", "{% for x in l %}{{ loop.cycle() }}{% endfor %}",
        "{% for x in l %}{% for y in 'ab' %}{{ loop.index }}{% endfor %}{{ loop.index }};{% endfor %}", "{% for x in [[1,[2]],[3]] recursive %}[{{ loop(x) if x is iterable else x }}]{% endfor %}", "{% for x in [1, [2, [3]]] recursive %}{{ loop.depth }}{% if x is iterable %}({{ loop(x) }}){% else %}{{ x }}{% endif %}{% endfor %}",
        "{% for x in l %}{{ loop(x) }}{% endfor %}", "{% for x in l %}{% if x == 1 %}{% break %}{% endif %}{{ x }}{% endfor %}", "{% for x in l %}{% if x == 1 %}{% continue %}{% endif %}{{ x }}{% endfor %}", "{% for x in n %}{% endfor %}", "{% for x in nope %}{% endfor %}", "{% for x in nil %}a{% endfor %}",
        "{% for a, b in l %}{% endfor %}", "{% for a, b in [(1, 2, 3)] %}{% endfor %}", "{% for a, b in [(1,)] %}{% endfor %}", "{% set x = 1 %}{% for i in l %}{% set x = i %}{% endfor %}{{ x }}", "{% set x = 1 %}{% for i in l %}{{ x }}{% set x = i %}{{ x }} {% endfor %}",
        "{% set ns = namespace(x=1) %}{% for i in l %}{% set ns.x = ns.x + i %}{% endfor %}{{ ns.x }}", "{% set ns = namespace() %}{{ ns.nope }}", "{% set x.y = 1 %}", "{% set d.a = 1 %}", "{% set a, b = 1, 2 %}{{ a }}{{ b }}", "{% set a = b = 1 %}", "{% set (a, b) = [1, 2] %}{{ b }}{{ a }}",
        "{% if n %}a{% elif t %}b{% else %}c{% endif %}", "{% if zero %}a{% elif t %}b{% else %}c{% endif %}", "{% if zero %}a{% elif no %}b{% else %}c{% endif %}", "{% if zero %}a{% endif %}", "{% if no %}{% set x = 1 %}{% endif %}{{ x }}", "{% if no %}{% set n = 1 %}{% endif %}{{ n }}", "{{ n }}{% set n = 5 %}{{ n }}",
        "{% set x %}a{{ n }}b{% endset %}{{ x }}", "{% set x | upper %}abc{% endset %}{{ x }}", "{% set x | replace('a', 'b') | upper %}abc{% endset %}{{ x }}", "{% set x %}{% endset %}{{ x is none }}", "{% set x %}{{ l }}{% endset %}{{ x is sequence }}{{ x | length }}", "{% with %}{% set x = 1 %}{{ x }}{% endwith %}{{ x is defined }}",
        "{% with a = 1, b = n %}{{ a }}{{ b }}{% endwith %}", "{% with n = 1, b = n %}{{ n }}{{ b }}{% endwith %}{{ n }}", "{% filter upper %}abc {{ word }}{% endfilter %}", "{% filter replace('a', 'b') | upper %}aaa{% endfilter %}", "{% raw %}{{ x }}{% y %}{% endraw %}", "{% raw -%}  {{ x }}  {%- endraw %}|", "{% autoescape true %}{{ '<' }}{% endautoescape %}",
        "{% macro m(a, b=2) %}{{ a }}-{{ b }}{% endmacro %}{{ m(1) }} {{ m(1, 3) }} {{ m(b=5, a=4) }}", "{% macro m(a) %}[{{ a }}]{% endmacro %}{{ m() }}", "{% macro m(a) %}[{{ a | default('x') }}]{% endmacro %}{{ m() }}", "{% macro m() %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, x=3) }}", "{% macro m(a) %}{% endmacro %}{{ m(1, 2) }}",
        "{% macro m(a) %}{% endmacro %}{{ m(z=2) }}", "{% macro m(a) %}{% endmacro %}{{ m(1, a=2) }}", "{% macro m(a, b=a) %}{{ a }}{{ b }}{% endmacro %}{{ m(3) }}", "{% macro m() %}{{ x }}{% endmacro %}{% set x = 3 %}{{ m() }}", "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}body{{ n }}{% endcall %}", "{% macro m() %}{{ caller(1, 2) }}{% endmacro %}{% call(a, b) m() %}{{ a + b }}{% endcall %}",
        "{% macro m() %}{{ caller() }}{% endmacro %}{{ m() }}", "{% macro m() %}x{% endmacro %}{% call m() %}body{% endcall %}", "{% macro m() %}{{ 5 }}{% endmacro %}{{ m() + 1 }}", "{% macro f(n) %}{{ n if n < 2 else f(n - 1) | int + f(n - 2) | int }}{% endmacro %}{{ f(8) }}", "{% macro m(a, b) %}{% endmacro %}{{ m.name }}{{ m.arguments }}{{ m.caller }}{{ m.catch_kwargs }}{{ m.catch_varargs }}",
        "{% macro m(x) %}{% set y = x %}{{ y }}{% endmacro %}{% set y = 9 %}{{ m(1) }}{{ y }}", "{% for i in l %}{% macro m() %}{{ i }}{% endmacro %}{{ m() }}{% endfor %}", "{% macro m(x) %}[{{ x.y }}]{% endmacro %}a{{ m(1) }}b", "{% macro m(x) %}[{{ 1 // x }}]{% endmacro %}a{{ m(0) }}b", "{% macro m(x) %}[{{ 1 // x }}]{% endmacro %}a{{ m(0) | default('caught') }}b", "{% macro m(x) %}{{ x }}{% endmacro %}a{{ m(none) }}{{ m([1, 'b']) }}{{ m(2) }}{{ m('t') }}{{ m({}) }}{{ m(1.5) }}c", "{% macro m(x) %}{{ x }}{{ x }}{% endmacro %}{{ m(1) }}{{ m([2]) }}", "{% macro m(x) %}({{ x }}{% if x %}{{ m(x - 1) }}{% endif %}){% endmacro %}a{{ m(3) }}b", "{% macro m() %}{% for i in l %}{{ i }}{% break %}{% endfor %}{% endmacro %}{% for i in l %}{{ m() }}{% endfor %}", "{% macro m(a, b=1, c) %}{% endmacro %}", "{% do l.append(1) %}", "{% do n %}", "{% print n, word %}", "{% print %}", "a{# comment #}b", "{#- x -#}", "{# a {{ b }} #}",
        "{{ range(3) | list }}", "{{ range(1, 10, 3) | list }}", "{{ range(5, 0, -2) | list }}", "{{ range(0) | list }}", "{{ range(1, 2, 0) }}", "{{ range('a') }}", "{{ range(3) }}", "x{{ range(3) }}", "{{ 2 in range(3) }}", "{{ range(9)[2] }}", "{{ dict(a=1, b=2) }}", "{{ dict([('a', 1)], b=2) }}", "{{ dict(d, a=9) }}",
        "{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }}{{ c.current }}{{ c.next() }}{{ c.reset() }}{{ c.current }}", "{% set j = joiner('|') %}{{ j() }}a{{ j() }}b", "{{ cycler() }}", "{{ joiner()() }}", "{{ lipsum(n=1, html=false) | length > 20 }}", "{% set loop = 1 %}{{ loop }}", "{% for loop in l %}{% endfor %}", "{{ self }}", "{{ loop }}",
    ]
    return templates(texts)


def natives():
    return templates([
        "{{ 1 }}", "{{ l }}", "{{ d }}", "{{ nil }}", "{{ t }}", "{{ f }}", "{{ word }}", "{{ '1' }}", "{{ '[1]' }}", " {{ 1 }}", "{{ 1 }} ", "{{ 1 }}\n", "{{ 1 }}{{ 2 }}", "{{ l }}{{ l }}", "{{ nil }}{{ 1 }}", "{{ nil }}{{ nil }}", "{{ nil }}a", "a{{ nil }}b", "", " ", "\n", "a\n", "a\n\n",
        "{{ '' }}{{ 5 }}", "{{ 5 }}{{ '' }}", "{% if t %}{{ 1 }}{% endif %}", "{% if no %}{{ 1 }}{% endif %}", "{% for x in [5] %}{{ x }}{% endfor %}", "{% for x in l %}{{ x }}{% endfor %}", "{% set x = 1 %}{{ x }}", "{{ (1, 2) }}", "x{{ (1, 2) }}", "x{{ {'a': (1,)} }}", "x{{ t }}{{ nil }}{{ f }}", "{{ 1 }}{# c #}", "{{ nope }}", "a{{ nope }}", "{{ nope }}{{ nope2 }}",
        "{{ late }}", "x{{ late }}", "{{ lazylist }}", "x{{ lazylist }}", "{{ lazy.k }}", "x{{ lazy }}", "{{ [late, n] }}", "{{ {'a': late} }}", "{{ 'a' if t }}", "{{ 'a' if no }}", "{{ d.items() }}", "x{{ d.items() }}", "{{ d.keys() }}", "x{{ 1.0 }}{{ 1e20 }}{{ 2**70 }}", "x{{ 'q' }}{{ ['q', \"it's\"] }}", "{{ word.upper }}x", "{{ omit }}", "{{ [1, omit, 2] }}", "x{{ omit }}", "{{ {'a': omit, 'b': 1} }}",
        "{{ users | map(attribute='name') }}", "{{ l | map('string') }}", "{{ range(3) | map('string') | join }}", "{{ '{{ n }}' }}", "{{ '{{ n }}' ~ 1 }}", "{{ 'a\nb' }}", "{{\n1\n+\n2\n}}", "{{ undef('hint') }}", "{{ undef() | default(3) }}",
    ])


def whitespace():
    bodies = ["a\n{% if t %}\nb\n{% endif %}\nc\n", "a\n  {% if t %}\n  b\n  {% endif %}\nc", "  {% for x in l %}\n  {{ x }}\n  {% endfor %}\n", "a {%- if t -%} b {%- endif -%} c", "a {%+ if t +%}\n b {%+ endif %}\n c", "a\n{# c #}\nb", "  {# c #}\n  b", "{{- n -}}  x", "a  {{- n -}}  b",
              "a {#- c -#} b", "{%- raw -%}\n x \n{%- endraw -%}", "x {{ n }}\n\n", "a\r\nb\rc\n", "\n{% set x = 1 %}\n{{ x }}\n", "a\n  {%- if t %} b{% endif %}", "\t{% if t %}x{% endif %}", "a  {% if t %}x{% endif %}", "{% raw %}\nx\n{% endraw %}\ny", "  {% raw %}a{% endraw %}  {% raw %}b{% endraw %}"]
    cases = []
    for trim in (False, True):
        for lstrip in (False, True):
            cases += templates(bodies, syntax={"trim_blocks": trim, "lstrip_blocks": lstrip})
    cases += templates(["a\nb\n"], syntax={"keep_trailing_newline": True}) + templates(["a\nb{{ 'x\ny' }}\n"], syntax={"newline_sequence": "\r\n"})
    cases += templates(["# for x in l\n{{ x }}\n# endfor\n", "a\n  # if t:\nb\n  # endif\nc ## gone\n## whole line\nd{{ n }}", "# set x = [1,\n 2]\n{{ x }}"], syntax={"line_statement_prefix": "#", "line_comment_prefix": "##"})
    marks = {"block_start_string": "<%", "block_end_string": "%>", "variable_start_string": "<<", "variable_end_string": ">>", "comment_start_string": "<#", "comment_end_string": "#>"}
    cases += templates(["<% if t %><< n >><# c #>{{ n }}<% endif %>", "<%- for x in l -%> << x >> <%- endfor %>", "<< [1, 2][0] >> << 3 > 2 >>"], syntax=marks)
    marks = {"variable_start_string": "[[", "variable_end_string": "]]", "block_start_string": "[%", "block_end_string": "%]", "comment_start_string": "[#", "comment_end_string": "#]"}
    cases += templates(["[[ l[0] ]]", "[% if l[0] %]x[[ l[l[1]] ]][% endif %]"], syntax=marks)
    marks = {"variable_start_string": "${", "variable_end_string": "}"}
    cases += templates(["${ n } {% if t %}a{% endif %} ${ {'a': 1}['a'] }"], syntax=marks)
    return cases


def other_templates():
    texts = ["{% include 'hello.j2' %}", "a {% include 'hello.j2' %} b", "{% include 'nosuch.j2' %}", "{% include 'nosuch.j2' ignore missing %}x", "{% include ['nosuch.j2', 'hello.j2'] %}", "{% include ['x', 'y'] %}", "{% include ['x', 'y'] ignore missing %}", "{% set x = 3 %}{% include 'locals.j2' %}",
             "{% set x = 3 %}{% include 'locals.j2' without context %}", "{% for x in l %}{% include 'locals.j2' %}{% endfor %}", "{% for i in [7] %}{% include 'loopinc.j2' %}{% endfor %}", "{% import 'macros.j2' as m %}{{ m.m(1) }}{{ m.v }}", "{% import 'macros.j2' as m %}{{ m._p }}", "{% import 'macros.j2' as m %}{{ m.w() }}", "{% import 'macros.j2' as m with context %}{{ m.w() }}",
             "{% from 'macros.j2' import m, v as q %}{{ m(2) }}{{ q }}", "{% from 'macros.j2' import nope %}{{ nope }}", "{% from 'macros.j2' import nope %}x", "{% from 'macros.j2' import _p %}", "{% from 'macros.j2' import w with context %}{{ w() }}", "{% import 'macros.j2' as m %}x{{ m }}", "{% extends 'base.j2' %}", "{% extends 'base.j2' %}{% block a %}A{% endblock %}", "{% include 'child.j2' %}", "{% include 'grand.j2' %}",
             "{% extends 'grand.j2' %}", "{% extends 'grand.j2' %}{% block b %}{{ super() }}!{% endblock %}", "{% include 'scoped.j2' %}", "{% include 'unscoped.j2' %}", "{% extends 'scoped.j2' %}{% block s %}[{{ i }}]{% endblock %}", "{% include 'required.j2' %}", "{% extends 'required.j2' %}{% block r %}ok{% endblock %}", "{% include 'self.j2' %}", "{% include 'native.j2' %}", "x{% include 'native.j2' %}", "{% include 'multi.j2' %}",
             "{% include 'setchild.j2' %}", "{% include 'setbase.j2' %}", "{% include 'bad.j2' %}", "{% extends 'nosuch.j2' %}", "{% extends nope %}", "{% include nope %}", "{% include 'super2.j2' %}", "{% block x %}{{ super() }}{% endblock %}", "{% block a %}{% endblock %}{% block a %}{% endblock %}", "{% block a-b %}{% endblock %}", "{% extends 'base.j2' %}{% extends 'base.j2' %}", "{% block a %}{% set k = 1 %}{% endblock %}{{ k is defined }}",
             "{% macro p() %}{% include 'hello.j2' %}{% endmacro %}{{ p() }}", "{% set x = 1 %}{% macro p(x) %}{% include 'locals.j2' %}{% endmacro %}{{ p(9) }}", "{% block o %}{% block i %}in{% endblock %}{% endblock %}", "{% if no %}{% extends 'base.j2' %}{% endif %}own", "{% if t %}{% extends 'base.j2' %}{% endif %}own", "{% set f = 'hello.j2' %}{% include f %}"]
    return [dict(template=text) for text in texts]


def syntax_errors():
    texts = ["{{", "{{ }}", "{{ 1", "{% if %}{% endif %}", "{% if t %}", "{% for x in l %}", "{% endif %}", "{% endfor %}", "{% else %}", "{% foo %}", "{% for %}", "{% for x %}{% endfor %}", "{% for x in %}{% endfor %}", "{{ 1 + }}", "{{ + }}", "{{ (1 }}", "{{ 1) }}", "{{ [1 }}", "{{ [1) }}", "{{ {1: } }}", "{{ {1} }}", "{{ a. }}", "{{ a.'b' }}",
             "{{ a | }}", "{{ a | 5 }}", "{{ a is }}", "{{ 'abc }}", "{{ a ! b }}", "{{ a $ b }}", "{{ a ? b }}", "{# x", "{% raw %}x", "{% set %}", "{% set x %}", "{% set 1 = 2 %}", "{% set 'a' = 2 %}", "{% set none = 1 %}", "{% macro %}{% endmacro %}", "{% macro m %}{% endmacro %}", "{% macro m(1) %}{% endmacro %}", "{% call x %}{% endcall %}", "{% call 5 %}{% endcall %}", "{% if t %}{% for x in l %}{% endif %}{% endfor %}",
             "{% block %}{% endblock %}", "{% include %}", "{% import 'a' %}", "{% from 'a' %}", "{% from 'a' import %}", "{% extends %}", "{{ f(a=1, 2) }}", "{{ f(**a, *b) }}", "{{ f(a b) }}", "{{ 1 2 }}", "{{ a b }}", "{{ if }}", "{{ a if }}", "{{ not }}", "{{ a[ }}", "{{ a[1 }}", "{{ 'x' 5 }}", "{% with a %}{% endwith %}", "{% filter %}{% endfilter %}", "{% do %}", "{% 5 %}", "{% if t %}{% elif %}{% endif %}", "{{ a.b.1c }}", "{{ '\\x4' }}", "{{ '\\u12' }}",
             "{{ nosuch(1) }}", "{{ n | nosuch }}", "{{ n is nosuch }}", "{% if no %}{{ n | nosuch }}{% endif %}", "{% break %}", "}}", "%}", "{{ {{ n }} }}", "{{ 'a' | default('b' }}", "{% if n = 1 %}{% endif %}", "{{ a == }}", "{{ 1 === 1 }}", "{{ a and }}", "{{ a or or b }}", "{{ a..b }}", "{{ a.b() c }}", "{{ :: }}", "{{ [1,,2] }}", "{{ (,) }}", "{{ {,} }}", "{{ f(,) }}", "{{ x[] }}", "{% set a, b %}{% endset %}", "{% for x in l if %}{% endfor %}",
             "{% trans %}a{% endtrans %}", "{% for x in l %}{% else %}{% else %}{% endfor %}", "{% if t %}{% else %}{% elif n %}{% endif %}", "{{ 0777 }}", "{{ 1__0 }}", "{{ 5.foo }}", "{{ . }}", "{{ é }}", "{{ a\u00b2 }}", "{{ \u24d0 }}", "{{ a\u24d0 }}", "{{ e\u0301 is undefined }}", "{{ \u00b2a }}", "{{ \u2167 is undefined }}"]
    return templates(texts)


def bytes_methods():
    def b(text):
        return f"'{text}'.encode()"
    subjects = ["word.encode()", "'aBc 1\\n\\x1c'.encode()", "uni.encode()", "''.encode()", "'a,b,,c'.encode()"]
    calls = ["decode()", "decode('ascii', 'ignore')", "decode('ascii', 'replace')", "decode('latin-1')", "hex()", "hex(':')", "hex(':', 2)", "hex('-', -3)", "upper()", "lower()",
             "title()", "capitalize()", "swapcase()", "strip()", f"strip({b('h')})", "split()", f"split({b(',')})", f"rsplit({b(',')}, 1)", "splitlines()", f"partition({b(',')})",
             f"find({b('l')})", "find(108)", f"count({b('l')})", f"replace({b('l')}, {b('LL')})", f"startswith({b('h')})", f"endswith(({b('o')}, {b('c')}))", f"join([{b('x')}, {b('y')}])",
             "center(9)", f"ljust(9, {b('.')})", "zfill(9)", "expandtabs()", "isalnum()", "isalpha()", "isascii()", "isdigit()", "islower()", "isspace()", "istitle()", "isupper()",
             f"removeprefix({b('he')})", f"translate(none, {b('l')})", f"translate(''.encode().maketrans({b('l')}, {b('L')}))", f"rfind({b('l')})"]
    texts = [f"({s}).{c}" for s in subjects for c in calls]
    word = "(word.encode())"
    texts += [word + rest for rest in [
        "[0]", "[-1]", "[9]", "['a']", "[1:3]", "[::-1]", " | length", " | list", " | string", " | upper", " ~ 'x'", " * 2", " + 'x'", f" + {b('z')}", f" < {b('z')}", " in l", " | tojson",
        " is string", " is sequence", ".find('l')", ".split(',')", ".startswith('h')", ".join(['a'])", ".center(9, 'a')", ".hex('ab')", ".fromhex('41 42')", ".fromhex('4g')", ".index(1)", ".nope"]]
    texts += [f"108 in {word}", f"{b('ell')} in {word}", f"'ell' in {word}", f"'%s' % {word}", f"'{{}}'.format({word})", "uni.encode().decode('ascii')"]
    encodings = ["utf-16", "utf-16-le", "UTF_16BE", "utf-32", "utf-32-be", "cp1252", "iso-8859-15", "latin1"]
    texts += [f"('a€é😀').encode('{e}', 'replace').hex()" for e in encodings] + [f"'aß'.encode('{e}').decode('{e}')" for e in encodings]
    texts += [f"'é€'.encode('ascii', '{e}')" for e in ["ignore", "replace", "xmlcharrefreplace", "backslashreplace", "nope", "strict"]] + ["'\u0301'.encode('cp1252')", "word.encode(1)"]
    texts += [f"[{n}] | map('int') | list and n.from_bytes([{n}])" for n in ["1, 2", "255, 255, 255, 255, 255, 255, 255, 255, 1", ""]]
    texts += ["n.from_bytes([255, 0], 'little', signed=true)", "n.from_bytes([255], 'big', signed=true)", "n.from_bytes('ab'.encode())", "n.from_bytes('ab')", "n.from_bytes([300])", "(2**70).to_bytes(9, 'little')",
              "(-(2**70)).to_bytes(10, 'big', signed=true)", "(-1).to_bytes(2, 'big')", "(256).to_bytes(1, 'big')", "f.fromhex('0x1.8p1')", "f.fromhex('-0x.1p-3')", "f.fromhex(' INF ')", "f.fromhex('zz')",
              "f.fromhex('1e')", "tiny.as_integer_ratio()", "huge.as_integer_ratio()"]
    return expressions(texts)


def corners():
    """What comparing at random found."""
    values = ["0", "-3", "255", "-0.0", "2.5", "1.5e300", "99999.5", "(-('inf' | float))", "('nan' | float)", "2**70", "'abc'", "t"]
    specs = ["z.1f", "z", "z+.0f", "<010", "<010.3f", "^012,", "=+012.1e", "0=14,.2f", "012_x", "_n", ",c", "#c", "+c", ",x", ".3", "#.3", "#.0", "010.0", " s", "+s", "zs", "=5", "05", "_.2", "é>9", "#g", "012,.1%"]
    texts = [f"'{{:{s}}}'.format({v})" for s in specs for v in values]
    texts += ["'{0[-1]}'.format(l)", "'{-1}'.format(1)", "'ab' % range(3)", "'ab' % namespace()", "word.find('', 99)", "word.startswith('', 99)", "empty.count('', 2)", "word.count('', 5)", "word.endswith('', 3, 2)",
              "'ΑΣ'.lower()", "'ΑΣ ΣΑΣ'.title()", "'ΑΣ'.capitalize()", "'ΑΣ' | lower", "'ΑΣ.'.lower()", "'Σ'.lower()", "'ǅ'.swapcase()", "[3, 1].sort(reverse='a')", "lazylist.sort()", "[nope].count(1)", "[nope].index(1)",
              "{}.fromkeys([[1]])", "d.get(key='a')", "d.get(key='z', default=5)", "range(3) == range(3)", "range(0) == range(2, 2)", "range(0, 3, 2) == range(0, 4, 2)", "range(5)[true]", "range(5)['a']", "range(9).index(4)", "range(9).count(4)",
              "range(3).index(7)", "joiner('x').sep", "joiner().used", "1e308 is sameas(1e308)", "('inf' | float) | int", "'inf' | int(3)", "('inf' | float) | round(1, 'ceil')", "('nan' | float) | round(1, 'floor')",
              "-0.0 | round(1, 'ceil')", "(1.5 | round(-400))", "(-('inf' | float)) | filesizeformat", "word | batch(0)", "word | batch(-1, 'x')", "word | batch('a')", "l | batch(2.0)", "l | batch(5, 'x')", "l | slice(-1) | list",
              "word | trim(1)", "'' | wordwrap(0)", "'foo-bar baz--qux a-b mother-in-law (www.ex.com) é-é' | wordwrap(5)", "'foo-bar baz--qux a-b mother-in-law' | wordwrap(9)", "'foo-bar baz--qux' | wordwrap(4, false)",
              "'foo-bar baz--qux' | wordwrap(6, break_on_hyphens=false)", "{1: 'x'} | xmlattr", "{'a': nope} | xmlattr", "[3, 1] | tojson(indent='--')", "l | attr(1)", "l | attr('__class__')", "n is defined(1)", "n is eq(b=1)", "n is none(2)"]
    cases = expressions(texts)
    cases += templates([
        "{% for x in l %}{% continue %}{% else %}e{% endfor %}", "{% for x in l %}{% break %}{% else %}e{% endfor %}", "{% for x in l %}{% if x == 2 %}{% break %}{% endif %}{% else %}e{% endfor %}", "{% for x in l if x > 9 %}{% else %}e{% endfor %}",
        "{% for x in l recursive %}{% continue %}{% else %}{{ loop is defined }}{% endfor %}", "{% set x %}a{{ nope }}{% endset %}b", "{% set x %}a{{ [nope] }}{% endset %}b", "{% set x %}a{{ [nope] }}{% endset %}{{ x | default('d') }}", "{% set x | upper %}{{ nope }}{% endset %}b",
        "{{ nope }}{% set a, b = 1 %}", "a{{ nope }}{% for a, b in l %}{% endfor %}", "{% set a, b = 1 %}{{ nope }}", "{#", "a {#", "{% raw %}", "a{# x", "x{{ (nope | d(range(3))) ~ 1 }}", "x{{ nope | d(range(3)) }}",
        "{% macro m() %}{{ kwargs }}{{ caller }}{% endmacro %}{% call m() %}{% endcall %}", "x{{ word.encode() }}", "x{{ [word.encode()] }}",
        "{% extends 'base.j2' %}{{ 1 // 0 }}{{ nope }}a", "{% extends 'base.j2' %}a{% include 'hello.j2' %}b", "{% extends 'self.j2' %}{% set x %}{{ n }}{% endset %}a",
    ])
    grow = "{% if i < 3 %}{% do x.append(i + 2) %}{% endif %}"
    cases += templates([
        "{% set x = [1, 2] %}{% for i in x %}{{ i }}" + grow + "{% endfor %}", "{% set x = [1, 2] %}{% for i in x %}{{ loop.index }}{{ i }}" + grow + "{% endfor %}", "{% for i in l %}{{ i }}{% if i < 3 %}{% do l.append(i + 2) %}{% endif %}{% endfor %}",
        "{% set x = [1, 2, 3, 4] %}{% for i in x %}{{ i }}{% do x.remove(i) %}{% endfor %}{{ x }}", "{% set x = {'a': 1} %}{% for i in x %}{% do x.update({'b': 2}) %}{% endfor %}", "{% for i in d %}{% do d.update({'z': 2}) %}{% endfor %}",
        "{% for i in d.items() %}{{ i }}{% do d.update({'z': 2}) %}{% endfor %}", "{% set x = {'a': 1} %}{% for i in x %}{{ i }}{% do x.update({'a': 2}) %}{% endfor %}", "{% set x = [1] %}{% for i in x %}{{ i }}{% do x.pop() %}{% else %}e{% endfor %}"])
    cases += templates(["{% raw %}\na\n{% endraw %}\nb\n"], syntax={"newline_sequence": "\r\n"})
    return cases



def sets():
    return {name.__name__: name() for name in [arithmetic, comparisons, literals, access, undefined, string_methods, containers, filters, tests, formatting, statements, natives, whitespace, other_templates, syntax_errors, bytes_methods, corners]}
