/* A running server or agent: the table of nodes, and the beat that keeps it true. */
#include "standin.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { MAX_NODES = 256 };
static struct node nodes[MAX_NODES];
static int count;
static volatile sig_atomic_t stopped;

static void on_signal(int number) { (void)number; stopped = 1; }

static time_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec;
}

/* The table on the wire: a line a node, `name ip roles version age silence`. */
static void merge(char *lines)
{
    char *save = NULL;
    for (char *line = strtok_r(lines, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
        struct node told = {0};
        long age, silence;
        if (sscanf(line, "%127s %127s %127s %127s %ld %ld", told.name, told.ip, told.roles,
                   told.version, &age, &silence) != 6) continue;
        told.born = now() - age;
        told.seen = now() - silence;
        int i = 0;
        while (i < count && strcmp(nodes[i].name, told.name)) i++;
        if (i == MAX_NODES) continue;
        if (i == count) {
            count++;
            say("node %s (%s) joined as %s", told.name, told.ip, told.roles);
        } else if (told.seen < nodes[i].seen) continue;
        else if (nodes[i].born < told.born) told.born = nodes[i].born;
        nodes[i] = told;
    }
}

static void append(char *text, size_t size, const char *format, ...)
{
    size_t used = strlen(text);
    va_list args;
    va_start(args, format);
    vsnprintf(text + used, size - used, format, args);
    va_end(args);
}

static void table(char *text, size_t size)
{
    *text = 0;
    for (int i = 0; i < count; i++)
        append(text, size, "%s %s %s %s %ld %ld\n", nodes[i].name, nodes[i].ip, nodes[i].roles,
               nodes[i].version, (long)(now() - nodes[i].born), (long)(now() - nodes[i].seen));
}

/* The table as Kubernetes words it, the fields that scripts look at. */
static void node_list(char *text, size_t size)
{
    snprintf(text, size, "{\"apiVersion\":\"v1\",\"kind\":\"NodeList\",\"items\":[");
    for (int i = 0; i < count; i++) {
        append(text, size,
               "%s{\"metadata\":{\"name\":\"%s\",\"labels\":{\"kubernetes.io/hostname\":\"%s\"",
               i ? "," : "", nodes[i].name, nodes[i].name);
        char roles[NAME], *save = NULL;
        strcpy(roles, nodes[i].roles);
        for (char *r = strtok_r(roles, ",", &save); r; r = strtok_r(NULL, ",", &save))
            if (*r != '<') append(text, size, ",\"node-role.kubernetes.io/%s\":\"true\"", r);
        append(text, size,
               "}},\"status\":{\"addresses\":[{\"type\":\"InternalIP\",\"address\":\"%s\"}],"
               "\"conditions\":[{\"type\":\"Ready\",\"status\":\"%s\"}],"
               "\"nodeInfo\":{\"kubeletVersion\":\"%s\"}}}",
               nodes[i].ip, now() - nodes[i].seen < STALE ? "True" : "Unknown", nodes[i].version);
    }
    append(text, size, "]}\n");
}

static void serve(int fd, const char *secret)
{
    static char body[BODY];
    char method[8], path[PATH_LEN], token[TOKEN];
    struct timeval limit = {.tv_sec = 3};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    if (http_request(fd, method, path, token, body, sizeof body)) return;
    if (!strcmp(path, "/ping")) http_answer(fd, 200, "text/plain", "pong");
    else if (!token_equal(token_secret(token), secret))
        http_answer(fd, 401, "text/plain", "token is not valid\n");
    else if (!strcmp(path, "/readyz") || !strcmp(path, "/livez") || !strcmp(path, "/healthz"))
        http_answer(fd, 200, "text/plain", "ok");
    else if (!strcmp(path, "/api/v1/nodes")) {
        node_list(body, sizeof body);
        http_answer(fd, 200, "application/json", body);
    } else if (!strcmp(path, "/stand-in/nodes")) {
        if (!strcmp(method, "POST")) merge(body);
        table(body, sizeof body);
        http_answer(fd, 200, "text/plain", body);
    } else http_answer(fd, 404, "text/plain", "the stand-in serves no such path\n");
}

static int listen_on(int port)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, (void *)&at, sizeof at) || listen(fd, 64))
        fail("cannot listen on port %d: %s", port, strerror(errno));
    return fd;
}

/* Tells systemd that a unit of type "notify" is ready. */
static void ready(void)
{
    const char *path = getenv("NOTIFY_SOCKET");
    if (!path || strlen(path) >= sizeof((struct sockaddr_un *)0)->sun_path) return;
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    strcpy(to.sun_path, path);
    if (*path == '@') to.sun_path[0] = 0;
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(path));
    sendto(fd, "READY=1", 7, MSG_NOSIGNAL, (void *)&to, size);
    close(fd);
}

