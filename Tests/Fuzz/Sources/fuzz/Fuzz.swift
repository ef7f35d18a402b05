import Foundation
import FuzzTargets

/// Which target libFuzzer drives: the value of `PILSUN_FUZZ`.
private let target: FuzzTarget = {
    let name = ProcessInfo.processInfo.environment["PILSUN_FUZZ"] ?? ""
    guard let target = FuzzTarget(rawValue: name) else {
        let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
        fatalError("Set PILSUN_FUZZ to one of \(names).")
    }
    return target
}()

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    do {
        try target.run(Array(UnsafeBufferPointer(start: start, count: count)))
    } catch {
        fatalError("\(target.rawValue): \(error)")
    }
    return 0
}

/// What libFuzzer calls once before: writes the inputs to begin with into the folder of `PILSUN_FUZZ_SEEDS`.
@_cdecl("LLVMFuzzerInitialize")
public func fuzzInitialize(
    _ count: UnsafeMutablePointer<CInt>?, _ arguments: UnsafeMutablePointer<Arguments?>?
) -> CInt {
    guard let folder = ProcessInfo.processInfo.environment["PILSUN_FUZZ_SEEDS"] else { return 0 }
    for (index, seed) in target.seeds.enumerated() {
        let file = URL(fileURLWithPath: folder).appendingPathComponent("seed-\(index)")
        do {
            try Data(seed).write(to: file)
        } catch {
            fatalError("The seed cannot be written: \(error)")
        }
    }
    return 0
}

/// libFuzzer's own loop.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<Arguments?>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The arguments of a program as C hands them over.
public typealias Arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// The main function: the package manager links an executable's under the executable's name, where libFuzzer's is not found.
@_cdecl("fuzz_main")
public func fuzzMain(_ count: CInt, _ arguments: Arguments?) -> CInt {
    var count = count, arguments = arguments
    return runDriver(&count, &arguments) { fuzzOneInput($0, $1) }
}
