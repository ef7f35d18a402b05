import Ink
import Testing
import Wire

@testable import loadtest

@Suite struct AcknowledgedInkTests {
    @Test(
        "The server's own acknowledgements are read as the scanner reads them",
        arguments: [0, 7, 10, 4_294_967_296, EventLimits.largestNumber])
    func same(_ number: UInt64) throws {
        var encoder = EventEncoder(grid: Quantiser(frame: .unnamed))
        encoder.acknowledgement(ink: number)
        let span = encoder.json.bytes.span.bytes
        #expect(span.acknowledgedInk == number)
        #expect(try ServerEventScanner().scan(span) == .acknowledgement(ink: number))
    }

    @Test(
        "Everything else is left to the scanner",
        arguments: [
            "", "[", #"["ink:ack",{"ink":}]"#, #"["ink:ack",{"ink":12}"#, #"["ink:ack",{"ink":1,"x":2}]"#,
            #"["ink:ack", {"ink":12}]"#, #"["ink:acl",{"ink":12}]"#, #"["feedback:live",{"seq":1}]"#,
        ])
    func other(_ text: String) {
        #expect(Array(text.utf8).span.bytes.acknowledgedInk == nil)
    }
}
