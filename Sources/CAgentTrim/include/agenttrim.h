#ifndef SWIFTPLAY_AGENTTRIM_H
#define SWIFTPLAY_AGENTTRIM_H
// Linked into the agent only: stands in the place of library code that the agent has no use for and that would be a
// good part of its size. The linker takes these files before the libraries' own, and leaves those out.

/// Names this target in the agent, so that its files are linked.
void swiftplay_agent_trim(void);

#endif
