"""The API lab: a real API server with Helm's engine, charts of the lab's own, and custom resources by Tests/Content/schemas.yml.

Real: kube-apiserver, etcd, controller manager, scheduler (kube-api), Helm's engine (./helm, kept loaded by ./helm-kept), kubectl. Stand-ins: the charts, which bring
the workloads that a role waits for, under upstream's names and versions, from a repository on loopback; nodes whose containers only
pretend (kubemark); what controllers and containers would do that are not here: Jobs end well, certificates are issued, Redis gets its
StatefulSet; the manifests that Kubeflow and Tekton publish.
KUBE_BIN names the Kubernetes binaries, HELM_PYTHON a Python with helm-python-sdk."""
import functools
import http.server
import io
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tarfile
import threading

import yaml

here = pathlib.Path(__file__).resolve().parent
root = here.parents[2]
sys.path.insert(0, str(root / "Tests/Content"))
from stage import role_names

CLUSTER_KINDS = {"ClusterIssuer", "ClusterPolicy", "ClusterSecretStore", "NodePool", "EC2NodeClass", "Profile", "GatewayClass"}


def plain(value, defaults):
    """A value of a role's variables: of a template `{{ 'a' if role_option == 'x' else 'b' }}`, what it gives with the role's defaults."""
    template = re.fullmatch(r"\{\{ ('[\w-]+' if \w+ == '\w+' else '[\w-]+') \}\}", str(value))
    return eval(template.group(1), {}, defaults) if template else str(value)


def releases(role):
    """The charts of a role with their pinned versions, and the workloads that it waits for."""
    pinned = yaml.safe_load((root / "playbooks/group_vars/all/versions.yml").read_text())["versions"]
    defaults = yaml.safe_load((root / "roles" / role / "defaults/main.yml").read_text()) or {}
    variables = root / "roles" / role / "vars/main.yml"
    own = yaml.safe_load(variables.read_text()) or {} if variables.exists() else {}
    workloads = next((value for name, value in own.items() if name.endswith("_workloads") and isinstance(value, list)), [])
    charts = []
    for task in re.split(r"(?m)^- name:", (root / "roles" / role / "tasks/main.yml").read_text()):
        chart = re.search(r"release_chart: (\S+)", task)
        version = re.search(r'release_version: "\{\{ (\S+) \}\}"', task)
        if chart and version:
            said = version.group(1) if version.group(1).startswith("versions.") else defaults[version.group(1)]
            charts.append((chart.group(1), pinned[re.search(r"versions\.(\w+)", said).group(1)]))
    return charts, [{**w, "kind": plain(w["kind"], defaults), "name": plain(w["name"], defaults)} for w in workloads]


# How long a Deployment's pods must have been ready before it counts as rolled out.
ROLLOUT_SECONDS = int(os.environ.get("ROLLOUT_SECONDS", "0"))


def workload(kind, name):
    """A workload of one container that only pretends."""
    labels = {"app": name}
    spec = {"selector": {"matchLabels": labels}, "template": {"metadata": {"labels": labels}, "spec": {
        "containers": [{"name": "main", "image": "lab.invalid/pretended:1"}]}}}
    # Not as 0: a server that leaves zeros out notes a new state with every server-side apply.
    rollout = {"minReadySeconds": ROLLOUT_SECONDS} if ROLLOUT_SECONDS else {}
    more = {"StatefulSet": {"serviceName": name}, "Deployment": rollout}
    return {"apiVersion": "apps/v1", "kind": kind, "metadata": {"name": name}, "spec": spec | more.get(kind, {})}


def manifests(directory):
    """What Kubeflow publishes in a Git repository, and Tekton as a file, as far as the lab goes; the variables that name them."""
    kubeflow, tekton = directory / "kubeflow", directory / "tekton.yaml"
    (kubeflow / "example").mkdir(parents=True)
    (kubeflow / "example/kustomization.yaml").write_text("resources: [all.yaml]\n")
    namespace = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "kubeflow"}}
    dashboard = workload("Deployment", "centraldashboard")
    dashboard["metadata"]["namespace"] = "kubeflow"
    (kubeflow / "example/all.yaml").write_text(yaml.safe_dump_all([namespace, dashboard]))
    for words in (["init", "--quiet", "--initial-branch=main"], ["add", "--all"], ["-c", "user.name=lab", "-c", "user.email=lab@lab.invalid",
                  "commit", "--quiet", "--message", "Publish"], ["tag", "v0"]):
        subprocess.run(["git", "-C", str(kubeflow), *words], check=True)
    controller = workload("Deployment", "tekton-pipelines-controller")
    controller["metadata"]["namespace"] = "tekton-pipelines"
    tekton.write_text(yaml.safe_dump_all([{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "tekton-pipelines"}}, controller]))
    return {"kubeflow_manifests_url": str(kubeflow), "kubeflow_revision": "v0", "kubeflow_checkout": str(directory / "kubeflow-checkout"),
            "tekton_release_manifests": [str(tekton)]}


