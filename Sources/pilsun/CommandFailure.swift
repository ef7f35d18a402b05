import FoundationEssentials

/// A sentence that ends a command with exit code 1.
struct CommandFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }

    /// Why a file could not be read or written, as the rest of a sentence.
    static func reason(_ error: any Error) -> String {
        switch (error as? CocoaError)?.code {
        case .fileNoSuchFile?, .fileReadNoSuchFile?: "there is no such file or directory"
        case .fileReadNoPermission?, .fileWriteNoPermission?: "permission is denied"
        case .fileWriteOutOfSpace?: "the disk is full"
        case .fileWriteVolumeReadOnly?: "the volume is read-only"
        case .fileReadTooLarge?: "the file is too large"
        default: "\(error)"
        }
    }
}
