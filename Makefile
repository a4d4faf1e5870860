# The commands of the project; each installs what it needs (Debian 12, Swift 6.3, root for the packages).
PREFIX ?= /usr/local
BUILD ?= .build
PACKAGES = gcc make pkg-config libssh-dev libyaml-dev libpcre2-dev libexpat1-dev libssl-dev libcrypt-dev zlib1g-dev \
	openssh-server openssh-client sudo opendoas busybox iproute2 groff-base zsh fish python3 python3-venv
LAB_PACKAGES = systemd-container debootstrap rsync gnupg locales python3-pip
COMPLETION = $(BUILD)/release/swiftplay completion $(if $(filter ansible,$(NAMES)),--ansible)
ANSIBLE_NAMES = ansible ansible-config ansible-console ansible-doc ansible-galaxy ansible-inventory ansible-playbook ansible-pull ansible-vault

.PHONY: build packages lab-packages test demo lab-kubernetes test-kubernetes bench conformance clients resume lint install

build: packages
	swift build -c release --static-swift-stdlib --scratch-path $(BUILD)

packages:
	@sh Tests/Tools/packages $(PACKAGES)

lab-packages: packages
	@sh Tests/Tools/packages $(LAB_PACKAGES)

lint:
	swift format lint --strict --recursive Package.swift Sources Tests

test: lab-packages lint build
	Tests/run

demo: lab-packages build
	Tests/Lab/demo

lab-kubernetes: lab-packages
	@sh Tests/Tools/packages dpkg-dev
	Tests/Lab/kubernetes/kubeadm parts

test-kubernetes: lab-kubernetes build
	Tests/Lab/kubernetes/kubeadm

bench: build
	Benchmarks/run

conformance: lab-packages build
	Tests/Conformance/run

clients: build
	Tests/Clients/run

resume: build
	Tests/Chaos/resume/run

install: build
	install -D -m 755 $(BUILD)/release/swiftplay $(DESTDIR)$(PREFIX)/bin/swiftplay
	install -D -m 755 $(BUILD)/release/swiftplay-agent $(DESTDIR)$(PREFIX)/bin/swiftplay-agent
	install -d $(addprefix $(DESTDIR)$(PREFIX)/share/,man/man1 bash-completion/completions zsh/site-functions fish/vendor_completions.d)
	$(BUILD)/release/swiftplay man --directory $(DESTDIR)$(PREFIX)/share/man/man1
	$(COMPLETION) bash >$(DESTDIR)$(PREFIX)/share/bash-completion/completions/swiftplay
	$(COMPLETION) zsh >$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_swiftplay
	$(COMPLETION) fish >$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/swiftplay.fish
	$(if $(filter ansible,$(NAMES)),for name in $(ANSIBLE_NAMES); do ln -sf swiftplay $(DESTDIR)$(PREFIX)/bin/$$name; done)
