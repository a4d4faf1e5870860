#!/usr/bin/python3
# WANT_JSON
print('{"changed": false, "warnings": ["from a module"], "said": 1}')
