"""Roles of tools and services that are not here, against stand-ins that record what they are told: kind, Talos, EKS, Proxmox.

What is shown: the command lines and requests, in their order, the configuration that results, that a second run changes nothing, and
that removing takes the name. What the tools themselves would answer is not."""
import http.server
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading

import yaml

from stage import engine, root

stand_ins = root / ".config/molecule/recorded/files"
sys.path.insert(0, str(stand_ins))
from proxmox import Proxmox  # noqa: E402

def play(directory, role, variables):
    book = pathlib.Path(directory) / "play.yml"
    book.write_text(yaml.safe_dump([{"hosts": "localhost", "connection": "local", "gather_facts": True, "roles": [role], "vars": {
        "cluster_name": "lab", "cluster_provider": role.split("/")[-1], "node_role": "master",
        "versions": yaml.safe_load((root / "playbooks/group_vars/all/versions.yml").read_text())["versions"]}}]))
    extra = pathlib.Path(directory) / "extra.json"
    extra.write_text(json.dumps({"tools_install": [], **variables}))
    return subprocess.run([engine, str(book), "-i", "localhost,", "-e", f"@{extra}"], cwd=directory, capture_output=True, text=True, stdin=subprocess.DEVNULL,
                          env={**os.environ, "HOME": directory, "RECORD": directory, "ANSIBLE_ROLES_PATH": str(root / "roles"), "ANSIBLE_NOCOLOR": "1"})


def said(directory):
    log = pathlib.Path(directory) / "log"
    lines = log.read_text().replace(str(directory), "DIR").splitlines() if log.exists() else []
    log.unlink(missing_ok=True)
    return lines


def steps(check, directory, role, present, absent, wanted):
    """Converges, converges again, refuses to remove without the name, removes; what was said is compared where it changes something."""
    first = play(directory, role, present)
    check(first.returncode == 0, f"{role}: {first.stdout[-900:]}{first.stderr[-300:]}")
    told = said(directory)
    for line in wanted:
        check(any(re.fullmatch(line, heard) for heard in told), f"{role}: never said {line}: {told}")
    again = play(directory, role, present)
    check("changed=0 " in again.stdout, f"{role}: a second run changes something: {again.stdout[-900:]}")
    said(directory)
    refused = play(directory, role, {**present, **absent, "confirm_reset": "other", "proxmox_confirm_delete": "other"})
    check(refused.returncode != 0 and "To do that" in refused.stdout + refused.stderr, f"{role}: removes without the cluster's name")
    said(directory)
    removed = play(directory, role, {**present, **absent, "confirm_reset": "lab", "proxmox_confirm_delete": "lab"})
    check(removed.returncode == 0, f"{role}: removing: {removed.stdout[-900:]}")
    return said(directory)


def check_kind(check):
    with tempfile.TemporaryDirectory() as directory:
        given = {"kind_command": str(stand_ins / "kind"), "kind_config": f"{directory}/kind.yaml", "kind_kubeconfig": f"{directory}/kubeconfig",
                 "kind_ports": [{"host": 80, "node": 30080}], "kind_image": "kindest/node:v1.33.5"}
        first = play(directory, "cluster/kind", given)
        made = yaml.safe_load((pathlib.Path(directory) / "kind.yaml").read_text()) if first.returncode == 0 else {}
        check(made == {"kind": "Cluster", "apiVersion": "kind.x-k8s.io/v1alpha4", "name": "lab", "networking": {
            "podSubnet": "10.244.0.0/16", "serviceSubnet": "10.96.0.0/16", "disableDefaultCNI": True}, "nodes": [
            {"role": "control-plane", "extraPortMappings": [{"hostPort": 80, "containerPort": 30080}]}, {"role": "worker"}, {"role": "worker"}]},
            f"cluster/kind: its configuration is {made} {first.stdout[-600:]}")
        changed = play(directory, "cluster/kind", {**given, "kind_workers": 1})
        check(changed.returncode != 0 and "kind cannot change a running cluster" in changed.stdout, "cluster/kind: a running cluster would be changed")
        still = play(directory, "cluster/kind", {**given, "kind_workers": 1})
        check(still.returncode != 0, "cluster/kind: the second run takes over what the first one refused")
        back = play(directory, "cluster/kind", given)
        check("changed=0 " in back.stdout, f"cluster/kind: a refused configuration stays behind: {back.stdout[-600:]}")
    with tempfile.TemporaryDirectory() as directory:
        given |= {"kind_command": str(stand_ins / "kind"), "kind_config": f"{directory}/kind.yaml", "kind_kubeconfig": f"{directory}/kubeconfig"}
        told = steps(check, directory, "cluster/kind", given, {"kind_state": "absent"}, [
            "kind create cluster --config DIR/kind.yaml --kubeconfig DIR/kubeconfig --image kindest/node:v1.33.5"])
        check("kind delete cluster --name lab --kubeconfig DIR/kubeconfig" in told, f"cluster/kind: removing said {told}")


