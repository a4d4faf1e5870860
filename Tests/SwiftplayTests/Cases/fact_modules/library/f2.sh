#!/bin/sh
echo "{\"ansible_facts\": {\"a\": [1,2], \"d\": {\"x\": 1}}, \"warnings\": [\"w2\"], \"other\": 1}"
