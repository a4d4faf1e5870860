"""The utilities: references of an old layout are rewritten, reported and put back; kube says to kubectl what it should; a new role
has everything that a role needs, and its scenario passes."""
import os
import pathlib
import shutil
import subprocess
import tempfile

import yaml

from stage import engine, role_names, root

OLD = """- hosts: all
  roles:
    - role: foundation/k3s_control_plane
    - foundation/cilium
    - {role: platform/argo_cd, when: x}
    - my/foundation/cilium
    - foundation/cilium_extra
    - foundation/unknown_role
"""
NEW = OLD.replace("- role: foundation/k3s_control_plane", "- role: cluster/k3s").replace(
    "    - foundation/cilium\n", "    - cluster/cni/cilium\n").replace("platform/argo_cd", "platform/argo/cd")
PATHS = "COPY infrastructure/kubernetes/base/components/databases/postgres.yaml infrastructure/tls/ca infrastructure/kubernetes/other\n"
MOVED = "COPY infrastructure/services/databases/postgres.yaml infrastructure/security/certificates/ca infrastructure/kubernetes/other\n"


def migrate(project, *words):
    return subprocess.run([engine, "utilities/migrate-roles.yml", "-e", f"project={project}", *words], cwd=root,
                          capture_output=True, text=True, stdin=subprocess.DEVNULL, env={**os.environ, "ANSIBLE_NOCOLOR": "1"})


def check_migration(check):
    tables = {path.stem: yaml.safe_load(path.read_text()) for path in root.glob("utilities/migrations/*.yml")}
    for move in tables["foundation"]["moves"]:
        check(move["to"] in role_names(), f"migrations/foundation.yml: {move['to']} is no role")
    for layout, old, new, unplaced in [("foundation", OLD, NEW, "foundation/unknown_role"), ("bakery", PATHS, MOVED, "infrastructure/kubernetes/other")]:
        with tempfile.TemporaryDirectory() as project:
            path = pathlib.Path(project) / "playbooks/site.yml"
            path.parent.mkdir()
            path.write_text(old)
            given = ["-e", f"layout={layout}"]
            dry = migrate(project, *given, "--check", "--diff")
            check(dry.returncode == 0 and path.read_text() == old, f"{layout}: the dry run changed the file, or failed: {dry.stderr[-300:]}{dry.stdout[-600:]}")
            done = migrate(project, *given)
            check(path.read_text() == new, f"{layout}: rewritten to {path.read_text()}{done.stdout[-600:]}")
            check(f"{unplaced} could not be placed" in done.stdout, f"{layout}: what could not be placed is not reported: {done.stdout[-600:]}")
            again = migrate(project, *given)
            check("changed=0 " in again.stdout and path.read_text() == new, f"{layout}: a second run changes something: {again.stdout[-600:]}")
            migrate(project, "-e", "undo=true")
            check(path.read_text() == old and not (pathlib.Path(project) / ".migrate-roles").exists(), f"{layout}: undo left {path.read_text()}")


def check_kube(check):
    with tempfile.TemporaryDirectory() as directory:
        kubectl = pathlib.Path(directory) / "kubectl"
        kubectl.write_text('#!/bin/sh\ncase "$*" in *"--output name"*) echo deployment.apps/web; echo statefulset.apps/db;; *) echo "$@";; esac\n')
        kubectl.chmod(0o755)

        def kube(*words):
            return subprocess.run([root / "utilities/kube_helpers/kube", *words], capture_output=True, text=True,
                                  env={**os.environ, "KUBECTL": str(kubectl)})
        for words, said in [
            (["contexts"], "config get-contexts"), (["use", "prod"], "config use-context prod"),
            (["logs", "web", "api", "--tail", "5"], "--namespace web logs deployment/api --all-containers --prefix --tail 5"),
            (["logs", "web", "daemonset/agent"], "--namespace web logs daemonset/agent --all-containers --prefix"),
            (["forward", "web", "api", "8080:80"], "--namespace web port-forward service/api 8080:80"),
            (["wait", "web", "9"], "--namespace web rollout status deployment.apps/web --timeout 9s\n--namespace web rollout status statefulset.apps/db --timeout 9s"),
        ]:
            answer = kube(*words)
            check(answer.stdout.strip() == said and answer.returncode == 0, f"kube {' '.join(words)}: said {answer.stdout.strip()}")
        for words in [[], ["use"], ["logs", "web"], ["unknown"]]:
            check(kube(*words).returncode == 2, f"kube {' '.join(words)}: should end with its usage")


def check_versions(check):
    pinned = yaml.safe_load((root / "playbooks/group_vars/all/versions.yml").read_text())["versions"]
    sources = yaml.safe_load((root / "utilities/version-sources.yml").read_text())
    check(list(sources) == list(pinned), f"utilities/version-sources.yml lacks {set(pinned) - set(sources)}, or has {set(sources) - set(pinned)} too many")
    defaults = "".join(path.read_text() for path in root.glob("roles/**/defaults/main.yml"))
    for name, source in sources.items():
        check("github" in source or source["repository"] in defaults, f"version-sources.yml: {name}: no role has the repository {source.get('repository')}")


def check_new_role(check):
    with tempfile.TemporaryDirectory() as directory:
        project = pathlib.Path(directory) / "project"
        for part in ("utilities", "playbooks", "inventories", ".config", "roles/delivery"):
            shutil.copytree(root / part, project / part, symlinks=True)
        (project / "roles/mlops").mkdir()
        subprocess.run(["git", "init", "--quiet", str(project)], check=True)  # The base config of scenarios is the repository's.

        def run(*words):
            return subprocess.run([engine, *words], cwd=project, capture_output=True, text=True, stdin=subprocess.DEVNULL,
                                  env={**os.environ, "HOME": directory, "ANSIBLE_NOCOLOR": "1"})
        given = ["utilities/new-role.yml", "-e", "role=mlops/model_store", "-e", "repository=https://charts.example.com", "-e", "version=1.2.3"]
        made, role = run(*given), project / "roles/mlops/model_store"
        check(made.returncode == 0, f"new-role: {made.stdout[-600:]}{made.stderr[-300:]}")
        specs = yaml.safe_load((role / "meta/argument_specs.yml").read_text())["argument_specs"]["main"]["options"]
        check(specs.keys() == yaml.safe_load((role / "defaults/main.yml").read_text()).keys(), "new-role: options and defaults differ")
        check(all(f"`{name}`" in (role / "README.md").read_text() for name in specs), "new-role: the README lacks options")
        tested = run("test", "roles/mlops/model_store")
        check(tested.returncode == 0 and "passed" in tested.stdout, f"new-role: its scenario: {tested.stdout[-900:]}{tested.stderr[-300:]}")
        for words in [given, [word.replace("mlops/model_store", "mlops/Bad-Name") for word in given], [word.replace("mlops/", "nowhere/") for word in given]]:
            check(run(*words).returncode == 2, f"new-role: not refused: {words[2]}")


def check_utilities(check):
    check_migration(check)
    check_new_role(check)
    check_kube(check)
    check_versions(check)
