#!/bin/sh
[ "$1" = --host ] && echo "{}" || echo '{"web": {"hosts": ["h1"]}}'
