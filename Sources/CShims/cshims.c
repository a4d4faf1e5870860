#define _GNU_SOURCE
#include "cshims.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

extern char **environ;

int swiftplay_terminal_columns(int fd) {
    struct winsize size;
    return ioctl(fd, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

int swiftplay_open_terminal(int *program_end) {
    char name[64];
    int fd = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (fd < 0) return -errno;
    if (grantpt(fd) == 0 && unlockpt(fd) == 0 && ptsname_r(fd, name, sizeof name) == 0) {
        *program_end = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
        if (*program_end >= 0) return fd;
    }
    int failure = errno;
    close(fd);
    return -failure;
}

char **swiftplay_environment(void) { return environ; }

int swiftplay_pidfd(pid_t pid) {
#ifdef SYS_pidfd_open
    return (int)syscall(SYS_pidfd_open, pid, 0);
#else
    (void)pid;
    return -1;
#endif
}

int swiftplay_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }
