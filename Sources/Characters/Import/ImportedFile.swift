/// What was read from a file: every character that could be, and a fault for each that could not.
public struct ImportedFile: Equatable, Sendable {
    /// The characters, in the file's order.
    public internal(set) var characters: [ReferenceCharacter] = []
    /// Why others could not be read, in the file's order: one for each character, or one for the rest of a file that cannot be followed any further.
    public internal(set) var faults: [ImportFault] = []

    /// Takes in what `read` gives, or why it gives nothing.
    mutating func take(_ read: () throws(ImportFault) -> [ReferenceCharacter]) {
        do throws(ImportFault) {
            characters += try read()
        } catch {
            faults.append(error)
        }
    }
}
