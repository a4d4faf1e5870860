#!/bin/sh
echo '{"web": {"hosts": ["h1"]}, "flat": ["h2"], "odd": {"x": 1}, "_meta": {"hostvars": {}}}'
