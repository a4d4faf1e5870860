import System

/// libFuzzer's entry: whatever bytes a target or a controller sends, the frame decoder and the controller's account of
/// what is open end with messages, steps or an error.
///
/// The first byte chooses the sender and how the bytes arrive in pieces.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 1 else { return 0 }
    let bytes = UnsafeBufferPointer(start: start, count: count)
    let choice = bytes[0]
    var decoder = MessageDecoder(from: choice & 1 == 0 ? .agent : .controller)
    var open = OpenRequests()
    open.beginRun(0, contents: [])
    open.beginRun(1, contents: ["a", "content"])
    open.beginFetch(2, limit: 1000)
    open.beginRun(3, contents: ["b"], isTapped: true)
    if choice & 2 != 0 { open.abandon(3) }
    let size = max(1, Int(choice >> 2))
    for place in stride(from: 1, to: count, by: size) {
        decoder.append(bytes[place..<min(place + size, count)])
        do throws(WireError) {
            while let message = try decoder.next() {
                // What was read can be said again.
                _ = try message.frame()
                if choice & 1 == 0, case .supply(let id, _) = try open.receive(message) { open.supplied(id) }
            }
        } catch {
            return 0
        }
    }
    return 0
}
