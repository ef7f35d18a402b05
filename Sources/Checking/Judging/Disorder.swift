/// What the order of writing costs: people rarely write in a wild order, so of two equal explanations the orderly one is likelier.
enum Disorder {
    /// Most pairs in the wrong order that are counted.
    private static let most = 4

    /// The price of an order.
    static func price(_ listing: [Int], _ roles: [Judgement.Role]) -> Double {
        var placeOfItem = [Int](repeating: -1, count: (listing.max() ?? -1) + 1)
        for (place, item) in listing.enumerated().reversed() { placeOfItem[item] = place }
        var places: [Int] = []
        places.reserveCapacity(roles.count)
        for role in roles {
            guard let item = role.items.first, item < placeOfItem.count, placeOfItem[item] >= 0 else { continue }
            places.append(placeOfItem[item])
        }
        var inversions = 0
        for i in places.indices {
            for j in 0..<i where places[j] > places[i] { inversions += 1 }
        }
        return Double(min(inversions, most)) * Tuning.disorder
    }
}
