#!/usr/bin/env python3
"""Writes the tables of Sources/Configuration/Reference from the settings that ansible-core knows: names, types,
defaults, and where each may be set."""
import json
import pathlib
import re

import ansible.constants as C
from ansible.plugins import loader

HERE = pathlib.Path(__file__).resolve().parent.parent.parent / "Sources/Configuration/Reference"
WIDTH = 112


def default(entry):
    value = entry.get("default")
    if isinstance(value, str):
        value = re.sub(r'{{ ?ANSIBLE_HOME ?~ ?"([^"]*)" ?}}', r"{HOME}\1", value).replace("{{ANSIBLE_HOME}}", "{HOME}")
        value = value.replace("{{ CONFIGURE_FILES | default(lookup('env','HOME') }}", "~")
        if "REJECT_EXTS" in value:
            extra = re.findall(r"'([^']*)'", value)
            value = list(C.REJECT_EXTS) + extra
    try:
        return json.dumps(value)
    except TypeError:
        return json.dumps(str(value))


def row(name, entry):
    env = ",".join(e["name"] for e in entry.get("env") or [])
    ini = ",".join(f"{e['section']}:{e['key']}" for e in entry.get("ini") or [])
    names = ",".join(e["name"] for e in entry.get("vars") or [])
    choices = entry.get("choices") or []
    kind = entry.get("type") or ""
    flags = "required" if entry.get("required") else ""
    fields = [name, kind, default(entry), env, ini, names, ",".join(map(str, choices)), flags]
    return " | ".join(fields).rstrip(" |")


def literal(rows):
    lines = []
    for text in rows:
        text = text.replace("\\", "\\\\")
        while len(text) > WIDTH:
            cut = text.rfind(" ", 0, WIDTH)
            cut = cut + 1 if cut > 0 else WIDTH
            lines.append("        " + text[:cut] + "\\")
            text = text[cut:]
        lines.append("        " + text)
    return '"""\n' + "\n".join(lines) + '\n        """'


def write(file, comment, name, rows):
    (HERE / file).write_text(
        "extension SettingReference {\n"
        f"    /// {comment}\n"
        f"    static let {name} = {literal(rows)}\n"
        "}\n")


base = {n: e for n, e in C.config._base_defs.items() if not n.startswith("_Z_TEST")}
names = sorted(base)
half = len(names) // 2
for part, chunk in enumerate([names[:half], names[half:]], 1):
    write(f"SettingReference+Base{part}.swift",
          "Rows: name, type, default as JSON, environment, ini, variables, choices, flags.",
          f"baseRows{part}", [row(n, base[n]) for n in chunk])

hidden = {n: e for n, e in C.config._base_defs.items() if n not in base}
write("SettingReference+Hidden.swift", "Rows of settings that no list shows.", "hiddenRows",
      [row(n, hidden[n]) for n in sorted(hidden)])

loader.init_plugin_loader([])
rows = []
for kind in C.CONFIGURABLE_PLUGINS:
    for plugin in getattr(loader, f"{kind}_loader").all(class_only=True):
        rows.append(f"@{kind} {plugin._load_name}")
        for option, entry in C.config.get_configuration_definitions(kind, plugin._load_name).items():
            rows.append(row(option, entry))
write("SettingReference+Plugins.swift",
      "A line `@type plugin` stands before the options of each plugin, whose rows are as those of the base.",
      "pluginRows", rows)
rows = [row(n, e) for n, e in C.config.get_configuration_definitions("galaxy_server", "x").items()] \
    if C.config._plugins.get("galaxy_server") else []
C.config.load_galaxy_server_defs(["{name}"])
rows = [row(n, e) for n, e in C.config.get_configuration_definitions("galaxy_server", "{name}").items()]
write("SettingReference+Galaxy.swift", "The options of a server of `[galaxy] server_list`, called `{name}` here.",
      "galaxyRows", rows)
