"""Which roles run: for combinations of flags, providers and delivery modes, for each tag, and for each playbook alone.

Every role is replaced by one that says its name, with its real dependencies, so that what is tried is the selection alone.
What should run is said here once more, by component."""
import itertools
import random
import re

import yaml

from stage import Stage, flags, role_names, root

# The condition of each component, and the tag that selects it alone. Roles of the cluster layer are chosen by provider.
COMPONENTS = {
    "infrastructure/aws_state": ("enable_aws_state", "aws_state"),
    "infrastructure/aws_network": ("enable_aws_network", "aws_network"),
    "infrastructure/aws_identity": ("enable_aws_identity", "aws_identity"),
    "infrastructure/proxmox": ("enable_proxmox", "proxmox"),
    "delivery/tools": ("always", "tools"),
    "cicd/flux": (lambda v: v["delivery_mode"] == "flux" or v["enable_flux"], "flux"),
    "networking/core_dns": ("enable_core_dns", "core_dns"),
    "networking/metallb": ("enable_metallb", "metallb"),
    "networking/policies": ("enable_network_policies", "policies"),
    "networking/test_domains": ("enable_test_domains", "test_domains"),
    "storage/nfs/clients": (lambda v: v["storage_provider"] == "nfs" and v["cluster_provider"] in ("k3s", "kubeadm"), "nfs"),
    "storage/nfs/server": (lambda v: v["storage_provider"] == "nfs", "nfs"),
    "storage/nfs/provisioner": (lambda v: v["storage_provider"] == "nfs", "nfs"),
    "storage/ceph": (lambda v: v["storage_provider"] == "ceph", "ceph"),
    "storage/ebs": (lambda v: v["storage_provider"] == "ebs", "ebs"),
    "storage/efs": (lambda v: v["enable_model_storage"] and v["cluster_provider"] == "eks", "efs"),
    "storage/longhorn": (lambda v: v["storage_provider"] == "longhorn" or v["enable_longhorn"], "longhorn"),
    "storage/minio": ("enable_minio", "minio"),
    "storage/model_storage": ("enable_model_storage", "model_storage"),
    "storage/backup": ("enable_backup", "backup"),
    "security/sealed_secrets": ("enable_sealed_secrets", "sealed_secrets"),
    "security/external_secrets": ("enable_external_secrets", "external_secrets"),
    "security/certs/ca": ("enable_cert_manager", "ca"),
    "security/certs/manager": ("enable_cert_manager", "cert_manager"),
    "security/certs/services": ("enable_cert_manager", "certs"),
    "security/kyverno": ("enable_kyverno", "kyverno"),
    "security/rbac": ("enable_rbac", "rbac"),
    "security/scanning/trivy": ("enable_trivy", "trivy"),
    "security/compliance/cis": ("enable_cis", "cis"),
    "platform/ingress/istio": (lambda v: v["ingress_provider"] == "istio", "istio"),
    "platform/ingress/nginx": (lambda v: v["ingress_provider"] == "nginx", "nginx"),
    "platform/dns/external": ("enable_external_dns", "external_dns"),
    "platform/karpenter": ("enable_karpenter", "karpenter"),
    "platform/registry/harbor": ("enable_harbor", "harbor"),
    "platform/argo/cd": (lambda v: v["delivery_mode"] == "argocd" or v["enable_argocd"], "argocd"),
    "platform/argo/workflows": ("enable_argo_workflows", "argo_workflows"),
    "platform/argo/events": ("enable_argo_events", "argo_events"),
    "platform/dashboard": ("enable_dashboard", "dashboard"),
    "platform/data/kafka": ("enable_kafka", "kafka"),
    "platform/data/redis": ("enable_redis", "redis"),
    "platform/data/spark": ("enable_spark", "spark"),
    "platform/data/flink": ("enable_flink", "flink"),
    "cicd/gitea": ("enable_gitea", "gitea"),
    "cicd/tekton": ("enable_tekton", "tekton"),
    "mlops/mlflow": ("enable_mlflow", "mlflow"),
    "mlops/kserve": ("enable_kserve", "kserve"),
    "mlops/kubeflow": ("enable_kubeflow", "kubeflow"),
    "mlops/seldon": ("enable_seldon", "seldon"),
    "mlops/airflow": ("enable_airflow", "airflow"),
    "mlops/jupyterhub": ("enable_jupyterhub", "jupyterhub"),
    "mlops/graphscope": ("enable_graphscope", "graphscope"),
    "services/databases/postgres": ("enable_services", "postgres"),
    "services/databases/redis": ("enable_services", "databases"),
    "services/databases/minio": ("enable_services", "databases"),
    "services/databases/rabbitmq": ("enable_services", "rabbitmq"),
    "services/microservice": ("enable_services", "microservices"),
    "services/gateway": ("enable_services", "gateway"),
    "observability/prometheus_stack": ("enable_monitoring", "prometheus_stack"),
    "observability/loki": ("enable_loki", "loki"),
    "observability/jaeger": ("enable_jaeger", "jaeger"),
    "observability/signoz": ("enable_signoz", "signoz"),
    "observability/opentelemetry": ("enable_opentelemetry", "opentelemetry"),
    "observability/kubecost": ("enable_kubecost", "kubecost"),
}
ISTIO = ("platform/ingress/istio", lambda v: v["ingress_provider"] == "istio")
DEPENDENCIES = {
    "bootstrap/prerequisites": ["bootstrap/platform_detection"],
    "cluster/k3s": ["bootstrap/platform_detection"],
    "cluster/kubeadm": ["bootstrap/platform_detection"],
    "cluster/kind": ["delivery/tools"],
    "cluster/talos": ["delivery/tools"],
    "mlops/kserve": [ISTIO, "security/sealed_secrets", "security/certs/manager"],
    "mlops/kubeflow": [ISTIO, "security/certs/manager"],
    "mlops/seldon": [ISTIO],
    "platform/data/flink": ["security/certs/manager"],
    "platform/registry/harbor": ["security/certs/harbor"],
    "services/databases/redis": ["platform/data/redis"],
    "services/databases/minio": ["storage/minio"],
}
CHOICES = {
    "cluster_provider": ["k3s", "kubeadm", "eks", "kind", "talos"],
    "cni_provider": ["cilium", "calico", "flannel"],
    "ingress_provider": ["istio", "nginx", "none"],
    "storage_provider": ["nfs", "ceph", "ebs", "longhorn", "local", "none"],
    "delivery_mode": ["push", "flux", "argocd"],
}


