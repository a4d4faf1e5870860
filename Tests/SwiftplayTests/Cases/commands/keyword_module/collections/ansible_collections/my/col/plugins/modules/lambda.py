#!/usr/bin/python3
# WANT_JSON
import json, sys
arguments = json.load(open(sys.argv[1]))
print(json.dumps({"changed": False, "got": arguments["name"]}))
