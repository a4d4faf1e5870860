import Glibc
import System

extension ShellSystem {
    func http(_ request: HTTPRequest) async throws(SystemError) -> HTTPResponse {
        try await HTTPDelegate(system: self, request: request).perform()
    }

    func probe(_ probe: Probe) async throws(SystemError) -> ProbeResult {
        let result = try await run(
            Command(
                [
                    "/bin/sh", "-c", Self.probe, "sh", probe.host, String(probe.port), String(probe.readLimit),
                    String(Int(min(max(1, probe.timeout.rounded(.up)), 1e6))),
                ],
                timeout: 2 * probe.timeout + 2))
        switch result.status {
        case 0: return ProbeResult(isOpen: true, banner: Array(result.output.prefix(probe.readLimit)))
        case 3:
            throw SystemError(
                code: 0, operation: "connect \(probe.host):\(probe.port)",
                reason: "a host without an agent needs bash, python3 or nc for that; none can do it there")
        default: return ProbeResult(isOpen: result.timedOut && !result.output.isEmpty, banner: result.output)
        }
    }

    /// Exits with 0 where the port `$2` of `$1` is open, with 3 where there is no program to find out.
    private static let probe = """
        has() { command -v "$1" >/dev/null 2>&1; }
        case $1 in
        /*) ;;
        *)
        if has bash && has timeout; then
        exec timeout "$(($3 > 0 ? 2 * $4 : $4))" bash -c '
        exec 3<>"/dev/tcp/$0/$1" || exit 1
        [ "$2" -eq 0 ] || timeout "$3" head -c "$2" <&3 || :' "$1" "$2" "$3" "$4" 2>/dev/null
        fi
        ;;
        esac
        for p in python3 /usr/libexec/platform-python; do
        has $p || continue
        exec $p -c '
        import socket, sys
        host, port, limit, timeout = sys.argv[1], *map(int, sys.argv[2:])
        try:
            if host.startswith("/"):
                link = socket.socket(socket.AF_UNIX)
                link.connect(host)
            else:
                link = socket.create_connection((host, port), timeout)
        except OSError:
            sys.exit(1)
        link.settimeout(timeout)
        try:
            while limit > 0:
                data = link.recv(limit)
                if not data:
                    break
                limit -= len(data)
                sys.stdout.buffer.write(data)
                sys.stdout.buffer.flush()
        except OSError:
            pass
        ' "$@"
        done
        case $1 in /*) exit 3 ;; esac
        has nc || exit 3
        [ "$3" -eq 0 ] || { sleep "$4" | nc -w "$4" "$1" "$2" 2>/dev/null; exit; }
        case $(nc -h 2>&1) in *-z*) exec nc -z -w "$4" "$1" "$2" >/dev/null 2>&1 ;; esac
        nc -w "$4" "$1" "$2" </dev/null >/dev/null 2>&1
        """
}