def combinations():
    """Rows in which every two values of every two variables meet (greedy, the same rows in each run)."""
    chosen = random.Random(13)
    factors = {**CHOICES, **{flag: [False, True] for flag in flags}}
    names = list(factors)
    left = {((a, x), (b, y)) for a, b in itertools.combinations(names, 2) for x in factors[a] for y in factors[b]}
    while left:
        best, covered = None, set()
        for _ in range(12):
            (a, x), (b, y) = chosen.choice(sorted(left, key=repr)) if best is None else chosen.choice(list(left))
            row = {name: chosen.choice(values) for name, values in factors.items()} | {a: x, b: y}
            meets = {pair for pair in itertools.combinations(row.items(), 2)} & left
            if len(meets) > len(covered):
                best, covered = row, meets
        left -= covered
        yield best


def skeletons(stage):
    for name in role_names():
        there = stage.directory / "roles" / name
        (there / "tasks").mkdir(parents=True, exist_ok=True)
        (there / "meta").mkdir(exist_ok=True)
        (there / "meta/main.yml").write_text((root / "roles" / name / "meta/main.yml").read_text())
        (there / "tasks/main.yml").write_text(f"- name: Say so\n  ansible.builtin.debug:\n    msg: selected {name}\n")


def selected(result):
    return set(re.findall(r"selected ([\w/]+)", result.stdout))


def with_dependencies(roles, variables):
    found, pending = set(), list(roles)
    while pending:
        role = pending.pop()
        if role in found:
            continue
        found.add(role)
        for dependency in DEPENDENCIES.get(role, []):
            name, holds = dependency if isinstance(dependency, tuple) else (dependency, lambda v: True)
            if holds(variables):
                pending.append(name)
    return found


