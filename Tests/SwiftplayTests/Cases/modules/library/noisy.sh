#!/bin/sh
echo this line is no result
echo '{"changed": false, "results": "text", "_ansible_secret": 1, "warnings": ["careful"],'
echo ' "ansible_facts": {"discovered_interpreter_python": "/evil", "colour": "blue"}}'
echo and neither is this
