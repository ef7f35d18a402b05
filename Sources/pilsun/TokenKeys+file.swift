import Access
import FoundationEssentials
import Server

extension TokenKeys {
    /// Reads the keys at `path`.
    init(path: String) throws(CommandFailure) {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw CommandFailure("The key “\(path)” cannot be read: \(CommandFailure.reason(error)).")
        }
        do throws(TokenKeysFault) {
            try self.init(Array(data.withoutByteOrderMark))
        } catch {
            throw CommandFailure("The key “\(path)” cannot be used: \(error).")
        }
    }
}
