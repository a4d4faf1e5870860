from ansible.errors import AnsibleActionFail, AnsibleActionSkip, AnsibleError
from ansible.plugins.action import ActionBase


class ActionModule(ActionBase):
    def run(self, tmp=None, task_vars=None):
        result = super().run(tmp, task_vars)
        word = self._task.args.get('word', '')
        if word == 'skip':
            raise AnsibleActionSkip('there is nothing to do')
        if word == 'fail':
            raise AnsibleActionFail('it cannot be done')
        if word == 'error':
            raise AnsibleError('it broke')
        said = self._low_level_execute_command('echo said; echo complained >&2; exit 3')
        result['said'] = [said['rc'], said['stdout_lines'], said['stderr'].strip()]
        known = self._execute_module('stat', module_args={'path': '/etc/passwd', 'get_checksum': False}, task_vars=task_vars)
        result['exists'] = known['stat']['exists']
        bad = self._execute_module('stat', module_args={'nonsense': 1}, task_vars=task_vars)
        result['refused'] = bad['failed']
        folder = self._make_tmp_path()
        self._transfer_data(folder + '/file', 'data')
        result['sent'] = self._low_level_execute_command('cat file', chdir=folder)['stdout']
        self._remove_tmp_path(folder)
        result['gone'] = not self._remote_file_exists(folder)
        result['seen'] = task_vars['greeting']
        result['role'] = self._task._role._role_name if self._task._role else None
        self._task.args = {'_raw_params': 'echo "$((1 + 2))"'}
        other = self._shared_loader_obj.action_loader.get(
            'ansible.legacy.shell', task=self._task, connection=self._connection, play_context=self._play_context,
            loader=self._loader, templar=self._templar, shared_loader_obj=self._shared_loader_obj)
        result['other'] = other.run(task_vars=task_vars)['stdout']
        result['changed'] = word == 'change'
        return result
