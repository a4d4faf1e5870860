LISTS = ["[]", "[1, 2, 3]", "[3, 1, 2, 1]", "['b', 'a', 'B', 'a']", "[[1, [2, [3]]], 4]", "[none, 'None', 'null', '', 0]", "[{'a': 1}, {'a': 2}, {'a': 1}]", "(1, 2)", "'abc'"]
CASES = [f"{{{{ {l} | {f} }}}}" for l in LISTS for f in (
    "flatten", "flatten(levels=1)", "flatten(1, skip_nulls=false)", "flatten(0)", "zip([1, 2])", "zip('ab', [5, 6, 7])", "zip_longest([1, 2], fillvalue='x')", "zip_longest('abcd')", "unique", "unique(case_sensitive=true)",
    "product([1, 2]) | list", "permutations(2)", "combinations(2)", "permutations | length", "shuffle(seed=1)", "shuffle(seed='x')", "random(seed=5)", "random(seed='host')", "type_debug", "product(repeat=2) | list | length",
    "list", "length", "is_any" if False else "first")]
CASES += [f"{{{{ {a} | {f}({b}) | sort }}}}" for a in ("[1, 2, 3, 2]", "['a', 'b', 'c']", "[]") for b in ("[2, 3, 4]", "['c', 'd']", "[]") for f in ("union", "intersect", "difference", "symmetric_difference") if not (("1" in a and "c" in b) or ("a" in a and "2" in b))]
CASES += [f"{{{{ [{{'a': 1}}, {{'b': 2}}] | {f}([{{'b': 2}}, {{'c': 3}}]) }}}}" for f in ("union", "intersect", "difference", "symmetric_difference")]
CASES += [
    "{{ [1, 2] | union }}", "{{ [{'a': 1}, {'a': 2}] | unique(attribute='a') }}", "{{ [{'a': 'X'}, {'a': 'x'}] | unique(attribute='a') }}",
    "{{ 3 | random(seed=1) }}", "{{ 100 | random(seed=42) }}", "{{ 100 | random(1, 10, seed=42) }}", "{{ 100 | random(step=7, seed='s') }}", "{{ 10000000000 | random(seed=3) }}", "{{ 0 | random(seed=1) }}", "{{ -5 | random(seed=1) }}",
    "{{ [] | random(seed=1) }}", "{{ [1] | random(start=1, seed=1) }}", "{{ 5.5 | random }}", "{{ none | random }}", "{{ 100 | random(seed=1.5) }}", "{{ 100 | random(seed=-7) }}", "{{ 100 | random(seed=true) }}", "{{ range(100) | list | shuffle(seed='long seed with text') }}",
    "{{ 1000000 | random(seed=12345678901234) }}", "{{ 100 | random(seed=[1]) }}", "{{ 100 | random(seed='') }}", "{{ 100 | random(-100, seed=9) }}", "{{ 10 | random(start=20, seed=9) }}",
    "{{ 1 | extract(['a', 'b']) }}", "{{ 'x' | extract({'x': {'y': 5}}, 'y') }}", "{{ 'x' | extract({'x': {'y': [7]}}, ['y', 0]) }}", "{{ 'z' | extract({'x': 1}) }}", "{{ ['a', 'b'] | map('extract', {'a': 1, 'b': 2}) | list }}", "{{ 'z' | extract({'x': 1}) | default('none') }}",
    "{{ [{'n': 'x', 'g': [1, 2]}, {'n': 'y', 'g': []}] | subelements('g') }}", "{{ [{'n': 'x'}] | subelements('g') }}", "{{ [{'n': 'x'}] | subelements('g', skip_missing=true) }}", "{{ {'k': {'a': {'b': [1]}}} | subelements('a.b') }}",
    "{{ [{'a': {'b': [1]}}] | subelements(['a', 'b']) }}", "{{ [{'g': 5}] | subelements('g') }}", "{{ 'x' | subelements('g') }}", "{{ [{'g': [1]}] | subelements(5) }}", "{{ [5] | subelements('g') }}",
    "{{ [1, 2, 3] | zip([1, 2], strict=true) }}", "{{ 5 | flatten }}", "{{ none | zip([1]) }}", "{{ [3, 1] | permutations(3) }}", "{{ [1] | combinations(-1) }}",
]
