#!/bin/sh
# A module that warns and tells of what is to go in every way there is.
cat <<'END'
{"changed": false, "warnings": ["beware"], "deprecations": [
  {"msg": "an old option", "version": "3.0", "collection_name": "some.where"},
  {"msg": "a dated one", "date": "2030-01-01", "collection_name": "some.where"},
  {"msg": "nobody's"}, {"msg": "of no collection", "version": "9"},
  {"msg": "the engine's", "version": "2.99", "collection_name": "ansible.builtin"}]}
END