def check_talos(check):
    with tempfile.TemporaryDirectory() as directory:
        given = {"talos_command": str(stand_ins / "talosctl"), "talos_directory": f"{directory}/talos", "talos_kubeconfig": f"{directory}/kubeconfig",
                 "talos_control_plane": ["10.0.0.11"], "talos_workers": ["10.0.0.21"], "talos_version": "v1.11.3", "talos_kubernetes_version": "v1.33.5"}
        told = steps(check, directory, "cluster/talos", given, {"talos_state": "absent"}, [
            "talosctl gen secrets --output-file DIR/talos/secrets.yaml",
            "talosctl gen config lab https://10.0.0.11:6443 --with-secrets DIR/talos/secrets.yaml --kubernetes-version 1.33.5 --talos-version v1.11.3 .*",
            "talosctl validate --mode metal --config DIR/talos/controlplane.yaml",
            "talosctl 10.0.0.11 apply-config --file DIR/talos/controlplane.yaml --insecure",
            "talosctl 10.0.0.21 apply-config --file DIR/talos/worker.yaml --insecure",
            "talosctl 10.0.0.11 bootstrap"])
        wiped = [line for line in told if " reset " in line]
        check([line.split()[1] for line in wiped] == ["10.0.0.21", "10.0.0.11"], f"cluster/talos: wiped {wiped}")
        two = play(directory, "cluster/talos", {**given, "talos_control_plane": ["10.0.0.11", "10.0.0.12"]})
        check(two.returncode != 0 and "majority" in two.stdout, "cluster/talos: an even number of control plane machines is not refused")


