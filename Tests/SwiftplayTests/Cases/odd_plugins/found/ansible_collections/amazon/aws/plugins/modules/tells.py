#!/usr/bin/python3
# WANT_JSON
import json, sys
print(json.dumps({"word": json.load(open(sys.argv[1])).get("word")}))
