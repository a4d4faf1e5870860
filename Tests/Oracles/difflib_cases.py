"""Writes Tests/TemplatingTests/Differences/difflib.json: pairs of texts and Python's unified diff of them."""
import difflib
import json
import pathlib
import random

random.seed(20)
WORDS = ["a\n", "b\n", "c\n", "\n", "}\n", "key: value\n", "é\n"]


def mutate(lines):
    lines = list(lines)
    for _ in range(random.randrange(0, 6)):
        where = random.randrange(0, len(lines) + 1)
        what = random.random()
        if what < 0.4:
            lines.insert(where, random.choice(WORDS))
        elif lines and what < 0.8:
            del lines[min(where, len(lines) - 1)]
        elif lines:
            lines[min(where, len(lines) - 1)] = random.choice(WORDS)
    return lines


cases = []
for size in [0, 1, 2, 3, 5, 8, 13, 21, 40, 230]:
    for _ in range(14 if size < 200 else 4):
        before = [random.choice(WORDS) for _ in range(size)]
        after = mutate(before)
        context = random.choice([0, 1, 3, 5])
        diff = difflib.unified_diff(before, after, "before", "after: x", "", "", n=context)
        cases.append({"before": before, "after": after, "context": context, "diff": list(diff)})
target = pathlib.Path(__file__).parent.parent / "TemplatingTests" / "Differences" / "difflib.json"
target.write_text(json.dumps(cases, ensure_ascii=False, indent=0) + "\n")
