/* The settings of a node: the part of YAML that config.yaml uses, and tokens. */
#include "standin.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What the real program takes, so that a misspelt key is found here too. */
static const char *const both[] = {
    "data-dir", "debug", "flannel-iface", "image-credential-provider-config", "kubelet-arg",
    "lb-server-port", "log", "node-external-ip", "node-ip", "node-label", "node-name", "node-taint",
    "pause-image", "prefer-bundled-bin", "private-registry", "protect-kernel-defaults",
    "resolv-conf", "rootless", "selinux", "server", "snapshotter", "token", "token-file",
    "with-node-id", "v", "vmodule", NULL,
};
static const char *const server_only[] = {
    "advertise-address", "agent-token", "agent-token-file", "bind-address", "cluster-cidr",
    "cluster-dns", "cluster-domain", "cluster-init", "cluster-reset", "datastore-cafile",
    "datastore-certfile", "datastore-endpoint", "datastore-keyfile", "default-local-storage-path",
    "disable", "disable-apiserver", "disable-cloud-controller", "disable-controller-manager",
    "disable-etcd", "disable-helm-controller", "disable-kube-proxy", "disable-network-policy",
    "disable-scheduler", "egress-selector-mode", "embedded-registry", "etcd-expose-metrics",
    "etcd-s3", "etcd-snapshot-dir", "etcd-snapshot-retention", "etcd-snapshot-schedule-cron",
    "flannel-backend", "https-listen-port", "kube-apiserver-arg", "kube-controller-manager-arg",
    "kube-scheduler-arg", "secrets-encryption", "service-cidr", "service-node-port-range",
    "supervisor-metrics", "system-default-registry", "tls-san", "tls-san-security",
    "write-kubeconfig", "write-kubeconfig-group", "write-kubeconfig-mode", NULL,
};

static int listed(const char *const *keys, const char *key)
{
    for (; *keys; keys++)
        if (!strcmp(*keys, key)) return 1;
    return 0;
}

static char *trim(char *text)
{
    while (isspace((unsigned char)*text)) text++;
    size_t len = strlen(text);
    while (len && isspace((unsigned char)text[len - 1])) text[--len] = 0;
    if (len > 1 && (*text == '"' || *text == '\'') && text[len - 1] == *text) {
        text[len - 1] = 0;
        text++;
    }
    return text;
}

static void keep(char *to, size_t size, const char *key, const char *value)
{
    if (strlen(value) >= size) fail("the value of %s is too long", key);
    strcpy(to, value);
}

static void read_line(char *to, size_t size, const char *path)
{
    FILE *file = fopen(path, "r");
    if (!file || !fgets(to, (int)size, file)) fail("cannot read the token file %s", path);
    fclose(file);
    memmove(to, trim(to), strlen(trim(to)) + 1);
}

static void set(struct config *config, const char *key, const char *value)
{
    if (!strcmp(key, "server")) keep(config->server, NAME, key, value);
    else if (!strcmp(key, "token")) keep(config->token, TOKEN, key, value);
    else if (!strcmp(key, "token-file")) read_line(config->token, TOKEN, value);
    else if (!strcmp(key, "node-name")) keep(config->node_name, NAME, key, value);
    else if (!strcmp(key, "node-ip")) keep(config->node_ip, NAME, key, value);
    else if (!strcmp(key, "data-dir")) keep(config->data_dir, PATH_LEN, key, value);
    else if (!strcmp(key, "write-kubeconfig")) keep(config->kubeconfig, PATH_LEN, key, value);
    else if (!strcmp(key, "write-kubeconfig-mode"))
        config->kubeconfig_mode = (int)strtol(value, NULL, 8);
    else if (!strcmp(key, "https-listen-port")) config->port = atoi(value);
    else if (!strcmp(key, "cluster-init")) config->cluster_init = !strcmp(value, "true");
}

void config_read(struct config *config, const char *path, int is_server)
{
    char line[1024];
    memset(config, 0, sizeof *config);
    config->port = 6443;
    config->kubeconfig_mode = 0600;
    keep(config->data_dir, PATH_LEN, "data-dir", "/var/lib/rancher/k3s");
    keep(config->kubeconfig, PATH_LEN, "write-kubeconfig", "/etc/rancher/k3s/k3s.yaml");
    keep(config->node_ip, NAME, "node-ip", "127.0.0.1");
    gethostname(config->node_name, NAME - 1);
    if (getenv("K3S_TOKEN")) keep(config->token, TOKEN, "K3S_TOKEN", getenv("K3S_TOKEN"));
    config->external_datastore = getenv("K3S_DATASTORE_ENDPOINT") != NULL;

    FILE *file = fopen(path, "r");
    if (!file) fail("cannot read %s", path);
    for (int number = 1; fgets(line, sizeof line, file); number++) {
        if (isspace((unsigned char)*line) || strchr("#-", *line)) continue; /* comment, list item */
        char *colon = strchr(line, ':');
        if (!colon) fail("%s:%d: expected KEY: VALUE", path, number);
        *colon = 0;
        char *key = trim(line);
        if (!listed(both, key) && !(is_server && listed(server_only, key)))
            fail("%s:%d: %s has no setting %s", path, number,
                 is_server ? "a server" : "an agent", key);
        set(config, key, trim(colon + 1));
    }
    fclose(file);
}

const char *token_secret(const char *token)
{
    const char *colon = strrchr(token, ':');
    return !strncmp(token, "K10", 3) && colon ? colon + 1 : token;
}

int token_equal(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b);
    unsigned char differ = n != m;
    for (size_t i = 0; i < n && m; i++) differ |= (unsigned char)(a[i] ^ b[i % m]);
    return !differ;
}