def package(directory, chart, version, workloads, many):
    """A chart that brings `workloads`, and says in a ConfigMap which values it was given; where `many` releases take the chart, each
    brings those whose names begin with its own."""
    documents = ["apiVersion: v1\nkind: ConfigMap\nmetadata: {name: values-of-{{ .Release.Name }}}\ndata:\n"
                 "  values.yaml: |\n{{ .Values | toYaml | indent 4 }}\n"]
    only = '{{ if hasPrefix .Release.Name "%s" }}%s{{ end }}' if many else "%.0s%s"
    documents += [only % (wanted["name"], json.dumps(workload(wanted["kind"], wanted["name"]))) for wanted in workloads]
    files = {"Chart.yaml": yaml.safe_dump({"apiVersion": "v2", "name": chart, "version": version.lstrip("v"), "appVersion": version,
                                           "description": "A stand-in of the lab, not upstream's chart"}),
             "templates/all.yaml": "\n---\n".join(documents) + "\n", "values.yaml": "{}\n"}
    path = directory / f"{chart}-{version}.tgz"
    with tarfile.open(path, "w:gz") as archive:
        for name, text in files.items():
            entry = tarfile.TarInfo(f"{chart}/{name}")
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))
    return {"apiVersion": "v2", "name": chart, "version": version, "urls": [path.name]}


def charts(directory):
    """A repository with each role's charts in `directory`, and the variables by which the roles take them from `ADDRESS`."""
    directory.mkdir()
    entries, repositories = {}, set()
    for role in role_names():
        if role.startswith(("bootstrap/", "delivery/", "cluster/")):
            continue
        made, workloads = releases(role)
        for chart, version in made:
            if chart not in entries:
                brings = workloads if chart == made[-1][0] else []
                entries[chart] = [package(directory, chart, version, brings, [name for name, _ in made].count(chart) > 1)]
        if made:
            repositories.add(role.split("/")[-1] + "_repository")
    (directory / "index.yaml").write_text(yaml.safe_dump({"apiVersion": "v1", "entries": entries}))
    return repositories


def openapi(schema):
    """An extract of schemas.yml as a schema that an API server enforces."""
    if isinstance(schema, str):
        kinds = {"any": {"x-kubernetes-preserve-unknown-fields": True}, "object": {"type": "object", "x-kubernetes-preserve-unknown-fields": True}}
        return kinds.get(schema, {"type": schema})
    if isinstance(schema, list):
        return {"type": "string", "enum": schema} if len(schema) > 1 else {"type": "array", "items": openapi(schema[0])}
    if "*" in schema:
        return {"type": "object", "additionalProperties": openapi(schema["*"])}
    made = {"type": "object", "properties": {name.rstrip("!"): openapi(part) for name, part in schema.items()}}
    required = [name.rstrip("!") for name in schema if name.endswith("!")]
    return made | ({"required": required} if required else {})


def definitions():
    """One CustomResourceDefinition for each kind, with every version that is described."""
    custom, made = yaml.safe_load((root / "Tests/Content/schemas.yml").read_text()), {}
    for said in list(custom["kinds"]) + custom["unchecked"]:
        group, version, kind = said.split("/")
        plural = "redis" if kind == "Redis" else kind.lower()[:-1] + "ies" if re.search("[^aeiou]y$", kind) else kind.lower() + ("es" if re.search("(s|x|ch)$", kind) else "s")
        schema = {"type": "object", "properties": {
            "spec": openapi(custom["kinds"][said]["spec"] if said in custom["kinds"] else "object"), "status": openapi("object")}}
        definition = made.setdefault((group, kind), {
            "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": {"name": f"{plural}.{group}"}, "spec": {
                "group": group, "names": {"kind": kind, "plural": plural}, "versions": [],
                "scope": "Cluster" if kind in CLUSTER_KINDS else "Namespaced"}})
        versions = definition["spec"]["versions"]
        versions.append({"name": version, "served": True, "storage": not versions, "schema": {"openAPIV3Schema": schema},
                         "subresources": {"status": {}}})
    return list(made.values())


# What a cluster has before anything is delivered to it, and the API server alone has not.
COREDNS = [
    {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "coredns", "namespace": "kube-system"}, "data": {
        "Corefile": ".:53 {\n    errors\n    kubernetes cluster.local\n    forward . /etc/resolv.conf\n}\n"}},
    {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "coredns", "namespace": "kube-system"}, "spec": {
        "selector": {"matchLabels": {"k8s-app": "kube-dns"}}, "template": {"metadata": {"labels": {"k8s-app": "kube-dns"}}, "spec": {
            "containers": [{"name": "coredns", "image": "lab.invalid/pretended:1"}]}}}},
]
# What says that a thing is done, in the place of the controllers that would.
ANSWERS = {
    "batch/v1/jobs": {"succeeded": 1, "conditions": [{"type": "Complete", "status": "True"}]},
    "cert-manager.io/v1/certificates": {"conditions": [{"type": "Ready", "status": "True"}]},
}


class Lab:
    """The API server and what stands beside it, below `stage.directory`."""

    def __init__(self, stage):
        self.kube = stage.directory / "kube"
        binaries = pathlib.Path(os.environ.get("KUBE_BIN") or pathlib.Path.home() / ".cache/debian-kubernetes/1.20.2")
        self.environment = {**os.environ, "KUBE_BIN": str(binaries), "ETCD_BIN": str(binaries), "KUBE_PORT": os.environ.get("KUBE_PORT", "16443")}
        commands = stage.directory / "bin"
        commands.mkdir()
        (commands / "kubectl").symlink_to(binaries / "kubectl")
        self.helm = subprocess.Popen([os.environ.get("HELM_PYTHON", sys.executable), here / "helm-kept", commands / "helm", "6"],
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.helm.stdout.readline()
        os.environ["PATH"] = f"{commands}:{os.environ['PATH']}"
        self.ended, self.cached = threading.Event(), set()
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))

    def up(self):
        subprocess.run([here / "kube-api", "up", self.kube, "2"], env=self.environment, check=True, stdout=subprocess.DEVNULL)
        self.kubeconfig = str(self.kube / "kubeconfig")
        self.apply(definitions() + COREDNS)
        self.kubectl("wait", "--for=condition=Established", "crd", "--all", "--timeout=60s")
        self.proxy = subprocess.Popen(["kubectl", "--kubeconfig", self.kubeconfig, "proxy", "--port=0"], stdout=subprocess.PIPE, text=True)
        self.api = "http://" + self.proxy.stdout.readline().split()[-1]
        threading.Thread(target=self.answer, daemon=True).start()

    def down(self):
        self.ended.set()
        self.helm.stdin.close()
        self.helm.wait()
        if getattr(self, "proxy", None):
            self.proxy.terminate()
            self.proxy.wait()
        subprocess.run([here / "kube-api", "down", self.kube], env=self.environment)

    def answer(self):
        """Does what controllers and containers would do."""
        while not self.ended.wait(3):
            self.run_caches()
            for kind, status in ANSWERS.items():
                try:
                    for thing in self.request(f"/apis/{kind}")["items"]:
                        if not thing.get("status", {}).get("conditions"):
                            plural = kind.split("/")[-1]
                            place = f"/namespaces/{thing['metadata']['namespace']}/{plural}/{thing['metadata']['name']}/status"
                            self.request(f"/apis/{kind.removesuffix('/' + plural)}{place}", {**thing, "status": status})
                except OSError:
                    continue

    def run_caches(self):
        """Gives each Redis the StatefulSet that its operator would make, and lets it go with it."""
        try:
            for cache in self.request("/apis/redis.redis.opstreelabs.in/v1beta2/redis")["items"]:
                if cache["metadata"]["uid"] in self.cached:
                    continue
                self.cached.add(cache["metadata"]["uid"])
                owner = {"apiVersion": cache["apiVersion"], "kind": cache["kind"], "name": cache["metadata"]["name"], "uid": cache["metadata"]["uid"]}
                made = workload("StatefulSet", cache["metadata"]["name"])
                made["metadata"] |= {"namespace": cache["metadata"]["namespace"], "ownerReferences": [owner]}
                subprocess.run(["kubectl", "--kubeconfig", self.kubeconfig, "create", "-f", "-"], input=json.dumps(made), text=True, capture_output=True)
        except OSError:
            pass

    def request(self, path, body=None):
        """An answer of the API server, by a proxy of kubectl on loopback."""
        import urllib.request
        request = urllib.request.Request(self.api + path, data=json.dumps(body).encode() if body else None, method="PUT" if body else "GET",
                                         headers={"Content-Type": "application/json"})
        return json.load(urllib.request.urlopen(request, timeout=30))

    def apply(self, objects):
        self.kubectl("apply", "-f", "-", stdin=json.dumps({"apiVersion": "v1", "kind": "List", "items": objects}))

    def kubectl(self, *words, stdin=None):
        result = subprocess.run(["kubectl", "--kubeconfig", self.kubeconfig, *words], input=stdin, capture_output=True, text=True)
        if result.returncode:
            sys.exit(f"kubectl {' '.join(words)}: {result.stderr.strip()[-2000:]}")
        return result.stdout

    def everything(self):
        """What a site may leave: releases, sets, custom resources, workloads and namespaces."""
        kinds = self.kubectl("api-resources", "--verbs=list", "-o", "name").split()
        kinds = [k for k in kinds if not re.match(r"(events|leases|endpointslices|endpoints|nodes|pods|replicasets|componentstatuses|flowschemas|"
                                                  r"prioritylevel|apiservices|customresourcedefinitions|csinodes|controllerrevisions)", k)]
        listed = self.kubectl("get", ",".join(kinds), "-A", "-o", "custom-columns=K:.kind,NS:.metadata.namespace,N:.metadata.name", "--no-headers")
        return {" ".join(line.split()) for line in listed.splitlines() if "default-token" not in line}


def serve(directory):
    """The address on loopback at which the files of `directory` are served."""
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(directory)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"
