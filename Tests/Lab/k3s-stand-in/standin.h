/* A stand-in for k3s: the parts that its sources share. See README.md. */
#ifndef STANDIN_H
#define STANDIN_H

#include <stddef.h>
#include <time.h>

#ifndef K3S_VERSION
#define K3S_VERSION "v1.33.5+k3s1"
#endif

enum { NAME = 128, TOKEN = 256, PATH_LEN = 512, BODY = 65536, STALE = 10 };

struct config {
    char server[NAME], token[TOKEN], node_name[NAME], node_ip[NAME];
    char data_dir[PATH_LEN], kubeconfig[PATH_LEN];
    int cluster_init, port, kubeconfig_mode, external_datastore;
};

struct node {
    char name[NAME], ip[NAME], roles[NAME], version[NAME];
    time_t born, seen;
};

/* Ends the program with a message. */
__attribute__((noreturn, format(printf, 1, 2))) void fail(const char *format, ...);
/* A line for the journal. */
__attribute__((format(printf, 1, 2))) void say(const char *format, ...);

/* Reads a config.yaml as the role writes it; a key that k3s does not know is an error. */
void config_read(struct config *config, const char *path, int is_server);
/* The secret part of a token, which may be written in full as K10<hash>::server:<secret>. */
const char *token_secret(const char *token);
/* Equal texts, in a time that does not depend on where they differ. */
int token_equal(const char *a, const char *b);

/* One HTTP exchange with http(s)://host:port; returns the status, 0 for no answer. */
int http_call(const char *url, const char *method, const char *path, const char *token,
              const char *body, char *answer, size_t size);
/* Reads a request; returns 0 when it is whole. */
int http_request(int fd, char *method, char *path, char *token, char *body, size_t size);
void http_answer(int fd, int status, const char *type, const char *body);

/* Runs a node until it is told to stop. */
int node_run(struct config *config, int is_server);
int kubectl(int argc, char **argv);

#endif