def check_eks(check):
    with tempfile.TemporaryDirectory() as directory:
        given = {"eks_command": str(stand_ins / "aws"), "eks_region": "eu-central-1", "eks_kubernetes_version": "1.33",
                 "eks_kubeconfig": f"{directory}/kubeconfig", "eks_node_groups": [
                     {"name": "cpu", "instance_types": ["m6g.large"], "min": 1, "max": 3},
                     {"name": "gpu", "instance_types": ["g5g.xlarge"], "capacity": "SPOT", "min": 0, "max": 2, "labels": {"kind": "gpu"},
                      "taints": [{"key": "nvidia.com/gpu", "value": "true", "effect": "NO_SCHEDULE"}]}],
                 "eks_service_accounts": [{"name": "lab-secrets", "namespace": "external-secrets", "service_account": "external-secrets",
                                           "document": {"Version": "2012-10-17", "Statement": []}}]}
        told = steps(check, directory, "cluster/eks", given, {"eks_state": "absent"}, [
            "iam create-role", "ec2 create-vpc", "ec2 modify-subnet-attribute", "ec2 associate-route-table", "kms create-key", "eks create-cluster",
            "iam create-open-id-connect-provider", "iam put-role-policy", "eks create-addon", "eks create-nodegroup", "eks update-kubeconfig"])
        order = [line for line in told if line in ("eks delete-nodegroup", "eks delete-cluster", "iam delete-role", "ec2 delete-vpc")]
        check(order == ["eks delete-nodegroup"] * 2 + ["eks delete-cluster"] + ["iam delete-role"] * 3 + ["ec2 delete-vpc"], f"cluster/eks: removed as {order}")
        left = [path.name for path in pathlib.Path(directory).iterdir() if re.match(r"(role|inline|group)-|vpc|subnets|cluster$|key$|oidc|gateway|table", path.name)]
        check(not left, f"cluster/eks: removing leaves {left}")
    with tempfile.TemporaryDirectory() as directory:
        given["eks_kubeconfig"] = f"{directory}/kubeconfig"
        play(directory, "cluster/eks", given)
        said(directory)
        groups = [{**group, "max": group["max"] + 1} for group in given["eks_node_groups"]]
        risen = {**given, "eks_kubernetes_version": "1.34", "eks_endpoint_private": False, "eks_node_groups": groups,
                 "eks_addons": [{"name": "vpc-cni", "version": "v2"}]}
        updated = play(directory, "cluster/eks", risen)
        wanted = ["cluster-config", "cluster-version", "addon", *["nodegroup-config", "nodegroup-version"] * 2]
        told = [line for line in said(directory) if re.match("eks (update|saw)-", line) and "kubeconfig" not in line]
        check(told == [f"eks {way}-{part}" for part in wanted for way in ("update", "saw")], f"cluster/eks: updates as {told} {updated.stdout[-900:]}")
        check("changed=0 " in play(directory, "cluster/eks", risen).stdout, "cluster/eks: an update is asked for twice")
    with tempfile.TemporaryDirectory() as directory:
        (pathlib.Path(directory) / "cluster").write_text("1.31")
        skew = play(directory, "cluster/eks", given)
        check(skew.returncode != 0 and "EKS goes no other way" in skew.stdout, "cluster/eks: two minors at once are not refused")


def check_proxmox(check):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Proxmox)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as directory:
        given = {"proxmox_api": f"http://127.0.0.1:{server.server_port}", "proxmox_token_id": "deploy@pve!lab", "proxmox_token_secret": "token-of-no-value",
                 "proxmox_cluster": {"workers": {"count": 1}}, "proxmox_control_plane_address": "10.0.0.11/24", "proxmox_gateway": "10.0.0.1"}
        first = play(directory, "infrastructure/proxmox", given)
        check(first.returncode == 0 and "token-of-no-value" not in first.stdout, f"infrastructure/proxmox: {first.stdout[-900:]}")
        check([m["name"] for m in Proxmox.machines.values()] == ["lab-cp-1", "lab-node-1"], f"infrastructure/proxmox: made {Proxmox.machines}")
        check(Proxmox.machines.get(200, {}).get("config", {}).get("ipconfig0") == "ip=10.0.0.11/24,gw=10.0.0.1", f"infrastructure/proxmox: {Proxmox.machines}")
        Proxmox.machines[201] = Proxmox.machines.get(201) or {"name": "?", "status": "stopped", "config": {}}
        other = play(directory, "infrastructure/proxmox", {**given, "cluster_name": "other"})
        check(other.returncode != 0 and "not of this cluster" in other.stdout, "infrastructure/proxmox: takes the number of another machine")
        tagged = play(directory, "infrastructure/proxmox", {**given, "proxmox_vlan": 7})
        check(tagged.returncode == 0 and Proxmox.machines[200]["config"]["net0"] == "virtio=BC:24:11:00:00:01,bridge=vmbr0,tag=7",
              f"infrastructure/proxmox: another VLAN gives {Proxmox.machines[200]} {tagged.stdout[-600:]}")
        steps(check, directory, "infrastructure/proxmox", given, {"proxmox_state": "absent"}, [])
        check(not Proxmox.machines, f"infrastructure/proxmox: removing leaves {Proxmox.machines}")
    server.shutdown()


def check_recorded(check):
    check_kind(check)
    check_talos(check)
    check_eks(check)
    check_proxmox(check)
