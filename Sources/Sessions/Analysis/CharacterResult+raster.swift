import Ink
import Vision
import Wire

extension CharacterResult.Feature {
    /// The features by the names that clients know them by.
    static func list(_ features: RasterFeatures) -> [CharacterResult.Feature] {
        [
            Self(name: "similarity", value: features.similarity),
            Self(name: "overlap", value: features.overlap),
            Self(name: "coverage", value: features.coverage),
            Self(name: "spill", value: features.spill),
            Self(name: "inkDistance", value: features.inkDistance),
            Self(name: "referenceDistance", value: features.referenceDistance),
            Self(name: "centroidX", value: features.centroidOffset.x),
            Self(name: "centroidY", value: features.centroidOffset.y),
            Self(name: "inkSpreadXX", value: features.inkSpread.xx),
            Self(name: "inkSpreadXY", value: features.inkSpread.xy),
            Self(name: "inkSpreadYY", value: features.inkSpread.yy),
            Self(name: "referenceSpreadXX", value: features.referenceSpread.xx),
            Self(name: "referenceSpreadXY", value: features.referenceSpread.xy),
            Self(name: "referenceSpreadYY", value: features.referenceSpread.yy),
        ]
    }
}
