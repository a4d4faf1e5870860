"""from_xml, to_xml and fact_diff of ansible.utils; the oracle needs the Python package xmltodict."""
DOCUMENTS = [
    "<a/>", "<a></a>", "<a> </a>", "<a>x</a>", "<a b='1'/>", "<a b=\"1\">x</a>", "<a><b>1</b><b>2</b></a>", "<a><b>1</b><c/><b><d/></b></a>",
    "<a>x<b/>y</a>", "<a> x <b> 1 </b> y </a>", "<?xml version=\"1.0\" encoding=\"latin-1\"?>\n<a>\u00e4</a>", "<!-- c --><a><!-- c --><b/></a><!-- d -->",
    "<a>&lt;&amp;&gt;&quot;&apos;&#65;&#x42;</a>", "<a b='&lt;x&#10;y'/>", "<a><![CDATA[<x> & y]]></a>", "<a>x<![CDATA[ y ]]>z</a>", "<n:a xmlns:n='u' n:b='1'><n:c/></n:a>", "<a xmlns='u'/>",
    "<!DOCTYPE a><a/>", "<!DOCTYPE a [<!ELEMENT a ANY>]><a/>", "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>", "<a>&e;</a>", "<a>&#0;</a>", "<a>&#xD800;</a>", "<a>&</a>", "<a b=\"\nx\ty\"/>", "<a>\r\nx\r\ny</a>",
    "", " ", "x", "<a>", "</a>", "<a></b>", "<a/><b/>", "<a/>x", "x<a/>", "<a b=1/>", "<a b/>", "<a b='1' b='2'/>", "<a b='<'/>", "<1a/>", "<a-b.c_d:e/>", "<a>]]></a>", "<a>\x01</a>", "<a><b></a></b>",
    " <?xml version='1.0'?><a/>", "\n<a/>", "<a b = '1' />", "<a b='1'c='2'/>", "< a/>", "<a ></a >", "<?pi x?><a><?pi y?></a>", "<a><!-- x -- y --></a>", "<a>\u65e5\ud83d\ude00</a>".encode("utf-16", "surrogatepass").decode("utf-16"),
    "<\u00e9l\u00e9ment \u00e4='\u00f6'/>", "\ufeff<a/>", "<rpc-reply><data><if><name>eth0</name><mtu>1500</mtu></if><if><name>lo</name></if></data></rpc-reply>"]
DATA = [
    "{'a': none}", "{'a': 'x'}", "{'a': {'b': [1, 2.5, true, none]}}", "{'a': {'@id': 1, '@x': none, '@y': true, '#text': 't', 'c': 'd'}}", "{'a': {'#text': none}}", "{'a': {'b': []}}", "{'a': []}", "{'a': [1]}", "{'a': [1, 2]}",
    "{'a': 1, 'b': 2}", "{}", "[]", "'x'", "5", "none", "'{\"a\": 1}'", "{1: 2}", "{'a': {1: 2}}", "{'a b': 1}", "{'a<': 1}", "{'a': '<&>\"'}", "{'a': {'@b': '<&>\"'}}", "{'a': {'@b': '\\'\"'}}", "{'a': {'@b': text}}",
    "{'#comment': 'c', 'a': {'#comment': ['x', none, ''], 'b': 1}}", "{'a': {'#comment': 'x--y'}}", "{'a': {'#comment': 'x-'}}", "{'a': {'@xmlns': {'': 'u', 'n': 'v'}}}", "{'a': {'@xmlns': 'u'}}", "{'a': [[1, 2], {'b': 3}]}", "{'a': {'b': {'c': {'d': 'e'}}, 'f': ['g', {'h': 'i'}]}}",
    "{'a': (1, 2)}", "{'a': {'b': range(2)}}", "{'?a': 1}", "{'a': {'b/c': 1}}", "{'é': 'ü'}"]
BEFORE = ["'a\\nb'", "lines", "other", "[1, 2, 3]", "['a', 'b']", "{'b': 1, 'a': [1, {'c': none}]}", "{'b': 2, 'a': [1]}", "''", "none", "5", "{}", "[]", "colour"]
CASES = [("{{ document | ansible.utils.from_xml }}", {"document": document}) for document in DOCUMENTS]
CASES += ["{{ '<a/>' | ansible.utils.from_xml('lxml') }}", "{{ '<a/>' | ansible.utils.from_xml(engine='xmltodict') }}", "{{ 5 | ansible.utils.from_xml }}", "{{ '<a/>' | ansible.utils.from_xml | ansible.utils.to_xml }}"]
CASES += [f"{{{{ {data} | ansible.utils.to_xml{options} }}}}" for data in DATA for options in ("", "(indent='spaces', indent_width=2)", "(full_document=false)")]
CASES += [f"{{{{ {{'a': {{'b': 1}}}} | ansible.utils.to_xml({options}) }}}}" for options in ("'lxml'", "indent='x'", "indent='spaces'", "indent='spaces', indent_width='1'", "indent='spaces', indent_width=0", "'xmltodict', 'spaces', 1", "indent_width='x'")]
CASES += [f"{{{{ {before} | ansible.utils.fact_diff({after}) }}}}" for before in BEFORE for after in BEFORE]
CASES += [f"{{{{ lines | ansible.utils.fact_diff(other{options}) }}}}" for options in (
    ", common=true", ", {'vars': {'skip_lines': ['o', '^t']}}", ", plugin={'name': 'ansible.utils.native', 'vars': {'skip_lines': ['^x']}}", ", {'vars': {'skip_lines': ['(']}}", ", {'vars': {'skip_lines': 't'}}", ", {'name': 'x.y.z'}", ", {}, true")]
CASES += ["{{ [1, 'two', none] | ansible.utils.fact_diff([1, 'zwei'], {'vars': {'skip_lines': ['N']}}) }}", "{{ 'a' | ansible.utils.fact_diff }}"]
VARIABLES = {"lines": "one\ntwo\nthree\nfour\n", "other": "one\nzwei\nthree\nfour", "text": "a\nb\tc", "colour": "\x1b[31mred\x1b[0m\nx\n"}
