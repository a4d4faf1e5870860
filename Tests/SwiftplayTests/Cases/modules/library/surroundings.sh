#!/bin/sh
echo "{\"colour\": \"$COLOUR\", \"private\": \"$(stat -c %a "$(dirname "$1")") $(stat -c %a "$1")\"}"
