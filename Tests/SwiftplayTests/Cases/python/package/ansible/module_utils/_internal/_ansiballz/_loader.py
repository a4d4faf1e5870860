"""A stand-in for what runs a module."""
import runpy

from ansible.module_utils import basic


def run_module(*, json_params, profile, module_fqn, modlib_path, extensions):
    basic.PARAMETERS = json_params
    runpy.run_module(module_fqn, init_globals={'_modlib_path': modlib_path}, run_name='__main__', alter_sys=True)
