import Crypto
import Wire

/// A file that the server holds in its executable and gives to browsers.
struct Page: Sendable {
    /// Where it is found.
    let path: String
    private let contentType: String
    private let body: [UInt8]
    private let compressed: [UInt8]
    /// The SHA-256 of the content, in hexadecimal.
    private let digest: String
    private let tag: String

    init(_ path: String, _ body: [UInt8]) {
        self.path = path
        self.body = body
        compressed = Gzip.compressed(body)
        contentType = Self.contentType(of: path)
        digest = SHA256.hash(data: body).map { String(Int($0) | 0x100, radix: 16).dropFirst() }.joined()
        tag = String(digest.prefix(24))
    }

    /// The answer to GET and HEAD; 304 where the browser has it already.
    func response(to request: HTTPRequest) -> HTTPResponse {
        var headers = HTTPHeaders()
        // The two forms differ in their bytes, so they have different tags (RFC 9110, section 8.8.3.3).
        let isCompressed = compressed.count < body.count && Gzip.isAccepted(by: request.headers)
        let tag = isCompressed ? "\"\(self.tag)-gz\"" : "\"\(self.tag)\""
        headers.append("etag", tag)
        headers.append("cache-control", "no-cache")
        headers.append("vary", "accept-encoding")
        let known = request.headers.elements("if-none-match")
        if known.contains(tag) || known.contains("*") { return HTTPResponse(.notModified, headers: headers) }
        headers.append("content-type", contentType)
        if isCompressed { headers.append("content-encoding", "gzip") }
        return HTTPResponse(.ok, headers: headers, body: isCompressed ? compressed : body)
    }

    /// The response with what its page may do in a browser: nothing but to load the server's own files and to talk to it.
    static func safe(_ response: HTTPResponse) -> HTTPResponse {
        var response = response
        for (name, value) in safety { response.headers.append(name, value) }
        return response
    }

    private static let safety = [
        (
            "content-security-policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                + "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        ),
        ("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
    ]

    private static func contentType(of path: String) -> String {
        switch path.split(separator: ".").last {
        case "js": "text/javascript; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "webmanifest": "application/manifest+json"
        case "ts": "text/plain; charset=utf-8"
        default: "text/html; charset=utf-8"
        }
    }

    /// The practice page: what browsers keep for when there is no network.
    private static let practice: [Page] = [
        Page("/", PackageResources.index_html), Page("/icon.svg", PackageResources.icon_svg),
        Page("/manifest.webmanifest", PackageResources.manifest_webmanifest),
        Page("/practice.css", PackageResources.practice_css), Page("/practice.js", PackageResources.practice_js),
        Page("/brush.js", PackageResources.brush_js), Page("/character.js", PackageResources.character_js),
        Page("/chooser.js", PackageResources.chooser_js), Page("/elements.js", PackageResources.elements_js),
        Page("/latency.js", PackageResources.latency_js), Page("/lessons.js", PackageResources.lessons_js),
        Page("/paper.js", PackageResources.paper_js), Page("/pen.js", PackageResources.pen_js),
        Page("/pilsun.js", PackageResources.pilsun_js), Page("/replay.js", PackageResources.replay_js),
        Page("/storage.js", PackageResources.storage_js), Page("/token.js", PackageResources.token_js),
        Page("/words.js", PackageResources.words_js),
    ]

    /// All pages, those of `Sources/Server/Pages`.
    static let all: [Page] =
        practice + [
            Page("/offline.js", announcement(of: practice) + PackageResources.offline_js),
            Page("/apple-touch-icon.png", PackageResources.apple_touch_icon_png),
            Page("/pilsun.d.ts", PackageResources.pilsun_d_ts), Page("/storage.d.ts", PackageResources.storage_d_ts),
            Page("/watch", PackageResources.watch_html),
            Page("/watch.css", PackageResources.watch_css), Page("/watch.js", PackageResources.watch_js),
            Page("/watched.js", PackageResources.watched_js),
        ]

    /// What the service worker is told of the files that it keeps: with another file comes another worker.
    private static func announcement(of pages: [Page]) -> [UInt8] {
        let digests = pages.map { "\"\($0.path)\":\"\($0.digest)\"" }.joined(separator: ",")
        let version = Page("", Array(digests.utf8)).tag
        return Array("const pages = {\(digests)}, version = \"\(version)\";\n".utf8)
    }
}
