/// A setting's value cannot be taken; the setting itself says what it wants instead.
struct UnusableValue: Error {
    /// The value in question, where it helps to name it: an element of a list.
    let value: String?

    init(_ value: String? = nil) { self.value = value }
}
