#ifndef SWIFTPLAY_AGENTCRYPTO_H
#define SWIFTPLAY_AGENTCRYPTO_H
// Linked into the agent only. OpenSSL's big numbers and digests report errors to a queue whose code brings the whole
// library along (engines, providers, certificates: 3 MB). Nobody in the agent reads that queue, so it has none.

/// Exists so that the linker takes this file before OpenSSL's own.
void swiftplay_agent_without_error_queue(void);

#endif
