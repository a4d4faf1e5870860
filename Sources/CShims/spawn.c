#define _GNU_SOURCE
#include "cshims.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void close_others(void) {
#ifdef SYS_close_range
    if (syscall(SYS_close_range, 3u, ~0u, 0u) == 0) return;
#endif
    long last = sysconf(_SC_OPEN_MAX);
    if (last < 0 || last > 65536) last = 65536;
    for (int fd = 3; fd < last; fd++) close(fd);
}

static void default_signals(void) {
    struct sigaction action = {.sa_handler = SIG_DFL};
    for (int number = 1; number < NSIG; number++) sigaction(number, &action, 0);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, 0);
}

// The child of vfork: it shares the parent's memory until exec, so it only makes system calls.
static void run_child(const struct swiftplay_program *program, volatile int *failure, volatile int *in_directory) {
    if (program->session) setsid(); else setpgid(0, 0);
    // Lift the descriptors above 2 first, so that setting one does not overwrite another.
    int lifted[3];
    for (int i = 0; i < 3; i++) {
        lifted[i] = fcntl(program->descriptors[i], F_DUPFD_CLOEXEC, 3);
        if (lifted[i] < 0) goto failed;
    }
    for (int i = 0; i < 3; i++)
        if (dup2(lifted[i], i) < 0) goto failed;
    // A terminal becomes the session's own; anything else refuses, which does not matter.
    if (program->session) ioctl(0, TIOCSCTTY, 0);
    close_others();
    if (program->umask >= 0) umask((mode_t)program->umask);
    if (program->directory && chdir(program->directory) != 0) {
        *in_directory = 1;
        goto failed;
    }
    default_signals();
    swiftplay_set_tag(program->tag);
    execve(program->path, program->arguments, program->environment);
failed:
    *failure = errno;
    _exit(127);
}

pid_t swiftplay_spawn(const struct swiftplay_program *program, int *in_directory) {
    volatile int failure = 0, directory_failed = 0;
    // No handler of the parent's may run in the child, whose memory is the parent's.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t pid = vfork();
    if (pid == 0) run_child(program, &failure, &directory_failed);
    int fork_error = errno;
    pthread_sigmask(SIG_SETMASK, &before, 0);
    if (pid < 0) return -fork_error;
    if (failure == 0) return pid;
    waitpid(pid, 0, 0);
    *in_directory = directory_failed;
    return -failure;
}
