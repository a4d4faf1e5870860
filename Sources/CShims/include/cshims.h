#ifndef SWIFTPLAY_CSHIMS_H
#define SWIFTPLAY_CSHIMS_H
// C that Swift cannot say itself: variadic and macro-only system interfaces, and what must happen between fork and exec.
#include <sys/types.h>

/// ioctl(TIOCGWINSZ): the terminal's width in columns, or 0 where `fd` is no terminal.
int swiftplay_terminal_columns(int fd);

/// Opens a pseudo-terminal, both ends close-on-exec: gives the controlling end, or minus the errno.
int swiftplay_open_terminal(int *program_end);

/// The process's environment, `NAME=value` strings ended by a null pointer.
char **swiftplay_environment(void);

/// How a program is to be started.
struct swiftplay_program {
    const char *path;
    char *const *arguments;
    char *const *environment;
    /// Becomes its working directory; null keeps the caller's.
    const char *directory;
    /// Its standard input, output and error.
    int descriptors[3];
    /// Its umask, or -1 to keep the caller's.
    int umask;
    /// A session of its own (setsid) in place of a process group of its own.
    int session;
};

/// Starts a program in a process group of its own, with default signals and no other descriptors.
/// Gives its process id, or minus the errno of what failed; `*in_directory` then tells whether that was chdir.
pid_t swiftplay_spawn(const struct swiftplay_program *program, int *in_directory);

/// Runs `body(context)` on a new detached thread with `stack` bytes of stack; 0, or the errno.
int swiftplay_start_thread(void (*body)(void *), void *context, size_t stack);

/// pidfd_open(2): a descriptor that is readable once the child has ended, or -1.
int swiftplay_pidfd(pid_t pid);

/// memfd_create(2): a close-on-exec descriptor of a file in memory, or -1.
int swiftplay_memory_file(const char *name);

/// Gives `target` the extended attributes of `source`, access control lists among them, as far as that is allowed.
void swiftplay_copy_attributes(const char *source, const char *target);

#endif
