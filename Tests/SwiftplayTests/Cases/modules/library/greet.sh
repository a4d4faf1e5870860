#!/bin/sh
. "$1"
echo "{\"changed\": false, \"msg\": \"${salutation:-Hello}, ${name}!\"}"
