"""compare.py COLLECTION NATIVE PART...: where the results of two runs of suite.yml differ.

Both folders hold what the callback ansible.posix.json printed for each part (PART.json). Values that differ from run to run are left out: times,
versions of objects, random names, temporary paths, the bookkeeping of field managers.
"""
import json
import re
import sys

VOLATILE = {
    "uid", "resourceVersion", "resource_version", "creationTimestamp", "creation_timestamp", "deletionTimestamp",
    "managedFields", "managed_fields", "generation", "selfLink", "self_link", "duration", "invocation", "exception",
    "delta", "start", "end", "clusterIP", "clusterIPs", "updated", "deprecations", "images", "heartbeat",
    "lastUpdateTime", "lastTransitionTime", "lastProbeTime", "lastHeartbeatTime", "last_heartbeat_time",
    "last_transition_time", "startTime", "startedAt", "containerID", "time", "observedGeneration", "node_info",
}
# Modules whose whole result is another thing by nature: the names of the keys alone are compared.
SHAPE_ONLY = {"what the cluster serves": ("connection", "version")}
# What the controllers have done by then is chance.
TIMED = {"scaled without waiting": "status"}


# Where the native module does another thing by intent: said, and not counted as a difference.
OTHERWISE = {
    "an end of a name with other labels": "the collection deletes a named object whatever its labels are",
}
# Where the native message is another by intent: the task fails on both sides, and its message is not compared.
OWN_WORDS = {
    "a look as another user": "the collection shows a traceback",
    "a context that is not there": "kubectl says it",
    "a missing file": "the places that are searched are listed once",
    "looked up of a kind that is not served": "the collection shows what its client searched by",
    "looked up with a configuration that is not there": "kubectl says it",
    "a name with a hash of another kind": "the collection says nothing",
    "what the token does not allow": "the collection shows a traceback",
}


def body(text):
    """The message of an answer of the API that the collection shows as it came, with its headers or without."""
    text = re.sub(r"Exception '\d+\nReason: .*?HTTP response body: (.*?)\n' raised", r"Exception '\1' raised", text, flags=re.S)
    start = text.find('{"kind":"Status"')
    if start < 0:
        return text
    try:
        status, length = json.JSONDecoder().raw_decode(text[start:])
    except ValueError:
        return text
    before = re.sub(r"b['\"]$", "", text[:start])
    return before + status["message"] + re.sub(r"^(\\n)?['\"]?", "", text[start + length:], count=1) if before != text[:start] else (
        before + status["message"] + text[start + length:])


def plain(text):
    text = re.sub(r"\b\d{3}\nReason: [^\n]*\nHTTP response headers: [^\n]*\nHTTP response body: ", "", text)
    text = re.sub(r"\n*Original traceback: .*", "", text, flags=re.S)
    text = re.sub(r"match with actual \d+ for", "match with actual NUMBER for", text)
    text = re.sub(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.\d]*( ?[+-]\d\d:?\d\d| \+0000 UTC|Z)?", "TIME", text)
    text = re.sub(r"\S*/(tmp\w+\.yml|ansible-\w+/values\.yml)", "VALUES", text)
    # Where each run has its programs.
    text = re.sub(r"/\S*/bin/(?=(helm|kubectl)\b)", "BIN/", text)
    text = re.sub(r"\bdefault-token-[a-z0-9]{5}\b", "default-token-RANDOM", text)
    text = re.sub(r"-[0-9a-f]{8,10}-[a-z0-9]{5}\b", "-RANDOM", text)
    text = re.sub(r"\bmade-[a-z0-9]{5}\b", "made-RANDOM", text)
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "UID", text)
    text = re.sub(r"after waiting for \d+ seconds", "after waiting", text)
    text = re.sub(r"^(Task failed: )?(Module failed: )?", "", text)
    return body(text).strip()


def settled(value, key=""):
    if isinstance(value, dict):
        result = {}
        for name, inner in value.items():
            if name in VOLATILE or name.startswith("_ansible") or name in ("failed", "skipped") and inner is False:
                continue
            inner = settled(inner, name)
            # What the client's models fill in says nothing.
            if inner is None or inner == {} and name in ("diff", "metadata", "before", "after"):
                continue
            result[name] = inner
        return result
    if isinstance(value, list):
        items = [settled(item) for item in value]
        return items if key not in ("conditions",) else sorted(items, key=lambda one: json.dumps(one, sort_keys=True))
    if isinstance(value, str):
        return plain(value)
    return value


def results(path):
    """The names of tasks with their results, in their order."""
    with open(path) as file:
        text = file.read()
    run = json.loads(text[text.index("{"):])
    found = []
    for play in run["plays"]:
        for task in play["tasks"]:
            for result in task["hosts"].values():
                found.append((task["task"]["name"], result))
    return found


def differences(one, other, place=""):
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted(set(one) | set(other)):
            here = f"{place}.{key}" if place else key
            if key not in one:
                yield f"{here}: only native: {json.dumps(other[key])[:160]}"
            elif key not in other:
                yield f"{here}: only collection: {json.dumps(one[key])[:160]}"
            else:
                yield from differences(one[key], other[key], here)
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, (left, right) in enumerate(zip(one, other)):
            yield from differences(left, right, f"{place}[{number}]")
    elif one != other:
        yield f"{place}: {json.dumps(one)[:260]} / {json.dumps(other)[:260]}"


# Of every part, and counted once.
EVERYWHERE = ("the namespace of the suite", "its own kind of objects", "end the kind")


def compare(collection, native, counted):
    """The numbers of tasks that were compared and that were equal."""
    by_name = {}
    for name, result in native:
        by_name.setdefault(name, []).append(result)
    compared = equal = 0
    for name, result in collection:
        if result.get("include") or "include" in result.get("action", "") or "include_args" in result:
            continue
        if name in EVERYWHERE and name in counted:
            continue
        counted.add(name)
        compared += 1
        others = by_name.get(name)
        if not others:
            print(f"{name}: no native result")
            continue
        left, right = settled(result), settled(others.pop(0))
        if name in OWN_WORDS:
            left.pop("msg", None), right.pop("msg", None)
        for key in SHAPE_ONLY.get(name, ()):
            left[key], right[key] = sorted(left.get(key, {})), sorted(right.get(key, {}))
        if name in TIMED:
            left["result"].pop(TIMED[name], None), right["result"].pop(TIMED[name], None)
        if name in OTHERWISE:
            print(f"{name}: otherwise by intent: {OTHERWISE[name]}")
            compared -= 1
            continue
        found = list(differences(left, right))
        if not found:
            equal += 1
            continue
        print(f"{name}:")
        for line in found[:12]:
            print(f"    {line}")
    for name, rest in by_name.items():
        if rest and name not in EVERYWHERE and not any("include" in one for one in rest):
            print(f"{name}: only native, {len(rest)} times")
    return compared, equal


def main():
    collection, native, parts = sys.argv[1], sys.argv[2], sys.argv[3:]
    counted, all_compared, all_equal = set(), 0, 0
    for part in parts:
        compared, equal = compare(results(f"{collection}/{part}.json"), results(f"{native}/{part}.json"), counted)
        print(f"== {part}: {compared} tasks compared, {equal} equal")
        all_compared, all_equal = all_compared + compared, all_equal + equal
    print(f"{all_compared} tasks compared, {all_equal} equal, {all_compared - all_equal} different")
    sys.exit(all_equal != all_compared)


main()
