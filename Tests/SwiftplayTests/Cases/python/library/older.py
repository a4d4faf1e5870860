from ansible.module_utils.basic import end

end(changed=True)
