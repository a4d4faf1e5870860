import json

from ansible import context
from ansible.plugins.callback import CallbackBase


class CallbackModule(CallbackBase):
    """Asks the run, play, tasks, hosts and results for what callbacks ask for, and says what it got."""
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = 'aggregate'
    CALLBACK_NAME = 'asking'

    def say(self, what, value):
        self._display.display('    %s: %s' % (what, json.dumps(value, sort_keys=True, default=str)))

    def v2_playbook_on_start(self, playbook):
        self.say('plays', [play.get_name() for play in playbook.get_plays()])
        self.say('arguments', {name: context.CLIARGS[name] for name in sorted(context.CLIARGS) if name != 'inventory'})
        self.say('no argument', context.CLIARGS.get('nosuch', 'none'))

    def v2_playbook_on_play_start(self, play):
        self.say('play uuid', len(play._uuid))
        names = ('hosts vars become gather_facts strategy tags serial vars_files max_fail_percentage any_errors_fatal '
                 'environment force_handlers collections order check_mode diff no_log become_method connection')
        self.say('play', {name: getattr(play, name) for name in names.split()})
        self.say('roles', [role.get_name() for role in play.get_roles()])
        self.say('handlers', [[task.get_name() for task in block.block] for block in play.handlers])
        manager = play.get_variable_manager()
        inventory = manager._inventory
        self.say('inventory', [[host.name for host in inventory.get_hosts(name)] for name in ('all', 'web', 'two')])
        self.say('groups', inventory.get_groups_dict())
        known = manager.get_vars(play=play)
        self.say('play variables', {name: known[name] for name in (
            'word', 'from_file', 'x', 'y', 'ansible_play_name', 'ansible_play_hosts')})
        self.say('roles', sorted(known['ansible_role_names']))
        of_host = manager.get_vars(play=play, host=inventory.get_host('one'))
        self.say('host variables', {name: of_host[name] for name in (
            'color', 'region', 'shade', 'word', 'group_names', 'inventory_hostname', 'ansible_connection')})
        self.say('all variables', known['vars']['x'])
        self.say('file', any(path.endswith('/play.yml') for path in play._loader._FILE_CACHE))

    def task(self, task):
        names = ('name action args tags vars register loop loop_with retries delay become delegate_to ignore_errors '
                 'no_log check_mode diff run_once async_val poll changed_when failed_when environment timeout throttle '
                 'when notify resolved_action implicit')
        # What a task with no_log takes is told to no callback.
        self.say('task', {name: getattr(task, name) for name in names.split() if name != 'args' or not task.no_log})
        self.say('more of it', [
            len(task._uuid), str(task), repr(task), task.get_name(), task.get_vars(), task.get_include_params(),
            task.loop_control.label, task.play.get_name(), task._parent._play.get_name(), hasattr(task, 'nosuch'),
            task._role and (task._role.get_name(), task._role._role_name), str(task.get_dep_chain())])
        self.say('around it', [type(task._parent).__name__, task._parent.when, task._parent.name == task.name])

    def v2_playbook_on_task_start(self, task, is_conditional):
        self.task(task)

    def v2_playbook_on_handler_task_start(self, task):
        self.task(task)

    def v2_playbook_on_notify(self, handler, host):
        self.say('notified', [handler.get_name(), handler.action, host.name])

    def v2_playbook_on_include(self, included):
        self.say('included', [
            included._filename.rpartition('/')[2], included._task.get_name(), included._is_role,
            [host.name for host in included._hosts]])

    def v2_runner_on_start(self, host, task):
        self.say('host', [host.get_name(), host.vars.get('color'), [group.name for group in host.groups],
                          host.get_vars()['group_names'], host.implicit, len(host._uuid)])
        self.say('groups of it', [[group.get_name(), group.depth, group.vars.get('region'), group.priority,
                                   [member.name for member in group.get_hosts()]] for group in host.get_groups()])

    def result(self, word, result):
        self.say(word, [result._host.name, result._task.get_name(), result.task_name, result._result.get('_ansible_no_log'),
                        result._task_fields['action'], result._task_fields['ignore_errors'],
                        result._task.play.get_name(), result.is_changed(), result.is_failed(),
                        result._task_fields['delegate_to'], self.host_label(result)])

    def v2_runner_on_ok(self, result):
        self.result('ok', result)

    def v2_runner_on_failed(self, result, ignore_errors=False):
        self.result('failed', result)

    def v2_runner_item_on_ok(self, result):
        self.result('item', result)