static void make_dirs(const char *base, const char *below)
{
    char path[PATH_LEN + NAME];
    snprintf(path, sizeof path, "%s/%s", base, below);
    for (char *c = path + 1;; c++)
        if (*c == '/' || !*c) {
            char kept = *c;
            *c = 0;
            if (mkdir(path, 0700) && errno != EEXIST) fail("cannot make %s", path);
            if (!kept) return;
            *c = kept;
        }
}

static void write_file(const char *path, int mode, const char *format, ...)
{
    char text[4096], fresh[PATH_LEN + NAME];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    snprintf(fresh, sizeof fresh, "%s.new", path);
    int fd = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0 || write(fd, text, strlen(text)) < 0 || fchmod(fd, (mode_t)mode) || close(fd) ||
        rename(fresh, path)) fail("cannot write %s", path);
}

/* What a server leaves on disk: its token (made up when none is given) and a kubeconfig. */
static void server_files(struct config *config)
{
    char path[PATH_LEN + NAME], hash[65] = {0};
    memset(hash, '0', 64); /* where the real one has the hash of its CA certificate */
    make_dirs(config->data_dir, "server/db");
    snprintf(path, sizeof path, "%s/server/token", config->data_dir);
    FILE *kept = fopen(path, "r");
    if (!*config->token && kept && fgets(config->token, TOKEN, kept))
        config->token[strcspn(config->token, "\n")] = 0;
    if (kept) fclose(kept);
    if (!*config->token) {
        unsigned char bytes[16];
        FILE *random = fopen("/dev/urandom", "r");
        if (!random || fread(bytes, 1, sizeof bytes, random) != sizeof bytes)
            fail("no random bytes");
        fclose(random);
        for (size_t i = 0; i < sizeof bytes; i++) append(config->token, TOKEN, "%02x", bytes[i]);
    }
    const char *secret = token_secret(config->token);
    write_file(path, 0600, "K10%s::server:%s\n", hash, secret);
    snprintf(path, sizeof path, "%s/server/node-token", config->data_dir);
    write_file(path, 0600, "K10%s::server:%s\n", hash, secret);
    write_file(config->kubeconfig, config->kubeconfig_mode,
               "apiVersion: v1\nclusters:\n- cluster:\n    server: https://127.0.0.1:%d\n"
               "  name: default\ncontexts:\n- context:\n    cluster: default\n    user: default\n"
               "  name: default\ncurrent-context: default\nkind: Config\npreferences: {}\n"
               "users:\n- name: default\n  user:\n    token: %s\n", config->port, secret);
}

/* Tells the server that is joined what is known here and takes what it knows; 1 when it did. */
static int beat(struct config *config)
{
    static char mine[BODY], theirs[BODY];
    nodes[0].seen = now();
    if (!*config->server) return 1;
    table(mine, sizeof mine);
    int status = http_call(config->server, "POST", "/stand-in/nodes", config->token, mine, theirs,
                           sizeof theirs);
    if (status == 401) fail("%s refuses the token: token is not valid", config->server);
    if (status == 200) merge(theirs);
    return status == 200;
}

int node_run(struct config *config, int is_server)
{
    struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
    if (!is_server && (!*config->server || !*config->token))
        fail("an agent needs \"server\" and \"token\"");
    if (is_server && *config->server && !*config->token) fail("joining a server needs \"token\"");
    struct node *self = &nodes[count++];
    strcpy(self->name, config->node_name);
    strcpy(self->ip, config->node_ip);
    strcpy(self->version, K3S_VERSION);
    int etcd = !config->external_datastore && (config->cluster_init || *config->server);
    strcpy(self->roles, !is_server ? "<none>" : etcd ? "control-plane,etcd,master"
                                                     : "control-plane,master");
    self->born = now();
    make_dirs(config->data_dir, "agent");
    int fd = -1, told = 0, lost = 0;
    if (is_server) {
        server_files(config);
        fd = listen_on(config->port);
    }
    while (!stopped) {
        int joined = beat(config);
        if (joined && !told) {
            ready();
            told = 1;
            say("%s %s is running", is_server ? "server" : "agent", self->name);
        }
        if (!joined && !lost) say("%s does not answer, trying on", config->server);
        lost = !joined;
        time_t next = now() + 1;
        do {
            struct pollfd wait = {.fd = fd, .events = POLLIN};
            if (poll(&wait, 1, 500) < 1) continue;
            int peer = accept4(fd, NULL, NULL, SOCK_CLOEXEC);
            if (peer < 0) continue;
            serve(peer, token_secret(config->token));
            close(peer);
        } while (!stopped && now() < next);
    }
    return 0;
}
