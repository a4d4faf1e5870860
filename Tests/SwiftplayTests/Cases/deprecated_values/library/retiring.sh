#!/bin/sh
# Returns texts that are to go, marked as modules mark them.
retiring() {
    echo "{\"value\": \"$1\", \"tags\": [{\"msg\": \"$1 is deprecated\", $2 \"deprecator\":" \
        '{"resolved_name": "some.where.retiring", "type": {"value": "module", "__ansible_type": "PluginType"},' \
        '"__ansible_type": "PluginInfo"}, "__ansible_type": "Deprecated"}], "__ansible_type": "_AnsibleTaggedStr"}'
}
cat <<END
{"changed": false, "old": $(retiring "old thing" '"version": "9.9",'), "word": "near",
 "list": [$(retiring "dated thing" '"date": "2030-01-01",')],
 "helped": $(retiring helped '"help_text": "Use another.",'), "template": "{{ 1 + 1 }}"}
END
