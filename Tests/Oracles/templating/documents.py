"""Filters of community.general and ansible.utils that work on whole documents."""
DOC = {"foo": 1, "bar": {"baz": 2}, "baw": [1, 2, 3], "hello": "day", "a/b": {"m~n": [True, None]}}
VARIABLES = {"doc": DOC, "rows": [{"name": "Alice", "age": 25, "role": "admin"}, {"name": "Bob", "age": 30, "role": "two\nlines"}]}
PATCHES = [
    "'add', '/1', {'baz': 'qux'}", "'add', '/bar/new', [1]", "'add', '/baw/-', 4", "'add', '/baw/0', 0", "'add', '/baw/9', 0",
    "'add', '/nope/x', 0", "'add', '', [1]", "'add', '/baw/01', 0", "'remove', '/baw/1'", "'remove', '/foo'",
    "'remove', '/nope'", "'remove', '/baw/7'", "'replace', '/hello', 'night'", "'replace', '/nope', 1", "'replace', '/baw/8', 1",
    "'test', '/foo', 1", "'test', '/foo', 2", "'test', '/foo', 2, fail_test=true", "'test', '/foo', true, fail_test=true",
    "'copy', '/copied', **{'from': '/bar'}", "'move', '/moved', **{'from': '/bar/baz'}", "'move', '/bar/x', **{'from': '/bar'}",
    "'copy', '/x', **{'from': '/nope'}", "'move', '/x'", "'nope', '/x'", "'add', 5, 1", "'add', 'x', 1", "'add', '/~2', 1",
    "'add', '/a~1b/m~0n/0', 7", "'add', '/x', 1, nope=2", "'test', '/nope', 2", "'add', '/hello/x', 2", "'add', '/x'",
]
CASES = [f"{{{{ doc | community.general.json_patch({p}) }}}}" for p in PATCHES]
CASES += [f"{{{{ {e} }}}}" for e in (
    "'[1, 2]' | community.general.json_patch('add', '/0', 0)", "'[1, ' | community.general.json_patch('add', '/0', 0)",
    "5 | community.general.json_patch('add', '/0', 0)",
    "doc | community.general.json_patch_recipe([{'op': 'add', 'path': '/x', 'value': [1]}, {'op': 'copy', 'from': '/x', 'path': '/y'}, {'op': 'add', 'path': '/y/-', 'value': 2}])",
    "doc | community.general.json_patch_recipe([{'op': 'test', 'path': '/foo', 'value': 9}, {'op': 'remove', 'path': '/foo'}])",
    "doc | community.general.json_patch_recipe([{'op': 'test', 'path': '/foo', 'value': 9}], fail_test=true)",
    "doc | community.general.json_patch_recipe({'op': 'add'})", "doc | community.general.json_patch_recipe([{'path': '/x'}])",
    "doc | community.general.json_patch_recipe([{'op': 'add', 'path': '/x'}])",
    "[doc | community.general.json_patch('add', '/bar/added', 1), doc.bar]",
    "{'foo': 1, 'bar': {'baz': 2}, 'baw': [1, 2, 3], 'hello': 'day'} | community.general.json_diff({'foo': 1, 'bar': {'baz': 2}, 'baw': [1, 3], 'baq': {'baz': 2}, 'hello': 'night'})",
    "doc | community.general.json_diff(doc)", "[1, 2] | community.general.json_diff([1, 2, 3, 4])", "[1, 2, 3] | community.general.json_diff([])",
    "{'a': 1} | community.general.json_diff({'a': true})", "{'a': {'b': [1]}} | community.general.json_diff('{\"a\": {\"b\": [2]}}')",
    "[] | community.general.json_diff({})", "[{'a': 1}, {'b': 2}] | community.general.json_diff([{'a': 2}, {'b': 2}])", "{'x/y': 1} | community.general.json_diff({'x/y': 2})", "5 | community.general.json_diff([])",
    "rows | community.general.to_prettytable", "rows | community.general.to_prettytable('role', 'name')", "rows | community.general.to_prettytable(column_order=['age'])",
    "rows | community.general.to_prettytable(header_names=['User', 'Years', 'Role'], column_alignments={'User': 'left', 'Years': 'right'})",
    "[] | community.general.to_prettytable", "[] | community.general.to_prettytable('a', 'b')", "'x' | community.general.to_prettytable", "[1] | community.general.to_prettytable",
    "rows | community.general.to_prettytable('a', 'b', 'c', 'd')", "rows | community.general.to_prettytable(column_order='a')", "rows | community.general.to_prettytable(column_order=[1])",
    "rows | community.general.to_prettytable(column_alignments={'name': 'middle'})", "rows | community.general.to_prettytable(nope=1)", "rows | community.general.to_prettytable('name', header_names=['A', 'B'])",
    "rows | community.general.to_prettytable('a', column_order=['b'])", "[{true: 1, 5: 'x'}] | community.general.to_prettytable('true', '5')", "[{'a': none, 'b': 1.5}, {'b': [1]}] | community.general.to_prettytable", "[{'日本': 'é'}] | community.general.to_prettytable",
    "['a', 1, true, none] | community.general.reveal_ansible_type", "{'a': 1, 'b': 2.5} | community.general.reveal_ansible_type", "[] | community.general.reveal_ansible_type", "5 | community.general.reveal_ansible_type", "'x' ~ 'y' | community.general.reveal_ansible_type({'str': 'text'})", "[1] | community.general.reveal_ansible_type('x')",
    "[1, 2.5] is community.general.ansible_type('list[float|int]')", "{'a': 1} is community.general.ansible_type(['dict[str, int]', 'int'])", "5 is community.general.ansible_type('number', {'int': 'number'})",
    "'srv.example.com' is community.general.fqdn_valid", "'srv' is community.general.fqdn_valid(min_labels=2)", "'a_b.example.com' is community.general.fqdn_valid", "'a_b.example.com' is community.general.fqdn_valid(allow_underscores=true)", "'-a.b' is community.general.fqdn_valid", "'a..b' is community.general.fqdn_valid", "'a.b.' is community.general.fqdn_valid",
    "'é' | community.general.unicode_normalize('NFD') | length", "'e\\u0301' | community.general.unicode_normalize | length", "'ﬁ①²ⅷ㌀' | community.general.unicode_normalize('NFKC')", "'ﬁ①²ⅷ㌀ガ' | community.general.unicode_normalize('NFKD') | length", "'ﬁ①' | community.general.unicode_normalize('NFC')", "'x' | community.general.unicode_normalize('NFX')", "5 | community.general.unicode_normalize", "'각' | community.general.unicode_normalize('NFD') | length", "'𝐀𝟗ﷺ' | community.general.unicode_normalize('NFKC')",
    "[1234, 5, 6] | community.general.hashids_encode", "1234 | community.general.hashids_encode", "[1234, 5, 6] | community.general.hashids_encode(salt='mysecret')", "[1, 2] | community.general.hashids_encode(min_length=30)", "[0, 999999999] | community.general.hashids_encode('s', 'abcdefghij0123456')", "[1] | community.general.hashids_encode(alphabet='abc')", "[-1] | community.general.hashids_encode", "[] | community.general.hashids_encode", "['x'] | community.general.hashids_encode", "[none] | community.general.hashids_encode",
    "'o2fXhV' | community.general.hashids_decode", "(([1234, 5, 6] | community.general.hashids_encode('a')) | community.general.hashids_decode('a'))", "(([7] | community.general.hashids_encode('a', min_length=20)) | community.general.hashids_decode('a', min_length=20))", "'nope!' | community.general.hashids_decode", "'' | community.general.hashids_decode", "'xyz' | community.general.hashids_decode(salt='b')",
)]
