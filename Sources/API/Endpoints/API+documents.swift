internal import Accounts
internal import Wire

/// What this API is, the keys of its tokens, and what needs no records.
extension API {
    static let documents = [
        Endpoint(.get, "/api/v1/openapi.json", for: .everybody, needsRecords: false) { _ throws(Problem) in
            HTTPResponse(
                .ok, headers: HTTPHeaders([("content-type", "application/json"), ("cache-control", "no-cache")]),
                body: PackageResources.openapi_json)
        },
        Endpoint(.get, "/.well-known/jwks.json", for: .everybody) { call throws(Problem) in
            HTTPResponse(
                .ok,
                headers: HTTPHeaders([("content-type", "application/json"), ("cache-control", "public, max-age=300")]),
                body: try call.records.keys.publicSet)
        },
        Endpoint(
            .post, "/api/v1/characters/recognise", for: .everybody, body: 512 * 1024, needsRecords: false
        ) { call throws(Problem) in
            let judge = call.api.judge
            let found = try await call.judged { () -> Result<[(text: String, probability: Double)], Problem> in
                do throws(Problem) {
                    let strokes = try call.fields { fields throws(Problem) in fields.strokes("strokes") }
                    return .success(judge.candidates(for: strokes))
                } catch {
                    return .failure(error)
                }
            }
            let candidates = try found.get()
            return HTTPResponse { json in
                json.member("candidates")
                json.objects(candidates) { json, candidate in
                    json.member("text", candidate.text)
                    json.member("probability", share: candidate.probability)
                }
            }
        },
    ]
}
