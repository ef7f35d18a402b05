/// Why a raster could not be made or compared.
public enum VisionError: Error, Equatable, Sendable {
    /// OpenCV refused its arguments.
    case refused
    /// There was no memory for the raster.
    case outOfMemory
    /// Something else went wrong inside OpenCV.
    case failed
}
