#!/usr/bin/env python3
"""Writes Tests/VaultTests/Cases/vault.json: texts that ansible-core sealed, and what it says of broken ones."""
import base64
import json
import pathlib
import re

from ansible.errors import AnsibleError
from ansible.parsing.vault import VaultLib, VaultSecret

TARGET = pathlib.Path(__file__).resolve().parent.parent / "VaultTests" / "Cases" / "vault.json"


def secrets(pairs):
    return [(name, VaultSecret(password.encode())) for name, password in pairs]


def opened(text, pairs):
    try:
        return {"plain": base64.b64encode(VaultLib(secrets(pairs)).decrypt(text)).decode()}
    except AnsibleError as error:
        # The exception of Python's that caused it is left out.
        return {"error": re.sub(r"^(Vault (?!format unhexlify)[a-z ]* error): .*", r"\1.", str(error))}


def main():
    cases = []
    plains = [b"", b"x", b"secret", b"0123456789abcde", b"0123456789abcdef", b"0123456789abcdef0", "é日😀\n".encode(), bytes(range(256)) * 3]
    for index, plain in enumerate(plains):
        for name in (None, "default", "dev"):
            password = f"pass word {index} é"
            secret = VaultSecret(password.encode())
            salt = f"salt{index}" * 4
            sealed = VaultLib([("dev", secret)]).encrypt(plain, secret, vault_id=name, salt=salt).decode()
            cases.append({"text": sealed, "secrets": [["dev", password]], "salt": salt, "id": name, "outcome": {"plain": base64.b64encode(plain).decode()}})
    good, password = cases[6]["text"], "pass word 2 é"
    named = cases[8]["text"]
    lines = good.splitlines()
    broken = [
        ("", [["default", "x"]]), ("plain", [["default", "x"]]), ("$ANSIBLE_VAULT", [["default", "x"]]), ("$ANSIBLE_VAULT;1.1", [["default", "x"]]), ("$ANSIBLE_VAULT;1.1;AES", [["default", "x"]]),
        (good, []), (good, [["default", "wrong"]]), (good, [["a", "wrong"], ["b", password]]), (named, [["x", "wrong"], ["dev", password]]), (named, [["dev", "wrong"], ["x", password]]), (named, [["x", password]]),
        (good.replace(lines[1][:2], "zz", 1), [["default", password]]), (lines[0] + "\n" + lines[1][:-1], [["default", password]]), (lines[0] + "\n" + lines[1], [["default", password]]), (lines[0] + "\n", [["default", password]]),
        (good.replace("\n", "\r\n"), [["default", password]]), (lines[0] + " \n" + "\n".join(lines[1:]), [["default", password]]), (good[:-3] + "30\n", [["default", password]]),
    ]
    cases += [{"text": text, "secrets": pairs, "outcome": opened(text, pairs)} for text, pairs in broken]
    TARGET.write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
    print(len(cases), [case["outcome"].get("error") for case in cases if "error" in case["outcome"]])


main()
