/// Who is in a class, as all nodes together know it.
///
/// A class lies on the server that its name leads to. What is written stands for a while and has to be written again: what a node
/// that died had written goes by itself.
extension LogStore {
    /// Whether the class's server can be asked now.
    public func isUsable(forClass name: String) -> Bool { isUsable(home(of: Self.place(name))) }

    /// Writes entries of a class, each for this long.
    public func write(_ entries: [ClassEntry], ofClass name: String, forMilliseconds ttl: Int) {
        var command = Self.command(ClassScripts.write, name)
        command.add("\(ttl)")
        for entry in entries {
            command.add(entry.name)
            command.add(entry.text)
        }
        send(command, toServer: home(of: Self.place(name)), reading: \.text) { _ in }
    }

    /// Reads the entries of a class; the handler gets nil where there is no answer.
    public func entries(ofClass name: String, _ handler: @escaping ([ClassEntry]?) -> Void) {
        send(
            Self.command(ClassScripts.read, name), toServer: home(of: Self.place(name)), reading: Self.entries, handler)
    }

    private static func entries(_ reply: RedisReply) -> [ClassEntry]? {
        guard let fields = reply.elements, fields.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: fields.count, by: 2).compactMap { index in
            guard let name = fields[index].text, let text = fields[index + 1].bytes else { return nil }
            return ClassEntry(name: name, text: text)
        }
    }

    private static func command(_ script: String, _ name: String) -> RedisCommand {
        RedisCommand("EVAL", script, "2", place(name) + ":until", place(name) + ":list")
    }

    private static func place(_ name: String) -> String { "pilsun:class:{\(name)}" }
}
