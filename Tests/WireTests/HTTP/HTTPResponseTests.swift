import Testing
import Wire

@Suite struct HTTPResponseTests {
    private func text(_ response: HTTPResponse, _ method: HTTPMethod = .get, keepAlive: Bool = true) -> String {
        String(decoding: response.encoded(answering: method, keepAlive: keepAlive), as: UTF8.self)
    }

    @Test func `a response says its length and whether the connection stays`() {
        let response = HTTPResponse(.ok, text: "ink")
        let head = "HTTP/1.1 200 OK\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: 3\r\n"
        #expect(text(response) == head + "connection: keep-alive\r\n\r\nink")
        #expect(text(response, keepAlive: false) == head + "connection: close\r\n\r\nink")
        #expect(text(response, .head) == head + "connection: keep-alive\r\n\r\n")
    }

    @Test func `a status without a body has no length`() {
        #expect(text(HTTPResponse(.noContent, text: "x")).contains("content-length") == false)
        #expect(text(HTTPResponse(.noContent, text: "x")).hasSuffix("\r\n\r\n"))
    }

    @Test func `a value can't start a header of its own`() {
        let response = HTTPResponse(.found, headers: HTTPHeaders([("location", "/a\r\nset-cookie: b")]))
        #expect(text(response).contains("location: /aset-cookie: b\r\n"))
    }
}
