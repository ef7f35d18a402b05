import Testing
import Wire

@Suite struct OriginPolicyTests {
    @Test(
        arguments: [
            (nil, .own), ("http://127.0.0.1:8080", .own), ("https://127.0.0.1:8080", .own),
            ("https://app.example", .allowed("https://app.example")), ("https://app.example.evil", .refused),
            ("http://app.example", .refused), ("http://127.0.0.1", .refused), ("null", .refused), ("", .refused),
            ("://127.0.0.1:8080x", .refused),
        ] as [(String?, OriginPolicy.Verdict)])
    func `own pages and named origins may`(origin: String?, expected: OriginPolicy.Verdict) {
        var headers = HTTPHeaders([("host", "127.0.0.1:8080")])
        if let origin { headers.append("origin", origin) }
        let request = HTTPRequest(method: .get, path: "/", headers: headers)
        #expect(OriginPolicy(origins: ["https://app.example"]).verdict(on: request) == expected)
    }

    @Test func `two origins at once are none`() {
        let headers = HTTPHeaders([("host", "h"), ("origin", "https://a.b"), ("origin", "http://h")])
        let request = HTTPRequest(method: .get, path: "/", headers: headers)
        #expect(OriginPolicy(origins: ["https://a.b"]).verdict(on: request) == .refused)
    }

    @Test func `origins are told from other texts`() {
        for text in ["https://a.b", "http://localhost:3000", "https://[::1]:8443"] {
            #expect(OriginPolicy.isOrigin(text))
        }
        for text in ["*", "a.b", "https://", "https://a.b/", "https://A.b", "://a.b", "https://a.b/x", ""] {
            #expect(!OriginPolicy.isOrigin(text))
        }
    }
}
