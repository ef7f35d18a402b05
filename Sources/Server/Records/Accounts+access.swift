import Access
import Accounts
import Records
import Wire

extension Accounts {
    /// How doors for sessions read the tokens of these accounts.
    ///
    /// - Parameter hasEnded: whether a device was signed out while its tokens are still about.
    func tokens(unless hasEnded: @escaping @Sendable (RecordID) -> Bool) -> AccessControl.OwnTokens {
        let keys = keys
        return { text, now throws(TokenFailure) in
            guard let token = try? WebToken(text), keys.isOwn(token) else { return nil }
            do throws(AccountFailure) {
                let identity = try keys.identity(text, at: Timestamp(milliseconds: Int64(now * 1_000)))
                guard !hasEnded(identity.device) else { throw .deviceEnded }
                var claims = TokenClaims()
                claims.subject = "\(identity.user)"
                claims.issuer = User.ownIssuer
                claims.device = "\(identity.device)"
                claims.scope = identity.role == .learner ? ["write"] : ["write", "watch"]
                return Grant(claims, expiresAt: Double(identity.expiresAt.milliseconds) / 1_000)
            } catch {
                throw TokenFailure(
                    code: error == .tokenExpired ? .tokenExpired : .tokenInvalid, message: error.description)
            }
        }
    }
}
