#!/usr/bin/env python3
"""Writes Tests/TemplatingTests/Cases/*.json: what ansible-core's own templar makes of templates.

Run with a Python that has ansible-core 2.19, netaddr, jmespath, passlib and xmltodict; COLLECTIONS may name the
directory of an `ansible_collections` with ansible.utils and community.general (their cases are kept without it).
Cases come from Tests/Oracles/templating/*.py: each has CASES, a list of templates or of (template, variables), and
KIND ("template" or "condition"). A value stands as JSON with tags as in values.py; an error is its message.
"""
import importlib.util
import json
import os
import re
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
CASES = HERE.parent / "TemplatingTests" / "Cases"
FIXTURES = HERE.parent / "TemplatingTests" / "Fixtures"
os.chdir(FIXTURES)
os.environ.update(TZ="UTC", HOME="/home/tester", ANSIBLE_NOCOLOR="1", CASE_VARIABLE="from the environment")
os.environ.setdefault("ANSIBLE_COLLECTIONS_PATH", os.environ.get("COLLECTIONS", "/nonexistent"))
os.environ["ANSIBLE_DEPRECATION_WARNINGS"] = "0"
os.environ["PASSLIB_BUILTIN_BCRYPT"] = "enabled"

import passlib.hash
from ansible._internal._errors import _error_factory
from ansible.module_utils._internal import _event_utils
from ansible.parsing.dataloader import DataLoader
from ansible.plugins.loader import init_plugin_loader
from ansible.template import Templar, trust_as_template
from ansible.utils.display import Display

init_plugin_loader([os.environ["ANSIBLE_COLLECTIONS_PATH"]])
Display().warning = lambda *_, **__: None
passlib.hash.bcrypt.set_backend("builtin")


def trust(value):
    if isinstance(value, str):
        return trust_as_template(value)
    if isinstance(value, dict):
        return {key: trust(item) for key, item in value.items()}
    if isinstance(value, list):
        return [trust(item) for item in value]
    return value


def tag(value):
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        return int(value) if -2**53 < value < 2**53 else {"$big": str(value)}
    if isinstance(value, float):
        return {"$float": repr(value)}
    if isinstance(value, (list, tuple)):
        return [tag(item) for item in value]
    if isinstance(value, dict):
        return {"$dict": [[tag(k), tag(v)] for k, v in value.items()]}
    return {"$text": str(value)}


def python_names(text):
    """ansible-core's own kinds of str, list and dict by the names of Python's."""
    text = re.sub(r"(ansible\._internal[\w.]*\.)?_AnsibleLazyTemplate(List|Dict)", lambda m: m[2].lower(), text)
    return re.sub(r"(ansible\.[\w.]*\.)?_AnsibleTaggedStr", "str", text)


def outcome(kind, text, variables):
    templar = Templar(loader=DataLoader(), variables=trust(variables))
    try:
        if kind == "condition":
            return {"value": tag(templar.evaluate_conditional(trust_as_template(text)))}
        return {"value": tag(templar.template(trust_as_template(text)))}
    except Exception as error:
        event = _error_factory.ControllerEventFactory.from_exception(error, False)
        return {"error": python_names(_event_utils.format_event_brief_message(event))}


def main():
    for path in sorted((HERE / "templating").glob("*.py")):
        if len(sys.argv) > 1 and path.stem not in sys.argv[1:]:
            continue
        spec = importlib.util.spec_from_file_location(path.stem, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        kind, shared = getattr(module, "KIND", "template"), getattr(module, "VARIABLES", {})
        rows = []
        for case in module.CASES:
            text, variables = (case, {}) if isinstance(case, str) else case
            text = text.replace("@FIXTURES@", str(FIXTURES))
            row = {"template": text, **({"variables": variables} if variables else {})}
            rows.append({**row, **outcome(kind, text, {**shared, **variables})})
        rows = json.loads(json.dumps(rows).replace(str(FIXTURES), "@FIXTURES@"))
        document = {"kind": kind, **({"variables": shared} if shared else {}), "cases": rows}
        lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        head = json.dumps({**document, "cases": []}, ensure_ascii=False)[:-2]
        (CASES / f"{path.stem}.json").write_text(f"{head}\n{lines}\n]}}\n", encoding="utf-8")
        print(path.stem, len(rows))


main()
