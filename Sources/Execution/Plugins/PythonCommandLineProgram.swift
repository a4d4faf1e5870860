/// The part of the plugins' program that fills `ansible.context.CLIARGS` from the command line, with the names and
/// defaults of ansible-core's commands.
enum PythonCommandLineProgram {
    static let text = """
        def command_line(request):
            plain = {'check': request['check'], 'verbosity': request['verbosity']}
            if 'arguments' not in request:
                return plain
            import argparse
            is_ad_hoc = request.get('command') == 'ansible'
            parser = argparse.ArgumentParser(add_help=False, allow_abbrev=True)
            flags = {'--become -b': 'become', '--check -C': 'check', '--diff -D': 'diff',
                     '--flush-cache': 'flush_cache', '--force-handlers': 'force_handlers',
                     '--list-hosts': 'listhosts', '--list-tags': 'listtags',
                     '--list-tasks': 'listtasks', '--step': 'step', '--syntax-check': 'syntax',
                     '--ask-vault-password --ask-vault-pass -J': 'ask_vault_pass', '--ask-pass -k': 'ask_pass',
                     '--ask-become-pass -K': 'become_ask_pass', '--one-line -o': 'one_line'}
            lists = {'--inventory -i --inventory-file': 'inventory', '--extra-vars -e': 'extra_vars',
                     '--tags -t': 'tags', '--skip-tags': 'skip_tags', '--vault-id': 'vault_ids',
                     '--vault-password-file --vault-pass-file': 'vault_password_files',
                     '--module-path -M': 'module_path'}
            singles = {'--limit -l': 'subset', '--start-at-task': 'start_at_task', '--user -u': 'remote_user',
                       '--private-key --key-file': 'private_key_file', '--connection -c': 'connection',
                       '--timeout -T': 'timeout', '--forks -f': 'forks', '--become-method': 'become_method',
                       '--become-user': 'become_user', '--ssh-common-args': 'ssh_common_args',
                       '--ssh-extra-args': 'ssh_extra_args', '--sftp-extra-args': 'sftp_extra_args',
                       '--scp-extra-args': 'scp_extra_args',
                       '--connection-password-file --conn-pass-file': 'connection_password_file',
                       '--become-password-file --become-pass-file': 'become_password_file'}
            if is_ad_hoc:
                singles.update({'--module-name -m': 'module_name', '--args -a': 'module_args', '--tree -t': 'tree',
                                '--background -B': 'seconds', '--poll -P': 'poll_interval',
                                '--task-timeout': 'task_timeout', '--playbook-dir': 'basedir'})
                del lists['--tags -t'], lists['--skip-tags']
            for names, target in flags.items():
                parser.add_argument(*names.split(), dest=target, action='store_true')
            for names, target in lists.items():
                parser.add_argument(*names.split(), dest=target, action='append', default=[])
            for names, target in singles.items():
                parser.add_argument(*names.split(), dest=target)
            parser.add_argument('-v', '--verbose', action='count', default=0)
            parser.add_argument('args', nargs='*')
            try:
                found = vars(parser.parse_intermixed_args(request['arguments'][1:]))
            except (SystemExit, TypeError):
                return plain
            found.pop('verbose')
            found['args'] = tuple(found['args'])
            if is_ad_hoc:
                found['args'] = ' '.join(found['args'])
                found.setdefault('module_name', 'command')
            else:
                found.pop('one_line')
                split = lambda texts: [tag for text in texts for tag in text.split(',')]
                found['tags'] = list(dict.fromkeys(split(found['tags']))) or ['all']
                found['skip_tags'] = split(found['skip_tags'])
            found['extra_vars'] = tuple(found['extra_vars'])
            from ansible import constants
            known = lambda name, standard: getattr(constants, name, None) or standard
            found['inventory'] = [text if ',' in text else os.path.abspath(os.path.expanduser(text))
                                  for text in found['inventory'] or known('DEFAULT_HOST_LIST', [])]
            found['module_path'] = found['module_path'] or None
            found['forks'] = int(found['forks'] or request['forks'])
            found['timeout'] = int(found['timeout']) if found['timeout'] else None
            found['connection'] = found['connection'] or known('DEFAULT_TRANSPORT', 'ssh')
            found['become_method'] = found['become_method'] or known('DEFAULT_BECOME_METHOD', 'sudo')
            return dict(found, check=request['check'], verbosity=request['verbosity'], version=None)
        """
}
