#!/usr/bin/env python3
"""Renders the cases of Tests/JinjaTests/Cases with Jinja2 under ansible-core's template engine.

Only Jinja's own filters and tests are at hand, as in the environment that the tests use. Run it with a Python that
has ansible-core 2.19: `python3 Tests/Oracles/jinja.py`. It writes one file of JSON lines for each set of cases.
"""
import json
import os
import re
import sys
import tempfile

os.environ["ANSIBLE_JINJA2_EXTENSIONS"] = "jinja2.ext.do,jinja2.ext.loopcontrols"

from ansible._internal._datatag._tags import TrustedAsTemplate
from ansible._internal._templating import _engine, _jinja_bits
from ansible._internal._templating._jinja_plugins import JinjaPluginIntercept
from ansible.parsing.dataloader import DataLoader
from ansible.plugins.loader import filter_loader, test_loader
from ansible.utils.display import Display

sys.path.insert(0, os.path.dirname(__file__))
import jinja_cases

Display.warning = Display.deprecated = lambda *a, **k: None


class NoPlugins:
    """A plugin loader that knows only those that handle undefined values; Jinja's own are found for the others."""

    def __init__(self, kind, loader, names):
        self.type = kind
        self.loader = loader
        self.names = names

    def get(self, name):
        if name in self.names:
            return self.loader.get(name)
        raise KeyError(name)


def trusted(value):
    """The value with {"$template": text} replaced by text that an author wrote."""
    if isinstance(value, dict):
        if list(value) == ["$template"]:
            return TrustedAsTemplate().tag(value["$template"])
        return {k: trusted(v) for k, v in value.items()}
    if isinstance(value, list):
        return [trusted(v) for v in value]
    return value


def messages(error):
    """The messages of an error and of its causes, innermost first, with Python's own names of types."""
    found = []
    while error is not None:
        found.insert(0, re.sub(r"_Ansible(LazyTemplate|LazyAccess|Tagged)(\w+)", lambda m: m[2].lower(), str(error).replace("ansible._internal._templating._lazy_containers.", "")))
        error = error.__cause__
    return found


def run(case, directory):
    for name, text in jinja_cases.FILES.items():
        with open(os.path.join(directory, name), "w") as file:
            file.write(text)
    loader = DataLoader()
    loader.set_basedir(directory)
    engine = _engine.TemplateEngine(loader=loader, variables=trusted(jinja_cases.DATA))
    engine.environment.filters = JinjaPluginIntercept(_jinja_bits._BUILTIN_FILTERS, NoPlugins("filter", filter_loader, ["default", "d", "map", "select", "selectattr", "reject", "rejectattr"]))
    engine.environment.tests = JinjaPluginIntercept(_jinja_bits._BUILTIN_TESTS, NoPlugins("test", test_loader, ["defined", "undefined"]))
    options = _engine.TemplateOptions(
        escape_backslashes=False, preserve_trailing_newlines=False,
        overrides=_jinja_bits.TemplateOverrides.from_kwargs(case.get("syntax", {}) | {
            "trim_blocks": case.get("syntax", {}).get("trim_blocks", False)}))
    result = {key: value for key, value in case.items() if key not in ("variables", "files")}
    try:
        if "expression" in case:
            value = engine.evaluate_expression(
                TrustedAsTemplate().tag(case["expression"]), escape_backslashes=False)
        else:
            value = engine.template(TrustedAsTemplate().tag(case["template"]), options=options)
        result["result"] = repr(plain(value))
    except Exception as error:
        result["errors"] = messages(error)
    return result


def plain(value):
    """The value as ordinary Python objects, so that its repr shows no class of the engine."""
    if isinstance(value, dict):
        return {plain(k): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if type(value) in (bool, int, float, str):
        return value
    for kind in (int, float, str):
        if isinstance(value, kind):
            return kind(value)
    return value


# What depends on addresses, or on how the engine's own containers do arithmetic.
PECULIAR = re.compile(r" at 0x|NotImplementedType|'float' object cannot be interpreted as an integer|random")


def is_wanted(case):
    marks = any(key.endswith("start_string") for key in case.get("syntax", {}))
    if "*" in case.get("expression", "") and "cannot be interpreted as an integer" in json.dumps(case):
        return False  # the engine's lists multiply with other words
    if "template" in case and not marks and not re.search(r"\{[{%#]", case["template"]):
        return False  # text without any mark is never rendered
    return not PECULIAR.search(json.dumps(case))


def main():
    target = os.path.join(os.path.dirname(__file__), "..", "JinjaTests", "Cases")
    total = 0
    with open(os.path.join(target, "shared.json"), "w") as file:
        json.dump({"variables": jinja_cases.DATA, "files": jinja_cases.FILES}, file, ensure_ascii=False, indent=1)
    for name, cases in jinja_cases.sets().items():
        lines = []
        for case in cases:
            with tempfile.TemporaryDirectory() as directory:
                result = run(case, directory)
                if is_wanted(result):
                    lines.append(json.dumps(result, ensure_ascii=False))
        with open(os.path.join(target, name + ".jsonl"), "w") as file:
            file.write("\n".join(lines) + "\n")
        total += len(lines)
        print(name, len(lines))
    print("total", total)


main()
