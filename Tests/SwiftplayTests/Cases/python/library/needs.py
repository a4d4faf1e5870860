from ansible.module_utils.basic import end
from ansible.module_utils.missing.part import x
