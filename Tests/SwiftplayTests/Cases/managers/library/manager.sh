#!/bin/sh
# A module that tells which arguments of the task have reached it.
# WANT_JSON
got=$(tr ',{}' '\n\n\n' <"$1" | sed -n 's/^ *"\(name\|state\|enabled\|color\|use\)": *"*\([^"]*\)"*$/\1=\2/p' | sort | tr '\n' ' ')
printf '{"changed": false, "got": "%s"}\n' "$got"
