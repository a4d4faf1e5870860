from ansible.plugins.lookup import LookupBase


class LookupModule(LookupBase):
    accept_args_markers = True

    def run(self, terms, variables=None, **kwargs):
        return [isinstance(term, str) or [isinstance(item, int) for item in term] if isinstance(term, (str, list))
                else 'other' for term in terms]
