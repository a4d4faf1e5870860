#!/bin/sh
if [ "$1" = --list ]; then
cat <<'EOF'
{"g1": {"hosts": ["s1", "s2"], "vars": {"gv": 1, "tpl": "{{ x }}"}, "children": ["g2"]}, "g2": {"hosts": ["s3"]}, "g3": ["s4"], "_meta": {"hostvars": {"s1": {"hv": [1, 2]}, "s3": {"hv": "x"}}}}
EOF
else echo '{}'; fi
