#!/usr/bin/env python3
"""Writes the table of modules that have moved from ansible-core to collections.

Usage: moved_modules.py ANSIBLE_BUILTIN_RUNTIME_YML
"""
import pathlib
import sys
import textwrap

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent / "Sources" / "Playbook" / "Plugins" / "MovedModules"
PARTS = {
    "Community": ("collections of the community and of systems", lambda name: name.startswith(("community.", "ansible."))),
    "Networks": (
        "collections for network devices",
        lambda name: name.split(".")[0] in {
            "fortinet", "f5networks", "check_point", "cisco", "junipernetworks", "arista", "vyos", "mellanox", "dellemc",
            "frr", "openvswitch", "wti", "infinidat", "netbox"}),
    "Clouds": ("collections for clouds, storage and everything else", lambda name: True),
}

modules = yaml.safe_load(open(sys.argv[1]))["plugin_routing"]["modules"]
collections = {}
for name, entry in sorted(modules.items()):
    target = entry.get("redirect", "")
    if not target or target.startswith(("ansible.builtin.", "testns.")):
        continue
    collection, new = ".".join(target.split(".")[:2]), ".".join(target.split(".")[2:])
    collections.setdefault(collection, []).append(name if new == name else f"{name}>{new}")
ROOT.mkdir(exist_ok=True)
for part, (what, belongs) in PARTS.items():
    lines = []
    for collection in sorted(name for name in collections if belongs(name)):
        words = f"{collection}: {' '.join(collections.pop(collection))}"
        lines += textwrap.wrap(
            words, 116, initial_indent="        ", subsequent_indent="          ", break_on_hyphens=False,
            break_long_words=False)
    text = "\n".join(lines)
    (ROOT / f"MovedModules+{part}.swift").write_text(
        f'extension MovedModules {{\n    /// Modules that went to {what}.\n'
        f'    static let {part.lower()} = """\n{text}\n        """\n}}\n')
