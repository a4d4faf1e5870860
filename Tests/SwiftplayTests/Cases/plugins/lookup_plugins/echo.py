DOCUMENTATION = """
name: echo
options:
  suffix: {type: str}
"""

from ansible.plugins.lookup import LookupBase


class LookupModule(LookupBase):
    def run(self, terms, variables=None, **kwargs):
        self.set_options(var_options=variables, direct=kwargs)
        mark = self.get_option('suffix') if kwargs else '-' * variables['length']
        return [term + mark + variables['inventory_hostname'] for term in terms]
