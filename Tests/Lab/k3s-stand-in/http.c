/* Just enough HTTP/1.0 for nodes to meet, with time-outs on every read and write. */
#include "standin.h"

#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static int dial(const char *url)
{
    char host[NAME], port[16] = "6443";
    const char *at = strstr(url, "://");
    at = at ? at + 3 : url;
    if (sscanf(at, "%127[^:/]:%15[0-9]", host, port) < 1) return -1;
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found, *one;
    if (getaddrinfo(host, port, &hints, &found)) return -1;
    int fd = -1;
    for (one = found; one && fd < 0; one = one->ai_next) {
        fd = socket(one->ai_family, one->ai_socktype | SOCK_CLOEXEC, 0);
        struct timeval limit = {.tv_sec = 3};
        setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
        if (connect(fd, one->ai_addr, one->ai_addrlen)) { close(fd); fd = -1; }
    }
    freeaddrinfo(found);
    return fd;
}

static int send_all(int fd, const char *text, size_t len)
{
    while (len) {
        ssize_t n = send(fd, text, len, MSG_NOSIGNAL);
        if (n <= 0) return -1;
        text += n;
        len -= (size_t)n;
    }
    return 0;
}

int http_call(const char *url, const char *method, const char *path, const char *token,
              const char *body, char *answer, size_t size)
{
    char head[1024];
    int fd = dial(url), status = 0;
    if (fd < 0) return 0;
    int n = snprintf(head, sizeof head,
                     "%s %s HTTP/1.0\r\nAuthorization: Bearer %s\r\nContent-Length: %zu\r\n\r\n",
                     method, path, token, strlen(body));
    size_t have = 0;
    int sent = n < (int)sizeof head && !send_all(fd, head, (size_t)n)
               && !send_all(fd, body, strlen(body));
    for (ssize_t got = 1; sent && got > 0 && have < size - 1; have += got > 0 ? (size_t)got : 0)
        got = recv(fd, answer + have, size - 1 - have, 0);
    close(fd);
    answer[have] = 0;
    if (sscanf(answer, "HTTP/1.%*d %d", &status) != 1) return 0;
    char *rest = strstr(answer, "\r\n\r\n");
    if (!rest) return 0;
    memmove(answer, rest + 4, strlen(rest + 4) + 1);
    return status;
}

int http_request(int fd, char *method, char *path, char *token, char *body, size_t size)
{
    size_t have = 0, length = 0;
    char *rest = NULL;
    ssize_t got;
    *token = 0;
    while (have < size - 1 && (got = recv(fd, body + have, size - 1 - have, 0)) > 0) {
        have += (size_t)got;
        body[have] = 0;
        if (!rest && (rest = strstr(body, "\r\n\r\n"))) {
            rest += 4;
            if (sscanf(body, "%7s %511s", method, path) != 2) return -1;
            char *field = strstr(body, "Content-Length: ");
            if (field && field < rest) length = strtoul(field + 16, NULL, 10);
            field = strstr(body, "Authorization: Bearer ");
            if (field && field < rest) sscanf(field + 22, "%255[^\r\n]", token);
        }
        if (rest && have - (size_t)(rest - body) >= length) {
            memmove(body, rest, strlen(rest) + 1);
            return 0;
        }
    }
    return -1;
}

void http_answer(int fd, int status, const char *type, const char *body)
{
    char head[256];
    int n = snprintf(head, sizeof head,
                     "HTTP/1.0 %d %s\r\nContent-Type: %s\r\nContent-Length: %zu\r\n\r\n", status,
                     status == 200 ? "OK" : "Refused", type, strlen(body));
    if (!send_all(fd, head, (size_t)n)) send_all(fd, body, strlen(body));
}
