/// Turns decimal digits into the nearest double: always correctly rounded, without tables larger than a few cache lines.
///
/// Three exact ways, tried in order: the integer itself; Clinger's fast path (How to Read Floating Point Numbers Accurately, 1990),
/// where digits and power of ten are both exact doubles; one 128 by 64 bit division for the 17 to 19 digits with a fraction that
/// browsers print for coordinates. What none of them covers is left to the standard library.
enum DecimalNumber {
    /// `significand` · 10^`exponent` rounded to nearest, ties to even; nil where no fast way covers it.
    @inline(__always)
    static func nearest(_ significand: UInt64, exponent: Int) -> Double? {
        if exponent == 0 || significand == 0 { return Double(significand) }
        if significand <= 1 << 53 {
            if exponent < 0, exponent >= -22 { return Double(significand) / powersOfTen[-exponent] }
            if exponent > 0, exponent <= 22 { return Double(significand) * powersOfTen[exponent] }
        }
        return exponent < 0 && exponent >= -27 ? quotient(significand, fives: -exponent) : nil
    }

    /// `significand` / 10^`fives`, for a significand that is not 0.
    ///
    /// Both sides are shifted until their highest bit is set, so the quotient has 63 or 64 bits. A double keeps 53 of them: it is
    /// enough that the lowest bit tells whether anything was left over. Scaling by a power of two is exact, far from subnormals.
    private static func quotient(_ significand: UInt64, fives: Int) -> Double {
        let divisor = powersOfFive[fives]
        let raise = significand.leadingZeroBitCount, lower = divisor.leadingZeroBitCount
        let dividend = significand << UInt64(raise)
        let (quotient, remainder) = (divisor << UInt64(lower))
            .dividingFullWidth((high: dividend >> 1, low: dividend << 63))
        let rounded = Double(quotient | (remainder == 0 ? 0 : 1))
        return rounded * Double(bitPattern: UInt64(1023 + lower - raise - 63 - fives) << 52)
    }

    private static let powersOfTen: InlineArray<23, Double> = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    private static let powersOfFive: InlineArray<28, UInt64> = [
        1, 5, 25, 125, 625, 3125, 15625, 78125, 390_625, 1_953_125, 9_765_625, 48_828_125, 244_140_625, 1_220_703_125,
        6_103_515_625, 30_517_578_125, 152_587_890_625, 762_939_453_125, 3_814_697_265_625, 19_073_486_328_125,
        95_367_431_640_625, 476_837_158_203_125, 2_384_185_791_015_625, 11_920_928_955_078_125, 59_604_644_775_390_625,
        298_023_223_876_953_125, 1_490_116_119_384_765_625, 7_450_580_596_923_828_125,
    ]
}
