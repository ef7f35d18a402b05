extension JSONCursor {
    /// A number as it is written: ±`significand` · 10^`exponent`, exact where `isExact`.
    struct NumberToken {
        var isNegative = false
        var significand: UInt64 = 0
        var exponent = 0
        /// Whether all digits fit into the significand.
        var isExact = true
        var start = 0
    }

    /// Reads a finite number.
    ///
    /// - Throws: `number_invalid` where there is something else, or a number beyond the doubles; `json_invalid` where a number is
    ///   not written as JSON wants it.
    @inline(__always)
    mutating func number() throws(EventError) -> Double {
        skipSpace()
        let token = try numberToken()
        if token.isExact, let value = DecimalNumber.nearest(token.significand, exponent: token.exponent) {
            return token.isNegative ? 0 - value : value  // not -value: −0 is 0 here
        }
        return try slowNumber(from: token.start)
    }

    /// Reads a number, or `null` for none.
    @inline(__always)
    mutating func optionalNumber() throws(EventError) -> Double? {
        try takeNull() ? nil : number()
    }

    /// Reads a whole number from `range`.
    mutating func integer(in range: ClosedRange<UInt64>, named name: String) throws(EventError) -> UInt64 {
        skipSpace()
        let token = try numberToken()
        if token.isExact, !token.isNegative, token.exponent == 0, range.contains(token.significand) {
            return token.significand
        }
        let value = token.isExact ? DecimalNumber.nearest(token.significand, exponent: token.exponent) : nil
        guard let value, !token.isNegative || value == 0, let whole = UInt64(exactly: value), range.contains(whole)
        else {
            throw EventError(
                .fieldInvalid, "\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound).")
        }
        return whole
    }

    /// Reads a number's parts.
    @inline(__always)
    mutating func numberToken() throws(EventError) -> NumberToken {
        var token = NumberToken(start: position)
        if current == UInt8(ascii: "-") {
            token.isNegative = true
            position += 1
        }
        let first = current &- UInt8(ascii: "0")
        guard first < 10 else { throw notANumber(from: token.start) }
        if first == 0 {
            position += 1
            if current &- UInt8(ascii: "0") < 10 { throw broken() }
        } else {
            digits(into: &token)
        }
        if current == UInt8(ascii: ".") {
            position += 1
            guard current &- UInt8(ascii: "0") < 10 else { throw broken() }
            let before = position
            digits(into: &token)
            token.exponent -= position - before
        }
        if current | 0x20 == UInt8(ascii: "e") { try exponent(into: &token) }
        return token
    }

    /// Reads digits up to something else. 19 of them always fit into 64 bits; with more, the token is no longer exact.
    @inline(__always)
    private mutating func digits(into token: inout NumberToken) {
        var place = position, significand = token.significand
        while true {
            let digit = byte(at: place) &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            significand = significand &* 10 &+ UInt64(digit)
            place += 1
        }
        token.significand = significand
        position = place
        if place - token.start > 19 { token.isExact = significantDigits(in: token.start..<place) <= 19 }
    }

    /// Digits of a long number from the first one that is not 0.
    @inline(never)
    private func significantDigits(in places: Range<Int>) -> Int {
        var count = 0
        for place in places where byte(at: place) &- UInt8(ascii: "0") < 10 {
            if count > 0 || byte(at: place) != UInt8(ascii: "0") { count += 1 }
        }
        return count
    }

    private mutating func exponent(into token: inout NumberToken) throws(EventError) {
        position += 1
        let isNegative = current == UInt8(ascii: "-")
        if isNegative || current == UInt8(ascii: "+") { position += 1 }
        guard current &- UInt8(ascii: "0") < 10 else { throw broken() }
        var value = 0
        while true {
            let digit = current &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            value = min(value * 10 + Int(digit), 100_000)
            position += 1
        }
        token.exponent += isNegative ? -value : value
    }

    /// Numbers of 20 digits and more, and exponents beyond the fast ways: the standard library rounds them correctly.
    @inline(never)
    private func slowNumber(from start: Int) throws(EventError) -> Double {
        var text = ""
        for index in start..<position { text.unicodeScalars.append(Unicode.Scalar(byte(at: index))) }
        guard let value = Double(text), value.isFinite else {
            throw EventError(.numberInvalid, "A number at \(start) is larger than a double can hold.")
        }
        return value
    }

    @inline(never)
    private func notANumber(from start: Int) -> EventError {
        if position >= bytes.byteCount { return broken() }
        switch byte(at: start) {
        case UInt8(ascii: "\""), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "n"), UInt8(ascii: "t"),
            UInt8(ascii: "f"):
            return EventError(
                .numberInvalid, "A number is needed at \(start), as JSON writes it: 12.5, without quotes.")
        case UInt8(ascii: "N"), UInt8(ascii: "I"), UInt8(ascii: "-"):
            return EventError(.numberInvalid, "NaN and Infinity are no numbers in JSON (at \(start)).")
        default: return broken()
        }
    }
}