def expected(variables, components=COMPONENTS):
    def holds(condition):
        return condition == "always" or (variables[condition] if isinstance(condition, str) else condition(variables))
    return {role for role in components if holds(COMPONENTS[role][0])}


def cluster_roles(variables):
    provider, cni = variables["cluster_provider"], variables["cni_provider"]
    roles = {"bootstrap/site", "bootstrap/platform_detection", f"cluster/{provider}", "cluster/kubeconfig"}
    if variables["enable_handover"]:
        roles.add("cluster/handover")
    if provider in ("k3s", "kubeadm"):
        roles.add("bootstrap/prerequisites")
    if provider != "k3s" or cni != "flannel":
        roles.add(f"cluster/cni/{cni}")
    return roles


def compare(check, what, result, wanted):
    ran = selected(result)
    check(result.returncode == 0 and ran == wanted,
          f"{what}: should not run: {sorted(ran - wanted)}, should run: {sorted(wanted - ran)} {result.stderr.strip()[-400:]}")


def check_selection(check, reference=None):
    for role, wanted in DEPENDENCIES.items():
        declared = yaml.safe_load((root / "roles" / role / "meta/main.yml").read_text())["dependencies"]
        names = [d if isinstance(d, str) else d.get("role") for d in declared]
        check(sorted(names) == sorted(d[0] if isinstance(d, tuple) else d for d in wanted), f"{role}: other dependencies than in selection.py")
    with Stage() as stage:
        skeletons(stage)
        rows = list(combinations())
        for number, row in enumerate(rows):
            wanted = with_dependencies(expected(row) | cluster_roles(row), row)
            said = " ".join(f"{name}={value}" for name, value in row.items() if value not in (False, True))
            result = stage.play("dev", row)
            compare(check, f"combination {number} ({said})", result, wanted)
            for role in ("platform/argo/cd", "cicd/flux"):  # What delivers must not be delivered a second time, in another way.
                check(result.stdout.count(f'"selected {role}"') <= 1, f"combination {number} ({said}): {role} runs more than once")
            if reference and number < 2:
                compare(check, f"combination {number} by ansible-core", stage.play("dev", row, program=reference), wanted)
        every = {name: values[0] for name, values in CHOICES.items()} | {flag: True for flag in flags}
        for ingress in ("istio", "nginx"):
            variables = every | {"ingress_provider": ingress}
            for tag in sorted({tag for _, tag in COMPONENTS.values()}):
                own = {role for role in COMPONENTS if tag in tags_of(role)}
                if ingress == "nginx" and not any(ISTIO in DEPENDENCIES.get(role, []) for role in own):
                    continue
                wanted = with_dependencies(expected(variables, own), variables) | {"bootstrap/site"}
                compare(check, f"--tags {tag}, ingress {ingress}", stage.play("dev", variables, "--tags", tag), wanted)
        everything = with_dependencies(expected(every) | cluster_roles(every), every)
        compare(check, "--skip-tags kubeflow", stage.play("dev", every, "--skip-tags", "kubeflow"), everything - {"mlops/kubeflow"})
        for playbook in sorted(root.glob("playbooks/*.yml")):
            own = set(re.findall(r"- role: ([\w/]+)", playbook.read_text())) & set(COMPONENTS)
            if own:
                if playbook.name == "delivery.yml":  # Argo CD as what delivers, not as a component of the platform
                    own.remove("platform/argo/cd")
                result = stage.play("dev", every, playbook=f"playbooks/{playbook.name}")
                compare(check, f"{playbook.name} alone", result, with_dependencies(expected(every, own), every))
    return len(rows)


def tags_of(role):
    """The tags that playbooks give a role."""
    found = set()
    for playbook in root.glob("playbooks/*.yml"):
        for entry in re.findall(rf"- role: {role}\n((?:      .*\n)+)", playbook.read_text()):
            for tags in re.findall(r"      tags: \[(.*)\]", entry):
                found |= {tag.strip() for tag in tags.split(",")}
    return found
