#define _GNU_SOURCE
#include "cshims.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// What is known to be left behind. Fixed sizes: the keeper of a program with threads may not ask for memory.
enum { GROUPS = 512, PATHS = 64, PATH_SIZE = 1024 };
static pid_t groups[GROUPS];
static unsigned long long tags[GROUPS];
static char paths[PATHS][PATH_SIZE];

struct swiftplay_keeper_note {
    char kind;
    unsigned short length;
    unsigned long long number;
};

static void note_group(pid_t group, pid_t old) {
    for (int i = 0; i < GROUPS; i++)
        if (groups[i] == old) {
            groups[i] = group;
            return;
        }
}

static void note_tag(unsigned long long tag, unsigned long long old) {
    for (int i = 0; i < GROUPS; i++)
        if (tags[i] == old) {
            tags[i] = tag;
            return;
        }
}

static void note_path(const char *path, int begins) {
    for (int i = 0; i < PATHS; i++)
        if (begins ? !paths[i][0] : !strcmp(paths[i], path)) {
            if (begins) strcpy(paths[i], path); else paths[i][0] = 0;
            return;
        }
}

static void take_away(const char *path) {
    if (unlink(path) == 0) return;
    pid_t pid = vfork();
    if (pid == 0) {
        execl("/bin/rm", "rm", "-rf", "--", path, (char *)0);
        _exit(127);
    }
    if (pid > 0) waitpid(pid, 0, 0);
}

// Reads what begins and ends until the program is gone, then ends and removes what it left.
static void keep(int input) {
    struct swiftplay_keeper_note note;
    char path[PATH_SIZE];
    while (read(input, &note, sizeof note) == (ssize_t)sizeof note) {
        if (note.length >= PATH_SIZE || read(input, path, note.length) != (ssize_t)note.length) break;
        path[note.length] = 0;
        switch (note.kind) {
        case '+': note_group((pid_t)note.number, 0); break;
        case '-': note_group(0, (pid_t)note.number); break;
        case 't': note_tag(note.number, 0); break;
        case 'u': note_tag(0, note.number); break;
        case 'b': note_path(path, 1); break;
        case 'e': note_path(path, 0); break;
        }
    }
    swiftplay_end_programs(groups, GROUPS, tags, GROUPS);
    for (int i = 0; i < PATHS; i++)
        if (paths[i][0]) take_away(paths[i]);
    _exit(0);
}

int swiftplay_tell_keeper(int keeper, char kind, unsigned long long number, const char *path) {
    struct {
        struct swiftplay_keeper_note note;
        char path[PATH_SIZE];
    } message = {.note = {.kind = kind, .number = number}};
    size_t length = path ? strlen(path) : 0;
    if (length >= PATH_SIZE) return 0;
    message.note.length = (unsigned short)length;
    if (length) memcpy(message.path, path, length);
    // Less than PIPE_BUF: threads do not mix their words.
    return write(keeper, &message, sizeof message.note + length) > 0;
}

int swiftplay_start_keeper(void) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return -1;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    // In between a process that ends at once, so that the keeper is no child of a program that counts its own.
    pid_t pid = fork();
    if (pid == 0) {
        if (fork() != 0) _exit(0);
        setsid();
        // Its own name, so that whoever ends the program by its command line leaves what cleans up after it.
        const char name[] = "swiftplay-keep";
        prctl(PR_SET_NAME, name);
        size_t room = strlen(program_invocation_name);
        if (room >= sizeof name) {
            memset(program_invocation_name, 0, room);
            memcpy(program_invocation_name, name, sizeof name);
        }
        int null = open("/dev/null", O_RDWR);
        for (int i = 0; i < 3 && null >= 0; i++) dup2(null, i);
        if (dup2(ends[0], 3) < 0) _exit(0);
#ifdef SYS_close_range
        if (syscall(SYS_close_range, 4u, ~0u, 0u) != 0)
#endif
            for (int fd = 4; fd < 4096; fd++) close(fd);
        chdir("/");
        keep(3);
    }
    pthread_sigmask(SIG_SETMASK, &before, 0);
    close(ends[0]);
    if (pid > 0) waitpid(pid, 0, 0);
    if (pid < 0) {
        close(ends[1]);
        return -1;
    }
    return ends[1];
}
