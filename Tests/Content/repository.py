"""The repository that a pull site is delivered from, by Flux and by Argo CD: real roles, a real Git repository beside the project.

Each layer lists its sets; a namespace or chart source that several sets need is there once; a second run neither changes nor commits;
what is switched off leaves; a Secret in clear is refused."""
import pathlib
import subprocess

import yaml

from rendering import HOST_ROLES, VALUES
from stage import Stage, role_names


def git(directory, *words):
    return subprocess.run(["git", "-C", str(directory), *words], capture_output=True, text=True).stdout.strip()


def identities(checkout):
    """Every object of the repository that is not a patch of its base, by group, kind, namespace and name."""
    for path in sorted(pathlib.Path(checkout).rglob("*.yaml")):
        if path.name in ("kustomization.yaml", "site.yaml"):
            continue
        listed = yaml.safe_load((path.parent / "kustomization.yaml").read_text())
        if path.name in [patch["path"] for patch in listed.get("patches", [])]:
            continue
        for thing in yaml.safe_load_all(path.read_text()):
            yield thing["apiVersion"].split("/")[0], thing["kind"], thing["metadata"].get("namespace", ""), thing["metadata"]["name"]


def check_mode(check, mode, kinds):
    with Stage() as stage:
        emptied = {role for role in role_names() if HOST_ROLES.search(role) and role != "delivery/repository"}
        stage.link_roles(emptied)
        for name in emptied:
            for part, text in {"tasks/main.yml": "[]\n", "meta/main.yml": "dependencies: []\n"}.items():
                (stage.directory / "roles" / name / part).write_text("---\n" + text)
            (stage.directory / "roles" / name / "meta/argument_specs.yml").unlink()
        remote, checkout = stage.directory / "remote.git", stage.directory / "checkout"
        git(stage.directory, "init", "--quiet", "--bare", "--initial-branch=main", str(remote))
        variables = VALUES | {"delivery_mode": mode, "repository_url": str(remote), "repository_checkout": str(checkout), "repository_wait": False,
                              "enable_loki": True, "enable_rbac": True, "rbac_teams": [{"name": "web", "developers": ["web"]}],
                              "loki_environment_values": {"singleBinary": {"replicas": 2}}}
        words = ["--tags", "loki,rbac", "--skip-tags", "verify"]
        first = stage.play("dev", variables, *words)
        check(first.returncode == 0, f"{mode}: {first.stdout[-900:]}{first.stderr[-300:]}")
        found = list(identities(checkout))
        check(len(found) == len(set(found)), f"{mode}: brought twice: {[one for one in found if found.count(one) > 1]}")
        check({kind for _, kind, _, _ in found} == kinds, f"{mode}: the repository holds {sorted({kind for _, kind, _, _ in found})}")
        spaces = {name for _, kind, _, name in found if kind == "Namespace"}
        check(spaces == {"monitoring", "web"}, f"{mode}: the repository makes the namespaces {sorted(spaces)}")
        named = [thing["metadata"]["name"] for thing in yaml.safe_load_all((checkout / "clusters/dev/site.yaml").read_text())
                 if thing["kind"] == "Kustomization"] if first.returncode == 0 else []
        check(mode != "flux" or named == ["infrastructure", "infrastructure-resources", "apps", "apps-resources"], f"{mode}: the cluster is told {named}")
        apps = yaml.safe_load((checkout / "apps/dev/kustomization.yaml").read_text())["resources"] if first.returncode == 0 else []
        check(apps == ["alloy", "loki"], f"{mode}: the layer apps lists {apps}")
        if mode == "flux" and first.returncode == 0:
            patch = yaml.safe_load((checkout / "apps/dev/loki/release.yaml").read_text())
            check(patch["spec"] == {"values": {"singleBinary": {"replicas": 2}}}, f"flux: the environment's patch is {patch}")
        head = git(remote, "rev-parse", "main")
        again = stage.play("dev", variables, *words)
        check("changed=0 " in again.stdout and git(remote, "rev-parse", "main") == head, f"{mode}: a second run changes or commits: {again.stdout[-600:]}")
        removed = stage.play("dev", {**variables, "loki_state": "absent"}, *words)
        left = yaml.safe_load((checkout / "apps/dev/kustomization.yaml").read_text())["resources"] if removed.returncode == 0 else ["?"]
        check(left == [], f"{mode}: what is absent stays: {left} {removed.stdout[-600:]}")
        clear = {**variables, "kyverno_policies": [{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "x"}, "stringData": {"a": "in-clear"}}],
                 "enable_kyverno": True}
        refused = stage.play("dev", clear, "--tags", "kyverno", "--skip-tags", "verify")
        check(refused.returncode != 0 and "in-clear" not in git(remote, "log", "-p", "--all") + refused.stdout, f"{mode}: a Secret in clear reaches the repository")


def check_repository(check):
    check_mode(check, "flux", {"HelmRelease", "HelmRepository", "Namespace", "RoleBinding"})
    check_mode(check, "argocd", {"Application", "Namespace", "RoleBinding"})
