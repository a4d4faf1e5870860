OBJECTS = [
    {"kind": "ConfigMap", "metadata": {"name": "one"}, "data": {"b": "2", "a": "1"}},
    {"kind": "ConfigMap", "metadata": {"name": "one"}},
    {"kind": "ConfigMap", "metadata": {"name": "one", "namespace": "x"}, "data": {"text": "ä\n\"é\u2028", "\U0001f600": "1", "\uff5e": "2"}, "binaryData": {"x": "y"}},
    {"kind": "ConfigMap", "metadata": {"name": "one"}, "data": {"b": {"z": [1, {"y": None, "x": 1.5}], "a": True}, "a": ""}},
    {"kind": "Secret", "metadata": {"name": "one"}, "data": {"a": "MQ=="}},
    {"kind": "Secret", "type": "Opaque", "metadata": {"name": "one", "generateName": "two"}, "data": {"B": "MQ==", "a": "Mg==", "Ä": "Mw=="}},
    {"kind": "ConfigMap", "metadata": {"name": "", "generateName": "two"}, "data": {"a": "1"}},
    {"kind": "ConfigMap", "metadata": {}},
    {"kind": "ConfigMap"},
    {"metadata": {"name": "one"}},
]
CASES = [("{{ object | kubernetes.core.k8s_config_resource_name }}", {"object": one}) for one in OBJECTS]
CALLS = ("", ", enable_helm=true", ", environment='A=1 B=2'", ", environment={'A': '1'}", ", environment='A'", ", dir='silent'", ", dir='nowhere'", ", dir='some dir'")
CASES += ["{{ lookup('kubernetes.core.kustomize', binary_path='./kubectl'%s) }}" % call for call in CALLS]
CASES += ["{{ lookup('kubernetes.core.kustomize', binary_path='/bin/true') }}", "{{ query('kubernetes.core.kustomize', binary_path='./kubectl') }}"]
