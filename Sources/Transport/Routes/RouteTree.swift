internal import Wire

/// The routes by the parts of their paths. A word goes before a parameter, a parameter before a rest; of a word
/// that was taken only the rest behind it is looked at.
struct RouteTree {
    /// What is found under a path: its routes, and what stands for their parameters.
    struct Found {
        let resource: Resource
        let parameters: [(name: String, value: Substring)]
    }

    /// All routes of one path.
    struct Resource {
        var routes: [Route] = []

        func route(for method: HTTPMethod) -> Route? { routes.first { $0.methods.contains(method) } }

        /// What may be asked for here, for `Allow`.
        var methods: [HTTPMethod] {
            let methods = HTTPMethod.known.filter { method in routes.contains { $0.methods.contains(method) } }
            return methods.contains(.options) ? methods : methods + [.options]
        }

        var origins: Route.Origins { routes[0].origins }
    }

    private final class Node {
        var words: [Substring: Node] = [:]
        var parameter: (name: String, node: Node)?
        var rest: (name: String, resource: Resource)?
        var resource: Resource?
    }

    private let root = Node()

    init(_ routes: [Route]) {
        for route in routes { add(route) }
    }

    private func add(_ route: Route) {
        var node = root
        for part in route.pattern.parts {
            switch part {
            case .word(let word):
                let next = node.words[word] ?? Node()
                node.words[word] = next
                node = next
            case .parameter(let name):
                let next = node.parameter?.node ?? Node()
                precondition(node.parameter.map { $0.name == name } ?? true, "one place, one name")
                node.parameter = (name, next)
                node = next
            case .rest(let name):
                var resource = node.rest?.resource ?? Resource()
                resource.routes.append(route)
                node.rest = (name, resource)
                return
            }
        }
        var resource = node.resource ?? Resource()
        resource.routes.append(route)
        node.resource = resource
    }

    /// What is at a path; nil where there is nothing.
    func find(_ path: String) -> Found? {
        var node = root, parameters: [(name: String, value: Substring)] = []
        // The deepest place at which all that is left would have been taken.
        var rest: Found?
        for part in RoutePattern.parts(of: path[...]) {
            if let open = node.rest {
                rest = Found(
                    resource: open.resource, parameters: parameters + [(open.name, path[part.startIndex...])])
            }
            if let next = node.words[part] {
                node = next
            } else if let (name, next) = node.parameter, !part.isEmpty {
                parameters.append((name, part))
                node = next
            } else {
                return rest
            }
        }
        return node.resource.map { Found(resource: $0, parameters: parameters) } ?? rest
    }
}
