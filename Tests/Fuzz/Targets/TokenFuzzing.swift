import Wire

/// A token that is taken apart says the same when it is written again; keys are read without a trap. The bytes are also tried as what
/// stands inside of a token: header and claims, with a NUL between them.
func fuzzTokens(_ input: [UInt8]) throws(FuzzFinding) {
    _ = JSONWebKey.keys(in: input)
    try fuzzToken(String(decoding: input, as: UTF8.self))
    let parts = input.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return }
    try fuzzToken("\(base64(parts[0])).\(base64(parts[1])).AQID")
}

private func fuzzToken(_ text: String) throws(FuzzFinding) {
    guard let token = try? WebToken(text) else { return }
    let again = WebToken.text(algorithm: token.algorithm, keyID: token.keyID, claims: token.claims) { _ in
        token.signature
    }
    // What is escaped on its way out may be longer than a token can be.
    guard again.utf8.count <= EventLimits.tokenBytes else { return }
    guard let read = try? WebToken(again) else {
        throw FuzzFinding("a token that was read cannot be read again: \(again)")
    }
    try hold(read.algorithm == token.algorithm && read.keyID == token.keyID, "\(again) has another header")
    try hold(read.signature == token.signature, "\(again) has another signature")
    try hold(read.claims == token.claims, "\(read.claims) was \(token.claims)")
}

private func base64(_ bytes: ArraySlice<UInt8>) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    var text = "", bits = 0, count = 0
    for byte in bytes {
        bits = (bits << 8 | Int(byte)) & 0xFFFF
        count += 8
        while count >= 6 {
            count -= 6
            text.append(digits[bits >> count & 63])
        }
    }
    if count > 0 { text.append(digits[bits << (6 - count) & 63]) }
    return text
}
