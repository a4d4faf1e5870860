"""What roles would bring, for every environment and provider, in all three delivery modes, valid by the schemas of Kubernetes.

delivery/release and delivery/manifests are replaced by one task each that writes down what they would hand over; their
variables and templates, and every other role, are the real ones. A chart's own objects are its publisher's: only the values
are ours here. Custom resources are checked against schemas.yml; kinds that it calls unchecked are left to a real cluster."""
import json
import re

import yaml

from stage import Stage, flags, role_names, root

here = root / "Tests/Content"
# Roles that change hosts, accounts or a live cluster bring no objects: nothing of them runs here.
HOST_ROLES = re.compile(r"(bootstrap|cluster|infrastructure)/|storage/nfs/(clients|server)$|networking/(core_dns|test_domains)$"
                        r"|security/certs/ca$|delivery/(tools|smoke|repository|secret|gitops)$")
# Providers that dev, staging and prod do not have themselves.
PROVIDERS = ["eks", "kind", "talos"]
VERSIONS = ["1.33"]

RELEASE = """- name: Write down the release
  ansible.builtin.copy:
    content: "{{ {'namespace': [release_namespace_object], 'flux': [release_flux_source, release_flux_release],
                  'patch': [release_flux_overlay] if release_environment_values else [],
                  'argocd': [release_argocd_application]} | to_json }}"
    dest: "{{ rendered_directory }}/release-{{ release_name }}.json"
    mode: "0600"
  tags: [prepare, release]
"""
MANIFESTS = """- name: Write down the objects
  ansible.builtin.copy:
    content: "{{ {'namespace': manifests_namespace_objects, 'objects': manifests_all, 'references': manifests_references} | to_json }}"
    dest: "{{ rendered_directory }}/manifests-{{ manifests_name }}.json"
    mode: "0600"
  tags: [prepare, release]
"""
# What needs a value of its own where every component is on.
VALUES = {
    "nfs_server": "10.0.0.9", "repository_url": "https://git.example.com/site.git", "kubeconfig_source": "/nonexistent",
    "enable_test_domains": False, "delivery_mode": "flux", "ingress_provider": "istio",
    "jupyterhub_authenticator": "github", "metallb_ip_range": "192.168.9.200-210",
    "efs_file_system": "fs-1",
}


def environments():
    """Each inventory with its own provider, and production with each of the others."""
    for inventory in sorted(root.glob("inventories/**/hosts.yml")):
        name = str(inventory.parent.relative_to(root / "inventories"))
        if not name.startswith("lab"):
            yield name, None
    for provider in PROVIDERS:
        yield "prod", provider


class Schemas:
    """Schemas of Kubernetes by kubernetes-validate, and of custom resources by schemas.yml."""

    def __init__(self):
        import kubernetes_validate
        self.library = kubernetes_validate
        self.custom = yaml.safe_load((here / "schemas.yml").read_text())
        self.unchecked = set()

    def faults(self, thing):
        kind = f"{thing['apiVersion']}/{thing['kind']}"
        if kind in self.custom["kinds"]:
            return list(self.differences(thing.get("spec", {}), self.custom["kinds"][kind]["spec"], "spec"))
        if kind in self.custom["unchecked"]:
            self.unchecked.add(kind)
            return []
        found = []
        for version in VERSIONS:
            try:
                self.library.validate(thing, version, strict=True)
            except self.library.ValidationError as fault:
                found.append(f"Kubernetes {version}: {fault.message}")
            except self.library.SchemaNotFoundError:
                found.append(f"{kind} is neither Kubernetes' own nor in Tests/Content/schemas.yml")
        return found

    def differences(self, value, schema, path):
        """Where a value is not what an extract allows: fields, a list of one schema for its items, words, or a type's name."""
        if isinstance(schema, str):
            types = {"string": str, "integer": int, "boolean": bool, "object": dict, "array": list, "any": object}
            held = isinstance(value, types[schema]) and not (schema == "integer" and isinstance(value, bool))
            if not held:
                yield f"{path} should be {schema}, is {json.dumps(value)[:60]}"
        elif isinstance(schema, list) and len(schema) > 1:
            if value not in schema:
                yield f"{path} should be one of {schema}, is {json.dumps(value)[:60]}"
        elif isinstance(schema, list):
            if not isinstance(value, list):
                yield f"{path} should be a list, is {json.dumps(value)[:60]}"
            else:
                for number, item in enumerate(value):
                    yield from self.differences(item, schema[0], f"{path}[{number}]")
        elif not isinstance(value, dict):
            yield f"{path} should be an object, is {json.dumps(value)[:60]}"
        else:
            known = {name.rstrip("!"): (name, part) for name, part in schema.items()}
            for name, part in value.items():
                if name not in known and "*" not in known:
                    yield f"{path}.{name} is no field of it"
                else:
                    yield from self.differences(part, (known.get(name) or known["*"])[1], f"{path}.{name}")
            for name, (said, _) in known.items():
                if said.endswith("!") and name not in value:
                    yield f"{path}.{name} is missing"


