def test_facts(host):
    assert host.ansible("setup")["ansible_facts"]["ansible_system"] == "Linux"


def test_command(host):
    assert host.run("echo said").stdout == "said\n"
