#!/bin/sh
echo "went with $# words:$(printf " <%s>" "$@")"; echo "to stderr" >&2; pwd | sed s,.*/,, ; echo "$WORD"
