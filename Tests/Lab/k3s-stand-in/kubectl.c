/* kubectl, as far as `get nodes` and `get --raw`. */
#include "standin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char server[NAME], token[TOKEN];

static void open_kubeconfig(const char *path)
{
    char line[512];
    FILE *file = fopen(path, "r");
    if (!file) fail("cannot read the kubeconfig %s", path);
    while (fgets(line, sizeof line, file)) {
        sscanf(line, " server: %127s", server);
        sscanf(line, " token: %255s", token);
    }
    fclose(file);
}

static void get(const char *path, char *answer)
{
    int status = http_call(server, "GET", path, token, "", answer, BODY);
    if (!status) fail("The connection to the server %s was refused", server);
    if (status != 200) fail("Error from server: %d %s", status, answer);
}

/* An age as kubectl writes it. */
static const char *age(long seconds)
{
    static char text[32];
    if (seconds < 120) snprintf(text, sizeof text, "%lds", seconds);
    else if (seconds < 7200) snprintf(text, sizeof text, "%ldm", seconds / 60);
    else snprintf(text, sizeof text, "%ldh", seconds / 3600);
    return text;
}

static void print_nodes(char *table, const char *only, const char *format, int headers)
{
    int wide = !strcmp(format, "wide"), names = !strcmp(format, "name"), hits = 0;
    char *save = NULL, name[NAME], ip[NAME], roles[NAME], version[NAME];
    long born, silence;
    if (headers && !names)
        printf("%-12s %-9s %-26s %-6s %s%s\n", "NAME", "STATUS", "ROLES", "AGE", "VERSION",
               wide ? "        INTERNAL-IP" : "");
    for (char *line = strtok_r(table, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
        if (sscanf(line, "%127s %127s %127s %127s %ld %ld", name, ip, roles, version, &born,
                   &silence) != 6 || (only && strcmp(only, name))) continue;
        hits++;
        if (names) { printf("node/%s\n", name); continue; }
        printf("%-12s %-9s %-26s %-6s %s%s%s\n", name, silence < STALE ? "Ready" : "NotReady",
               roles, age(born), version, wide ? "   " : "", wide ? ip : "");
    }
    if (only && !hits) fail("Error from server (NotFound): nodes \"%s\" not found", only);
}

int kubectl(int argc, char **argv)
{
    static char answer[BODY];
    const char *config = getenv("KUBECONFIG"), *format = "", *raw = NULL, *words[3] = {0};
    int headers = 1, said = 0;
    for (int i = 0; i < argc; i++) {
        if (!strcmp(argv[i], "--kubeconfig") && i + 1 < argc) config = argv[++i];
        else if (!strcmp(argv[i], "--raw") && i + 1 < argc) raw = argv[++i];
        else if (!strcmp(argv[i], "-o") && i + 1 < argc) format = argv[++i];
        else if (!strcmp(argv[i], "--no-headers")) headers = 0;
        else if (*argv[i] == '-' || said == 3) fail("kubectl %s is not known here", argv[i]);
        else words[said++] = argv[i];
    }
    int nodes = words[1] && (!strcmp(words[1], "nodes") || !strcmp(words[1], "node"));
    if (!words[0] || strcmp(words[0], "get") || (!raw && !nodes))
        fail("only \"kubectl get nodes\" and \"kubectl get --raw PATH\" are known here");
    open_kubeconfig(config ? config : "/etc/rancher/k3s/k3s.yaml");
    if (raw || !strcmp(format, "json")) {
        get(raw ? raw : "/api/v1/nodes", answer);
        fputs(answer, stdout);
        return 0;
    }
    if (*format && strcmp(format, "wide") && strcmp(format, "name"))
        fail("the output format %s is not known here", format);
    get("/stand-in/nodes", answer);
    print_nodes(answer, words[2], format, headers);
    return 0;
}
