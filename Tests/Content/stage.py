"""A folder beside the project in which some roles are replaced: playbooks, inventories and all other roles are the real ones."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

root = pathlib.Path(__file__).resolve().parents[2]
engine = os.environ.get("SWIFTPLAY", str(root / ".build/release/swiftplay"))
flags = re.findall(r"^(enable_\w+):", (root / "inventories/common/site.yml").read_text(), re.M)


def role_names():
    return sorted(str(meta.parent.parent.relative_to(root / "roles")) for meta in root.glob("roles/**/meta/main.yml"))


class Stage:
    """Playbooks on the controller alone, with roles of which `replace(name, folder)` may have laid another in their place."""

    def __init__(self):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="swiftplay-content-"))
        shutil.copytree(root / "playbooks", self.directory / "playbooks")
        (self.directory / "ansible.cfg").write_text("[defaults]\nroles_path = roles\nretry_files_enabled = False\n")
        (self.directory / "home").mkdir()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.directory)

    def link_roles(self, replaced):
        """Links every role but `replaced`, whose folders are copied so that their tasks can be changed."""
        for name in role_names():
            there = self.directory / "roles" / name
            there.parent.mkdir(parents=True, exist_ok=True)
            if name in replaced:
                shutil.copytree(root / "roles" / name, there)
            elif not there.exists():
                there.symlink_to(root / "roles" / name)

    def play(self, inventory, variables, *words, program=None, playbook="playbooks/site.yml"):
        """The outcome of a playbook with `variables` over those of `inventory`, no host but the controller touched."""
        extra = self.directory / "extra.json"
        extra.write_text(json.dumps({"ansible_become": False, "ansible_connection": "local", **variables}))
        environment = {**os.environ, "HOME": str(self.directory / "home"), "ANSIBLE_GATHERING": "explicit",
                       "ANSIBLE_NOCOLOR": "1", "ANSIBLE_LOCALHOST_WARNING": "false"}
        return subprocess.run([program or engine, playbook, "-i", str(root / "inventories" / inventory), "-e", f"@{extra}", *words],
                              cwd=self.directory, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)
