#!/usr/bin/python3
# WANT_JSON
print('{"said": "old"}')
