#!/usr/bin/env python3
"""Renders the cases of Tests/JinjaTests/Cases with Jinja2 under ansible-core's template engine.

Only Jinja's own filters and tests are at hand, as in the environment that the tests use. Run it with a Python that
has ansible-core 2.19: `python3 Tests/Oracles/jinja.py`. It writes one file of JSON lines for each set of cases.
"""
import json
import os
import sys
import tempfile

from ansible._internal._datatag._tags import TrustedAsTemplate
from ansible._internal._templating import _engine, _jinja_bits
from ansible._internal._templating._jinja_plugins import JinjaPluginIntercept
from ansible.parsing.dataloader import DataLoader
from ansible.utils.display import Display

sys.path.insert(0, os.path.dirname(__file__))
import jinja_cases

Display.warning = Display.deprecated = lambda *a, **k: None


class NoPlugins:
    """A plugin loader that knows none, so that Jinja's own are found."""

    def __init__(self, kind):
        self.type = kind

    def get(self, name):
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


def innermost(error):
    while error.__cause__ is not None:
        error = error.__cause__
    return error


def run(case, directory):
    for name, text in jinja_cases.FILES.items():
        with open(os.path.join(directory, name), "w") as file:
            file.write(text)
    loader = DataLoader()
    loader.set_basedir(directory)
    engine = _engine.TemplateEngine(loader=loader, variables=trusted(jinja_cases.DATA))
    engine.environment.filters = JinjaPluginIntercept(_jinja_bits._BUILTIN_FILTERS, NoPlugins("filter"))
    engine.environment.tests = JinjaPluginIntercept(_jinja_bits._BUILTIN_TESTS, NoPlugins("test"))
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
        cause = innermost(error)
        result["error"] = str(cause)
        result["kind"] = type(cause).__name__
    return result


def plain(value):
    """The value as ordinary Python objects, so that its repr shows no class of the engine."""
    if isinstance(value, dict):
        return {plain(k): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    for kind in (bool, int, float, str):
        if type(value) is not kind and isinstance(value, kind):
            return kind(value)
    return value


def main():
    target = os.path.join(os.path.dirname(__file__), "..", "JinjaTests", "Cases")
    total = 0
    with open(os.path.join(target, "shared.json"), "w") as file:
        json.dump({"variables": jinja_cases.DATA, "files": jinja_cases.FILES}, file, ensure_ascii=False, indent=1)
    for name, cases in jinja_cases.sets().items():
        lines = []
        for case in cases:
            with tempfile.TemporaryDirectory() as directory:
                lines.append(json.dumps(run(case, directory), ensure_ascii=False))
        with open(os.path.join(target, name + ".jsonl"), "w") as file:
            file.write("\n".join(lines) + "\n")
        total += len(lines)
        print(name, len(lines))
    print("total", total)


main()
