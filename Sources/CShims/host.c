#define _GNU_SOURCE
#include "cshims.h"
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

// Everything here runs between clone and exec in memory that is the parent's: system calls only, nothing is allocated.

static int make_directories(const char *path, mode_t mode, int with_last) {
    char copy[4096];
    size_t length = strlen(path);
    if (length == 0 || length >= sizeof copy) return ENAMETOOLONG;
    memcpy(copy, path, length + 1);
    for (size_t i = 1; i <= length; i++) {
        if (copy[i] != '/' && copy[i] != 0) continue;
        if (copy[i] == 0 && !with_last) break;
        char kept = copy[i];
        copy[i] = 0;
        if (mkdir(copy, kept ? 0755 : mode) != 0 && errno != EEXIST) return errno;
        copy[i] = kept;
    }
    return 0;
}

static int write_text(const char *path, const char *text, int flags, mode_t mode) {
    int fd = open(path, flags | O_WRONLY | O_CLOEXEC | O_NOCTTY, mode);
    if (fd < 0) return errno;
    size_t length = strlen(text);
    int failure = 0;
    while (length > 0 && !failure) {
        ssize_t count = write(fd, text, length);
        if (count < 0) failure = errno;
        else text += count, length -= (size_t)count;
    }
    close(fd);
    return failure;
}

static int bind_socket(int fd, const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) return ENAMETOOLONG;
    strcpy(address.sun_path, path);
    return bind(fd, (struct sockaddr *)&address, sizeof address) == 0 ? 0 : errno;
}

static int run_step(const struct swiftplay_step *step) {
    int failure;
    switch (step->kind) {
    case SWIFTPLAY_STEP_MOUNT:
        return mount(step->source, step->path, step->type, step->flags, step->data) == 0 ? 0 : errno;
    case SWIFTPLAY_STEP_UNMOUNT: return umount2(step->path, MNT_DETACH) == 0 ? 0 : errno;
    case SWIFTPLAY_STEP_DIRECTORY: return make_directories(step->path, (mode_t)step->number, 1);
    case SWIFTPLAY_STEP_FILE:
        if ((failure = make_directories(step->path, 0755, 0))) return failure;
        return write_text(step->path, "", O_CREAT | O_NONBLOCK, 0644);
    case SWIFTPLAY_STEP_WRITE: return write_text(step->path, step->data, 0, 0);
    case SWIFTPLAY_STEP_LINK: return symlink(step->source, step->path) == 0 || errno == EEXIST ? 0 : errno;
    case SWIFTPLAY_STEP_NODE:
        if (mknod(step->path, (mode_t)step->flags, (dev_t)step->number) != 0) return errno == EEXIST ? 0 : errno;
        return chmod(step->path, (mode_t)(step->flags & 07777)) == 0 ? 0 : errno;
    case SWIFTPLAY_STEP_PIVOT:
        if (syscall(SYS_pivot_root, step->source, step->path) != 0) return errno;
        return chdir("/") == 0 ? 0 : errno;
    case SWIFTPLAY_STEP_REMOVE_DIRECTORY: return rmdir(step->path) == 0 ? 0 : errno;
    case SWIFTPLAY_STEP_HOSTNAME: return sethostname(step->data, strlen(step->data)) == 0 ? 0 : errno;
    case SWIFTPLAY_STEP_UNSHARE: return unshare((int)step->flags) == 0 ? 0 : errno;
    case SWIFTPLAY_STEP_ENTER: return setns((int)step->number, (int)step->flags) == 0 ? 0 : errno;
    case SWIFTPLAY_STEP_CHDIR: return chdir(step->path) == 0 ? 0 : errno;
    case SWIFTPLAY_STEP_SOCKET: return bind_socket((int)step->number, step->path);
    case SWIFTPLAY_STEP_LIMIT: {
        struct rlimit limit = {.rlim_cur = step->flags, .rlim_max = (rlim_t)step->number2};
        return setrlimit((int)step->number, &limit) == 0 ? 0 : errno;
    }
    }
    return EINVAL;
}

struct child {
    const struct swiftplay_launch *launch;
    volatile int failure;
    volatile int failed_step;
    volatile pid_t entered;
    char *stack;
};

