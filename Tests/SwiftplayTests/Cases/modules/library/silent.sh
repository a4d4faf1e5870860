#!/bin/sh
echo words
echo complaint >&2
exit 3
