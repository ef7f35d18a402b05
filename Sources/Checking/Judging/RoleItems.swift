/// The items that a written stroke stands for: none, one or two. No array, as they are asked for at every look at a judgement.
struct RoleItems: RandomAccessCollection {
    private let first: Int
    private let second: Int
    let endIndex: Int

    var startIndex: Int { 0 }

    init() { (first, second, endIndex) = (0, 0, 0) }

    init(_ item: Int) { (first, second, endIndex) = (item, 0, 1) }

    init(_ first: Int, _ second: Int) { (self.first, self.second, endIndex) = (first, second, 2) }

    subscript(_ index: Int) -> Int { index == 0 ? first : second }
}