static int keep_capabilities(unsigned long long mask) {
    for (int number = 0; number < 64; number++) {
        if (mask >> number & 1) continue;
        if (prctl(PR_CAPBSET_DROP, number, 0, 0, 0) != 0 && errno == EINVAL) break;
    }
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct data[2];
    if (syscall(SYS_capget, &header, data) != 0) return errno;
    for (int half = 0; half < 2; half++) {
        unsigned kept = (unsigned)(mask >> 32 * half);
        data[half].permitted &= kept;
        data[half].effective = data[half].permitted;
        data[half].inheritable = 0;
    }
    return syscall(SYS_capset, &header, data) == 0 ? 0 : errno;
}

static void become_and_run(struct child *child) {
    const struct swiftplay_launch *launch = child->launch;
    setsid();
    int lifted[3];
    for (int i = 0; i < 3; i++) {
        lifted[i] = fcntl(launch->descriptors[i], F_DUPFD_CLOEXEC, 3);
        if (lifted[i] < 0) goto failed;
    }
    for (int i = 0; i < 3; i++)
        if (dup2(lifted[i], i) < 0) goto failed;
    if (launch->terminal) ioctl(0, TIOCSCTTY, 0);
    syscall(SYS_close_range, 3u, ~0u, 0u);
    umask(022);
    child->failed_step = -2;
    if (launch->directory && chdir(launch->directory) != 0) goto failed;
    child->failed_step = -1;
    if (launch->limits_capabilities && (errno = keep_capabilities(launch->capabilities))) goto failed;
    if (launch->user != 0 || launch->group != 0) {
        gid_t group = launch->group;
        if (syscall(SYS_setgroups, 1, &group) != 0) goto failed;
        if (syscall(SYS_setresgid, group, group, group) != 0) goto failed;
        if (syscall(SYS_setresuid, launch->user, launch->user, launch->user) != 0) goto failed;
    }
    struct sigaction action = {.sa_handler = SIG_DFL};
    for (int number = 1; number < NSIG; number++) sigaction(number, &action, 0);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, 0);
    for (const char *const *path = launch->paths; *path; path++) {
        execve(*path, launch->arguments, launch->environment);
        if (errno != ENOENT && errno != ENOTDIR && errno != EACCES) break;
    }
failed:
    child->failure = errno ? errno : EIO;
    _exit(127);
}

static int run_entered(void *context) {
    become_and_run(context);
    return 127;
}

static int run_launched(void *context) {
    struct child *child = context;
    const struct swiftplay_launch *launch = child->launch;
    for (size_t i = 0; i < launch->step_count; i++) {
        int failure = run_step(&launch->steps[i]);
        if (failure == 0 || launch->steps[i].is_optional) continue;
        child->failed_step = (int)i;
        child->failure = failure;
        _exit(127);
    }
    if (launch->joined < 0) become_and_run(child);
    child->failed_step = -3;
    if (setns(launch->joined, launch->joined_namespaces) != 0) {
        child->failure = errno;
        _exit(127);
    }
    // Only children are in the other process namespace: the program is one, with our parent as its own.
    child->failed_step = -1;
    pid_t pid = clone(run_entered, child->stack + SWIFTPLAY_STACK, CLONE_VM | CLONE_VFORK | CLONE_PARENT | SIGCHLD, child);
    if (pid < 0) child->failure = errno;
    else child->entered = pid;
    _exit(0);
}

pid_t swiftplay_start(const struct swiftplay_launch *launch, int *failed_step) {
    char *stacks = malloc(2 * SWIFTPLAY_STACK);
    if (!stacks) return -ENOMEM;
    struct child child = {.launch = launch, .failed_step = -1, .stack = stacks + SWIFTPLAY_STACK};
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t pid = clone(run_launched, stacks + SWIFTPLAY_STACK, CLONE_VM | CLONE_VFORK | launch->namespaces | SIGCHLD, &child);
    int clone_error = errno;
    pthread_sigmask(SIG_SETMASK, &before, 0);
    free(stacks);
    if (pid < 0) return -clone_error;
    if (launch->joined < 0 && child.failure == 0) return pid;
    waitpid(pid, 0, 0);
    if (child.failure == 0) return child.entered;
    if (child.entered > 0) waitpid(child.entered, 0, 0);
    *failed_step = child.failed_step;
    return -child.failure;
}

int swiftplay_enter(int descriptor, int namespaces) { return setns(descriptor, namespaces) == 0 ? 0 : errno; }
int swiftplay_leave(int namespaces) { return unshare(namespaces) == 0 ? 0 : errno; }
unsigned long long swiftplay_device(unsigned major_number, unsigned minor_number) {
    return makedev(major_number, minor_number);
}
