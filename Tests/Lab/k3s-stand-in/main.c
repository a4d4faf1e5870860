/* k3s, the stand-in: one program under the names k3s, kubectl, crictl and ctr, as the real one. */
#include "standin.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char plainly[] =
    "this is a stand-in for tests: nodes join over plain HTTP, and no container ever runs";

void fail(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("k3s stand-in: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    exit(1);
}

void say(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("k3s stand-in: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
}

static int run_node(int argc, char **argv, int is_server)
{
    const char *path = "/etc/rancher/k3s/config.yaml";
    for (int i = 0; i < argc; i++) {
        if (!strcmp(argv[i], "--config") && i + 1 < argc) path = argv[++i];
        else fail("flag %s is not known: settings come from config.yaml", argv[i]);
    }
    struct config config;
    config_read(&config, path, is_server);
    say("%s", plainly);
    return node_run(&config, is_server);
}

int main(int argc, char **argv)
{
    const char *name = strrchr(argv[0], '/');
    name = name ? name + 1 : argv[0];
    if (strcmp(name, "k3s")) { /* by a link's name */
        if (!strcmp(name, "kubectl")) return kubectl(argc - 1, argv + 1);
        fail("no %s here: %s", name, plainly);
    }
    const char *verb = argc > 1 ? argv[1] : "--help";
    if (!strcmp(verb, "server")) return run_node(argc - 2, argv + 2, 1);
    if (!strcmp(verb, "agent")) return run_node(argc - 2, argv + 2, 0);
    if (!strcmp(verb, "kubectl")) return kubectl(argc - 2, argv + 2);
    if (!strcmp(verb, "--version") || !strcmp(verb, "-v")) {
        printf("k3s version %s (stand-in)\n%s\n", K3S_VERSION, plainly);
        return 0;
    }
    fprintf(stderr, "usage: k3s server|agent [--config FILE]\n       k3s kubectl ...\n"
                    "       k3s --version\n%s\n", plainly);
    return strcmp(verb, "--help") ? 2 : 0;
}
