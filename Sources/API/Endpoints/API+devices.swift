internal import Accounts
internal import Records
internal import Wire

/// Where somebody is signed in.
extension API {
    static let devices = [
        Endpoint(.get, "/api/v1/auth/devices") { call throws(Problem) in
            let user = try call.user
            let devices = try await call.archived { try await $0.devices(of: user.user) }
            return HTTPResponse { json in
                json.member("items")
                json.objects(devices) { json, device in
                    json.member("id", device.id)
                    json.member("name", device.name)
                    json.member("created_at", device.createdAt)
                    json.member("refreshed_at", device.rotatedAt)
                    json.member("current", device.id == user.device)
                }
                json.member("next", nil as String?)
            }
        },
        Endpoint(.delete, "/api/v1/auth/devices/{device}") { call throws(Problem) in
            let user = try call.user, device = try call.pathID("device")
            let ended = try await call.accounted { try await $0.signOut(user.user, only: device) }
            guard !ended.isEmpty else { throw .notFound }
            return .noContent
        },
    ]
}
