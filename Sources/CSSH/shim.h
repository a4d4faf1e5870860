#include <libssh/libssh.h>
#include <libssh/callbacks.h>
// Declares ssh_send_keepalive, which clients may call too.
#include <libssh/server.h>
// What Swift's Glibc leaves out, for the threads that sessions live on.
#include <sys/epoll.h>
#include <sys/eventfd.h>
