/// What the order of writing costs: people rarely write in a wild order, so of two equal explanations the orderly one is likelier.
enum Disorder {
    /// Most pairs in the wrong order that are counted.
    private static let most = 4

    /// The price of an order.
    static func price(_ listing: [Int], _ roles: [Judgement.Role]) -> Double {
        var places: [Int] = []
        for role in roles {
            if let item = role.items.first, let place = listing.firstIndex(of: item) { places.append(place) }
        }
        var inversions = 0
        for i in places.indices {
            for j in places.indices where j > i && places[j] < places[i] { inversions += 1 }
        }
        return Double(min(inversions, most)) * Tuning.disorder
    }
}
