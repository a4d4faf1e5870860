#!/bin/sh
. "$1"
printf '{"changed": false, "greeting": "%s, %s"}\n' "$name" "$A_WORD"
