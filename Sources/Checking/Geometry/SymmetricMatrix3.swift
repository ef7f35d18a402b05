/// A symmetric 3 × 3 matrix.
struct SymmetricMatrix3: Equatable, Sendable {
    var xx = 0.0
    var xy = 0.0
    var xz = 0.0
    var yy = 0.0
    var yz = 0.0
    var zz = 0.0

    /// The inverse of a positive definite matrix, by cofactors.
    var inverse: SymmetricMatrix3 {
        let a = yy * zz - yz * yz, b = xz * yz - xy * zz, c = xy * yz - xz * yy
        let factor = 1 / (xx * a + xy * b + xz * c)
        return SymmetricMatrix3(
            xx: a * factor, xy: b * factor, xz: c * factor, yy: (xx * zz - xz * xz) * factor,
            yz: (xy * xz - xx * yz) * factor, zz: (xx * yy - xy * xy) * factor)
    }

    /// The product with a vector.
    func times(_ v: (Double, Double, Double)) -> (Double, Double, Double) {
        (xx * v.0 + xy * v.1 + xz * v.2, xy * v.0 + yy * v.1 + yz * v.2, xz * v.0 + yz * v.1 + zz * v.2)
    }

    /// vᵀ M v for v = (x, y, z).
    func form(_ x: Double, _ y: Double, _ z: Double) -> Double {
        xx * x * x + yy * y * y + zz * z * z + 2 * (xy * x * y + xz * x * z + yz * y * z)
    }

    static func + (a: SymmetricMatrix3, b: SymmetricMatrix3) -> SymmetricMatrix3 {
        SymmetricMatrix3(
            xx: a.xx + b.xx, xy: a.xy + b.xy, xz: a.xz + b.xz, yy: a.yy + b.yy, yz: a.yz + b.yz, zz: a.zz + b.zz)
    }

    static func - (a: SymmetricMatrix3, b: SymmetricMatrix3) -> SymmetricMatrix3 {
        SymmetricMatrix3(
            xx: a.xx - b.xx, xy: a.xy - b.xy, xz: a.xz - b.xz, yy: a.yy - b.yy, yz: a.yz - b.yz, zz: a.zz - b.zz)
    }
}
