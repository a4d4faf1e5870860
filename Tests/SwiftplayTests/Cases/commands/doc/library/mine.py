#!/usr/bin/python
DOCUMENTATION = r'''
module: mine
short_description: does my things
description:
  - First line with C(code) and B(bold) and O(name) and V(x).
  - Second.
version_added: "1.2"
author: Me (@me)
options:
  name:
    description: The name of it.
    required: true
    type: str
    aliases: [title]
  count:
    description:
      - How many of them there are to be, in a long text that has to be wrapped because it is longer than eighty columns.
      - More.
    type: int
    default: 3
    choices: [1, 2, 3]
  sub:
    description: inner
    type: dict
    suboptions:
      a:
        description: sub a
        type: bool
        default: no
notes:
  - A note.
seealso:
  - module: ansible.builtin.copy
requirements:
  - python
'''
EXAMPLES = r'''
- name: Do it
  mine:
    name: x
'''
RETURN = r'''
thing:
  description: The thing.
  returned: always
  type: str
  sample: x
'''
