#!/bin/sh
case "$1" in
--list) echo '{"g1": {"hosts": ["s1", "s2"]}}' ;;
--host) echo "{\"name\": \"$2\"}" ;;
esac
