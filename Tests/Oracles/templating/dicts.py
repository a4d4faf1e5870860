A, B = "{'a': 1, 'b': {'x': 1, 'l': [1, 2]}, 'c': [1, 2, 2]}", "{'b': {'y': 2, 'l': [2, 3]}, 'c': [2, 3], 'd': none}"
CASES = [f"{{{{ {A} | combine({B}, recursive={r}, list_merge='{m}') }}}}" for r in ("true", "false") for m in ("replace", "keep", "append", "prepend", "append_rp", "prepend_rp")]
CASES += [
    f"{{{{ {A} | combine({B}) }}}}", f"{{{{ [{A}, {B}] | combine }}}}", f"{{{{ {A} | combine({B}, {{'a': 9}}) }}}}", "{{ {} | combine({}) }}", "{{ [] | combine }}",
    "{{ {'a': 1} | combine }}", "{{ {'a': 1} | combine([{'b': 2}, {'c': 3}]) }}", "{{ {'a': 1} | combine(5) }}", "{{ 'x' | combine({}) }}", "{{ {'a': 1} | combine({'a': 2}, nope=true) }}",
    "{{ {'a': 1} | combine({'b': 2}, list_merge='nope') }}", "{{ {'b': 1, 'a': 2} | combine({'a': 2, 'b': 1}) }}", "{{ {'a': {'b': 1}} | combine({'a': 5}, recursive=true) }}",
    "{{ {'a': 5} | combine({'a': {'b': 1}}, recursive=true) }}", "{{ {'a': {}} | combine({'a': {'b': 1}}, recursive=true) }}", "{{ [{'a': 1}, none] | combine }}",
    "{{ {'a': 1, 'b': 2} | dict2items }}", "{{ {'a': 1} | dict2items(key_name='k', value_name='v') }}", "{{ {} | dict2items }}", "{{ [1] | dict2items }}", "{{ 'x' | dict2items }}",
    "{{ [{'key': 'a', 'value': 1}] | items2dict }}", "{{ [{'k': 'a', 'v': 1}] | items2dict(key_name='k', value_name='v') }}", "{{ [] | items2dict }}", "{{ {'a': 1} | items2dict }}",
    "{{ [{'key': 'a'}] | items2dict }}", "{{ [1] | items2dict }}", "{{ [{'key': 'a', 'value': 1}, {'key': 'a', 'value': 2}] | items2dict }}", "{{ {1: 2, none: 3, true: 4} | dict2items }}",
    "{{ [{'n': 'a', 'v': 1}, {'n': 'b', 'v': 2}] | rekey_on_member('n') }}", "{{ {'x': {'n': 'a'}} | rekey_on_member('n') }}", "{{ [{'n': 'a'}, {'n': 'a'}] | rekey_on_member('n') }}",
    "{{ [{'n': 'a', 'v': 1}, {'n': 'a', 'v': 2}] | rekey_on_member('n', duplicates='overwrite') }}", "{{ [{'n': 'a'}] | rekey_on_member('m') }}", "{{ [1] | rekey_on_member('m') }}",
    "{{ 'x' | rekey_on_member('m') }}", "{{ [{'n': 1}] | rekey_on_member('n', duplicates='nope') }}", "{{ 5 | rekey_on_member('m') }}",
]
