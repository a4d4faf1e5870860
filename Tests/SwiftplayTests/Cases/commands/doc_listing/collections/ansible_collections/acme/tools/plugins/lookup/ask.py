from ansible.plugins.lookup import LookupBase

DOCUMENTATION = '''
name: ask
short_description: Ask with C(code) and O(option)
description: Asks.
'''


class LookupModule(LookupBase):
    pass
