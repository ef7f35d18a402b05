import Checking
import Wire

/// `GET /classes/<name>`: the sessions of a class, for whoever teaches it; see `protocol/classes.md`.
struct ClassRoute: Sendable {
    static let prefix = "/classes/"

    let service: SessionService

    func response(to request: HTTPRequest) -> HTTPResponse {
        let name = PercentEncoding.decoded(request.path.dropFirst(Self.prefix.count))
        guard let name, !name.isEmpty, name.utf8.count <= EventLimits.wordBytes else {
            return HTTPResponse(
                .badRequest,
                text: "The class's name must be 1 to \(EventLimits.wordBytes) bytes of UTF-8, percent-encoded.\n")
        }
        do throws(TokenFailure) {
            if let refusal = try refusal(request, name) { return refusal }
        } catch {
            return AccessControl.refusal(error)
        }
        var json = JSONWriter()
        json.raw("{\"class\":")
        json.string(name)
        json.raw(",\"sessions\":")
        json.list(service.store.members(of: name)) { append($1, to: &$0) }
        json.raw("}")
        var headers = HTTPHeaders()
        headers.append("content-type", "application/json")
        headers.append("cache-control", "no-store")
        return HTTPResponse(.ok, headers: headers, body: json.bytes)
    }

    /// The list gives away the secrets to watch with, so it takes a token that allows watching; nil where that is well.
    private func refusal(_ request: HTTPRequest, _ name: String) throws(TokenFailure) -> HTTPResponse? {
        guard !service.access.isOpen else { return nil }
        guard let grant = try service.access.grant(of: request) else { return AccessControl.refusal(nil) }
        if grant.allowsListing(name) { return nil }
        return HTTPResponse(.forbidden, text: "The token does not allow to watch this class.\n")
    }

    private func append(_ member: ClassMember, to json: inout JSONWriter) {
        json.raw("{\"session\":")
        json.string(member.id)
        json.raw(",\"watch\":")
        json.string(service.secrets.secret(.watch, session: member.id))
        json.raw(",\"name\":")
        json.string(orNull: member.label.name)
        json.raw(",\"connected\":")
        json.bool(member.isConnected)
        json.raw(",\"characters\":")
        json.list(member.head.text) { $0.string(String($1)) }
        json.raw(",\"boxes\":")
        json.list(member.head.boxes) { $0.frame($1) }
        json.raw("}")
    }
}
