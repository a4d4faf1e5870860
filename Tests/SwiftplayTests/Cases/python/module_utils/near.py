from ansible.module_utils.further.inner import WORD
