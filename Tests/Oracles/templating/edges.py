"""Edge values of filters and tests, one by one where they once gave something else."""
INF, NAN = "(1e308 * 10)", "(1e308 * 10 - 1e308 * 10)"


def expression(text):
    return "{{ " + text + " }}"


def each(values, filters, joint="|"):
    return [f"({value}) {joint} {filter}" for value in values for filter in filters]


CASES = [expression(text) for text in (
    each(("[1, 2, 3]", "'ab'", "[]"), ("batch(0) | list", "batch(-1) | list", "batch('a') | list", "batch(2.0) | list", "slice(-1) | list"))
    + each(("['a', 1]", "'xy'"), ("join(d=none)", "join(1)", "join(true)"))
    + each((INF, "-" + INF, NAN, "'inf'", "'nan'"), ("int", "int(7)", "float", "log"))
    + each(("'a\\nb'", "''"), ("indent(none)", "comment(decoration=none)", "comment(decoration=5)", "comment(beginning=none, end=0)", "comment(prefix=[])"))
    + each(("'a'", "5"), ("hash(none)", "hash(5)", "b64encode('utf-16')", "b64encode('utf-32-be')"))
    + each(("''", "range(3)", "'é'.encode()"), ("b64encode", "b64encode('utf-16')", "b64encode('nope')"))
    + each(("[true, false]", "[1, 1.0, 'a']", "[]", "[[1, 2], 'a']", "{'a': 1}", "'ab'", "none", "[missing]"),
           [f"{name}({other}) | map('string') | sort" for name in ("intersect", "union", "difference", "symmetric_difference") for other in ("[1]", "['a']", "'a'", "none", "[[1, 2]]")])
    + each(("{'a': 1}", "{0: 'x'}", "{}"), ("random(seed=1)", "random(1, seed=1)"))
    + each(("2 ** 63", "10 ** 30", "2 ** 64", "100"), ("random(seed=1)", "random(5, seed='x')", "random(step=7, seed=2)", "random(seed=10 ** 30)", "random(seed=-(10 ** 30))"))
    + each(("'1'", "5"), [f"{name}(profile={profile})" for name in ("to_json", "from_json", "to_nice_json") for profile in ("'tagless'", "'nope'", "''", "5", "none")])
    + each(("[1, 2, 3, 4]",), ("shuffle(seed=10 ** 30)", "random(seed=2 ** 64)"))
    + each(("none", "[]", "{'a': 1}"), ("combine({}, list_merge='x')", "combine({'b': 2}, list_merge='x')"))
    + each(("[[1, [2]]]", "[1, 2]", "(1, (2, 3))"), ("flatten(levels='1')", "flatten(levels=1.5)", "flatten(levels=true)", "flatten(levels=-1)"))
    + each(("true", "false", "none", "0", "''", "'x'"), ("extract([7, 8])", "extract({'a': 1})"))
    + each(("'/a/b.c'.encode()",), ("basename", "dirname", "normpath", "expanduser"))
    + each(("'/a'", "''"), ("relpath(1)", "relpath('/b')"))
    + each(("[missing]",), ("combinations(2)", "permutations(2)", "combinations(1)"))
    + each(("crlf", "separated", "combined", "' a '", "5"), ("split", "split(none, 1)", "split(none, 0)", "split(',')", "comment", "comment('c', decoration='// ')", "comment(newline='\\r\\n')", "quote", "community.general.from_csv", "to_json", "trim(1)", "trim('a ')", "community.general.crc32", "urlsplit"))
    + each(("[1, 2, 3, 4]", "range(40)", "''"), ("combinations(39) | length", "combinations(2) | length", "combinations(none)", "permutations(1) | length", "permutations(3) | length if false else 1"))
    + each(("'abc'", "5"), ("match(1)", "search(none)", "regex(5)", "match('a')"), "is")
    + each(("'abc'",), ("to_uuid(none)", "to_uuid('')"))
    + each(("2 ** 70 + 1", "12345678901234567890", "7", "2.5"), ("round(2, 'ceil')", "round(0, 'floor')", "round(1, 'floor')"))
    + each(("['https://u:p@h.x:80/p\\n?q#f', ' \\t//h/p', 'a\\r\\nb:c']",), ("map('urlsplit', 'path') | list",))
    + [f"{kind}({lookup})" for kind in ("lookup", "query") for lookup in (
        "'env', 'NOPE', default=none", "'env', 'NOPE', default=''", "'community.general.flattened', [1, [none, ['None', 2]], 3]", "'community.general.flattened', 'null', 1", "'community.general.flattened', (1, 2), [[3]]",
        "'community.general.cartesian', 'ab', [1, 2]", "'community.general.cartesian', 5, none", "'community.general.cartesian', {'a': 1}", "'community.general.cartesian', [], [1]")]
    + each(("[1, 2]",), ("zip_longest([1], x=1)", "zip_longest([1, 2, 3], fillvalue='')"))
    + each(("{'a': 1}",), ("dict2items(key_name=[])", "dict2items(value_name={})", "dict2items(key_name=none)"))
    + each(("range(3)", "[range(2)]", "{'r': range(1)}"), ("to_json", "to_json(indent=2)", "to_nice_json"))
    + each(("[1, {'a': 'é'}]", "'text'"), [
        f"{name}({option})" for name in ("to_yaml", "to_nice_yaml") for option in (
            "version=[1, 1]", "version=[1, 2]", "version=[2, 0]", "version=[1]", "tags={'!e!': 'tag:x,2000:'}", "tags={}",
            "line_break=none", "default_style=''", "4", "encoding=none")])
    + each(("[1, {'a': 'é'}]",), ("to_yaml(encoding='utf-8') | type_debug", "to_yaml(encoding='utf-16-be') | b64encode"))
    + each(("{'b': [1, {'c': (1, 2)}], 'a': none}", "'text'", "[[1], [1]]"), [
        f"community.general.{name}{options}" for name in ("to_yaml", "to_nice_yaml") for options in (
            "", "(indent=4)", "(sort_keys=false)", "(redact_sensitive_values=true)", "(default_flow_style=true)", "(4)", "(allow_unicode=false)", "(explicit_start=true)")])
    + each(("'a,b\\n1'", "lines", "short", "marked"), [
        f"community.general.from_csv{options}" for options in ("", "(fieldnames=['x', 'y', 'z'])", "(fieldnames=[1, none])", "(delimiter='ab')", "(delimiter=5)", "(delimiter='')", "(skipinitialspace=true)")])
    + each(("5",), ("community.general.dict_kv([1])", "community.general.dict_kv(none)"))
    + each(("'192.0.2.0/24'", "'192.0.2.5/24'", "'192.0.2.5'", "'10.0.0.0/31'", "'10.0.0.1/31'", "'2001:db8::1/64'", "'2001:db8::/127'", "'2001:db8::5'", "'fe80::1%eth0'", "1", "5", "true", "'x'", "[]", "none", "['10.0.0.0/24', '10.0.1.0/24']"), (
        "ansible.utils.nthhost(0)", "ansible.utils.nthhost(1)", "ansible.utils.nthhost('1')", "ansible.utils.nthhost('1.5')", "ansible.utils.nthhost(none)", "ansible.utils.ipwrap('address')", "ansible.utils.ipwrap(query='address')",
        "ansible.utils.next_nth_usable('1')", "ansible.utils.previous_nth_usable('1')",
        "ansible.utils.network_in_usable('192.0.2.5')", "ansible.utils.network_in_network('192.0.2.5')", "ansible.utils.network_in_network('2001:db8::1')", "ansible.utils.network_in_network('x')", "ansible.utils.network_in_usable('192.0.2.255')",
        "ansible.utils.cidr_merge('span')", "ansible.utils.reduce_on_network('192.0.2.0/24')", "ansible.utils.ipaddr('int')", "ansible.utils.ipaddr('gateway')", "ansible.utils.ipv4('address')", "ansible.utils.ipv6('host')"))
    + each(("'10.0.0.0/8'", "'2001:db8::/64'"), ("ansible.utils.ipmath('5')", "ansible.utils.ipmath(true)", "ansible.utils.ipmath(2.0)", "ansible.utils.next_nth_usable(true)"))
    + each(("'10.0.0.1/31'", "'10.0.0.4/30'", "'fe80::1/64'", "'10.0.0.4'"), ("ansible.utils.ipsubnet(26, 0)", "ansible.utils.ipsubnet(26, 1)", "ansible.utils.ipsubnet(26, -1)", "ansible.utils.ipsubnet(26)"))
    + each(("'10.0.0.1/8'", "['10.0.0.1/24', '10.0.1.1/24']", "['10.0.0.1/24', '192.0.2.1/25']", "['10.0.0.1/24', '10.0.0.9/24']", "'10.0.0.0/25,10.0.0.128/25'", "'2001:db8::1/64'"), ("ansible.utils.cidr_merge",))
    + each(("'5'", "5", "2 ** 32", "'281474976710655'", "'001122334455'"), ("ansible.utils.hwaddr", "ansible.utils.hwaddr('linux')", "ansible.utils.macaddr('cisco')", "ansible.utils.hwaddr('bool')"))
    + each(("5", "'a'", "'a,b'", "[5]"), ("ansible.utils.index_of('eq', 5)", "ansible.utils.index_of('eq', '5')", "ansible.utils.index_of('eq', 'b')"))
    + each(("'10.0.0.1/31'", "'10.0.0.0/31'", "'10.0.0.0/08'", "'10.0.0.1'", "'fc00::1/7'", "'2001:db8::5/128'", "'::1'", "'::1/128'", "'127.0.0.1/32'", "'224.0.0.1'", "'fe80::1%eth0'", "'fe80::1%'", "'10.0.0.1%eth0'", "5"), (
        "ansible.utils.ip", "ansible.utils.ip_address", "ansible.utils.ipv4", "ansible.utils.ipv6", "ansible.utils.ipv6_address", "ansible.utils.private", "ansible.utils.public", "ansible.utils.loopback", "ansible.utils.multicast",
        "ansible.utils.in_network('10.0.0.0/8')", "ansible.utils.in_network('10.0.0.1/8')", "ansible.utils.in_any_network(['10.0.0.0/8'])", "ansible.utils.in_one_network(['10.0.0.0/8', '::/0'])"), "is")
    + each(("'00:11:22:33:44:55'", "'0:1:2:3:4:5'", "'01-02:03:04:05:06'", "'0011.2233.4455'", "'001122334455'", "'00112233445'", "'AABB.CCDD.EEFF'", "'aabbccddeeff '"), ("ansible.utils.mac",), "is"))]
VARIABLES = {"lines": "a,b\n1,2\n3\n4,5,6\n\n7,", "short": "\nx, y\n 1, 2\n", "marked": "\ufeffa;b\n1;2\n",
             "crlf": "a\r\nb\r\n\r\nc  ", "separated": " a\x1cb\u2028c\u0085d\u00a0e ", "combined": "a,\u0301b\n\"x\ny\",2\ne'\u0301"}
