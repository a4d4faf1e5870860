"""A stand-in for ansible-core's own: only what the modules here need."""
import json
import os
import sys

PARAMETERS = None
LOADED_BY = os.getpid()


def arguments():
    return json.loads(PARAMETERS.decode())['ANSIBLE_MODULE_ARGS']


def end(**result):
    print(json.dumps(result))
    sys.exit(0)
