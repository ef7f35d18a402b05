import Access
import Loop
import Testing
import Wire

@testable import Sessions

@Suite struct SessionLinkTests {
    private static let keys = try? TokenKeys(Array("a secret of more than thirty-two bytes".utf8))

    @Test func `nothing holds a connection that has gone, however many tokens it has shown`() throws {
        let loose = try LooseHost(access: AccessControl(Self.keys))
        defer { loose.stop() }
        weak var kept: SessionLink?
        do {
            let link = SessionLink(host: loose.host), channel = KeptChannel()
            kept = link
            link.channelOpened(channel)
            for number in 1...5 {
                var claims = TokenClaims()
                claims.subject = "\(number)"
                claims.expiresAt = WallClock.seconds() + 3600
                let event = #"["session:token",{"token":"\#(try #require(try Self.keys?.token(claims)))"}]"#
                let bytes = Array(event.utf8)
                link.channel(channel, receivedText: bytes.span.bytes)
            }
            #expect(channel.texts.count == 5)
            link.channelClosed(channel, code: .normal)
        }
        #expect(kept == nil)
    }

    @Test func `what was on its way to the watcher of another session is not taken for this one's`() throws {
        let loose = try LooseHost()
        defer { loose.stop() }
        let link = SessionLink(host: loose.host), channel = KeptChannel()
        link.channelOpened(channel)
        let first = LoopConfined(link, of: loose.loop), second = LoopConfined(link, of: loose.loop)
        // The same session again is another watch, too.
        link.watched = SessionLink.Watched(id: "a", asker: second, hasSecret: true, seen: 0)
        var late = SessionBatch()
        late.outputs = 1
        late.before = 6
        late.add(Array(#"["feedback:live",{"seq":7}]"#.utf8))
        link.shows(late, after: 0, by: first)
        link.follows(late, by: first)
        #expect(channel.texts.isEmpty)
        #expect(link.watched?.seen == 0)
        link.shows(late, after: 0, by: second)
        #expect(channel.texts.count == 1)
        #expect(link.watched?.seen == 7)
        link.channelClosed(channel, code: .normal)
    }
}
