#!/bin/sh
echo '{"ping": "of the role"}'
