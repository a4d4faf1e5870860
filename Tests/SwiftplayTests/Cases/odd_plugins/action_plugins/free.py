from ansible.plugins.action import ActionBase


class ActionModule(ActionBase):
    supports_raw_params = True

    def run(self, tmp=None, task_vars=None):
        super().run(tmp, task_vars)
        return {"arguments": self._task.args}