def render(stage, inventory, provider):
    rendered = stage.directory / f"{inventory.replace('/', '-')}-{provider}"
    rendered.mkdir()
    # An example is a whole site: it keeps its own flags.
    variables = {} if inventory.startswith("examples/") else {flag: True for flag in flags if flag not in ("enable_ha", "enable_test_domains")} | VALUES
    variables |= {"kubeconfig_source": "/nonexistent", "rendered_directory": str(rendered)} | ({"cluster_provider": provider} if provider else {})
    result = stage.play(inventory, variables, "--skip-tags", "verify")
    return rendered, result


# What the schemas must refuse: a wrong type, a misspelt field, a missing one, a kind that is described nowhere.
FAULTY = [
    {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "x"}, "spec": {"replicas": "two"}},
    {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "x"}, "spec": {"port": []}},
    {"apiVersion": "karpenter.sh/v1", "kind": "NodePool", "metadata": {"name": "x"}, "spec": {"limits": {"cpu": "1"}}},
    {"apiVersion": "metallb.io/v1beta1", "kind": "L2Advertisement", "metadata": {"name": "x"}, "spec": {"addressPools": ["a"]}},
    {"apiVersion": "karpenter.sh/v1alpha5", "kind": "Provisioner", "metadata": {"name": "x"}, "spec": {}},
]


def check_rendering(check):
    try:
        schemas, seen = Schemas(), 0
    except ImportError:
        return check(False, "rendered objects cannot be validated: pip install kubernetes-validate")
    for thing in FAULTY:
        check(schemas.faults(thing), f"the schemas let a faulty {thing['kind']} pass")
    with Stage() as stage:
        replaced = {"delivery/release": RELEASE, "delivery/manifests": MANIFESTS}
        replaced |= {role: "[]\n" for role in role_names() if HOST_ROLES.search(role)}
        stage.link_roles(replaced)
        for name, tasks in replaced.items():
            (stage.directory / "roles" / name / "tasks/main.yml").write_text("---\n" + tasks)
            if HOST_ROLES.search(name):
                (stage.directory / "roles" / name / "meta/main.yml").write_text("---\ndependencies: []\n")
                (stage.directory / "roles" / name / "meta/argument_specs.yml").unlink()
        for inventory, provider in environments():
            what = f"{inventory}{' on ' + provider if provider else ''}"
            rendered, result = render(stage, inventory, provider)
            fault = re.search(r"(?:fatal|failed): .*|ERROR.*", result.stdout + result.stderr)
            check(result.returncode == 0, f"{what}: {fault.group(0)[:500] if fault else result.stderr[-500:]}")
            where = {}
            for path in sorted(rendered.glob("*.json")):
                parts = json.loads(path.read_text())
                references = parts.pop("references", None)
                check(references is None or len(references) == len(parts["objects"]), f"{what}, {path.stem}: {references} do not name each object once")
                for part, things in parts.items():
                    for thing in things:
                        faults = [fault for fault in schemas.faults(thing) if part != "patch" or "is missing" not in fault]
                        seen += 1
                        named = f"{thing['kind']}/{thing['metadata']['name']}"
                        check(not faults, f"{what}, {path.stem}: {named}: {'; '.join(faults)[:400]}")
                        check(not (thing["kind"] == "Secret"), f"{what}, {path.stem}: {named} would reach a repository in clear")
                        if part == "objects":
                            identity = (thing["apiVersion"].split("/")[0], thing["kind"], thing["metadata"].get("namespace"),
                                        thing["metadata"]["name"])
                            other = where.setdefault(identity, path.stem)
                            check(other == path.stem, f"{what}: {named} is brought by {other} and by {path.stem}")
            parts = len(list(rendered.glob("*.json")))
            check(parts > (8 if inventory.startswith("examples/") else 60), f"{what}: rendered {parts} releases and sets only")
    print(f"rendering: {seen} objects; left to a real cluster: {', '.join(sorted(schemas.unchecked)) or 'none'}")
