#define _GNU_SOURCE
#include "cshims.h"
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

// A program's processes: those that carry one of its tags, and all that is below them. No memory is asked for: the keeper
// of a program with threads may not.
enum { MEMBERS = 4096 };
struct tree {
    const unsigned long long *tags;
    int tag_count, count;
    pid_t members[MEMBERS];
};

struct directory_entry {
    unsigned long long inode, offset;
    unsigned short length;
    unsigned char type;
    char name[];
};

void swiftplay_set_tag(unsigned long long tag) {
    struct rlimit limit;
    if (tag == 0 || getrlimit(RLIMIT_LOCKS, &limit) != 0) return;
    limit.rlim_cur = tag;
    setrlimit(RLIMIT_LOCKS, &limit);
}

static int holds(const struct tree *tree, pid_t pid) {
    for (int i = 0; i < tree->count; i++)
        if (tree->members[i] == pid) return 1;
    return 0;
}

static int read_text(const char *process, const char *name, char *text, size_t size) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%.20s/%s", process, name);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    ssize_t length = read(file, text, size - 1);
    close(file);
    if (length <= 0) return 0;
    text[length] = 0;
    return 1;
}

// Whether a process is a child of one in the tree, or in a group or session that one leads.
static int is_below(const struct tree *tree, const char *process) {
    char text[512], state;
    if (!read_text(process, "stat", text, sizeof text)) return 0;
    // The program's own name, in brackets, may hold anything.
    const char *rest = strrchr(text, ')');
    int parent, group, session;
    if (!rest || sscanf(rest + 1, " %c %d %d %d", &state, &parent, &group, &session) != 4) return 0;
    return state != 'Z' && (holds(tree, parent) || holds(tree, group) || holds(tree, session));
}

static int has_tag(const struct tree *tree, const char *process) {
    char text[4096];
    if (tree->tag_count == 0 || !read_text(process, "limits", text, sizeof text)) return 0;
    const char *line = strstr(text, "Max file locks");
    unsigned long long tag = line ? strtoull(line + strlen("Max file locks"), 0, 10) : 0;
    for (int i = 0; i < tree->tag_count; i++)
        if (tag != 0 && tree->tags[i] == tag) return 1;
    return 0;
}

// Stops the processes of the tree that were not seen yet and takes them in; 0 where there was none.
static int grow(struct tree *tree) {
    int found = 0, processes = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (processes < 0) return 0;
    _Alignas(struct directory_entry) char entries[8192];
    long length;
    while ((length = syscall(SYS_getdents64, processes, entries, sizeof entries)) > 0)
        for (long place = 0; place < length;) {
            const struct directory_entry *entry = (const struct directory_entry *)(entries + place);
            place += entry->length;
            pid_t pid = atoi(entry->name);
            if (pid <= 1 || pid == getpid() || tree->count == MEMBERS || holds(tree, pid)) continue;
            if (!is_below(tree, entry->name) && !has_tag(tree, entry->name)) continue;
            kill(pid, SIGSTOP);
            tree->members[tree->count++] = pid;
            found = 1;
        }
    close(processes);
    return found;
}

// Whether all processes of the tree that may be stopped stand still: one that was stopped in the middle of a fork still
// ends it.
static int stands_still(const struct tree *tree) {
    for (int i = 0; i < tree->count; i++) {
        char name[24], text[512];
        snprintf(name, sizeof name, "%d", tree->members[i]);
        if (kill(tree->members[i], 0) != 0 || !read_text(name, "stat", text, sizeof text)) continue;
        const char *rest = strrchr(text, ')');
        if (rest && rest[1] == ' ' && !strchr("TtZXx", rest[2])) return 0;
    }
    return 1;
}

// How many times a millisecond is waited for processes to stand still; one that hangs in the kernel never does.
enum { STOP_WAITS = 1000 };

void swiftplay_end_programs(const pid_t *leaders, int count, const unsigned long long *tags, int tag_count) {
    struct tree tree = {.tags = tags, .tag_count = tag_count};
    for (int i = 0; i < count && i < MEMBERS; i++)
        if (leaders[i] > 1) tree.members[tree.count++] = leaders[i];
    int group_count = tree.count;
    // Stopped first, so that none starts another meanwhile and none is lost because its parent has gone.
    for (int i = 0; i < group_count; i++) kill(-tree.members[i], SIGSTOP);
    for (int waits = 0; waits < STOP_WAITS;) {
        int still = stands_still(&tree);
        if (grow(&tree)) continue;
        if (still) break;
        nanosleep(&(struct timespec){.tv_nsec = 1000000}, 0);
        waits++;
    }
    for (int i = tree.count - 1; i >= group_count; i--) kill(tree.members[i], SIGKILL);
    for (int i = 0; i < group_count; i++) kill(-tree.members[i], SIGKILL);
}
