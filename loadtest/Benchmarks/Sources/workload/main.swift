import Workloads

// workload                  lists the names, one a line
// workload NAME TIMES       does it so many times and prints operations, nanoseconds and allocations of one operation
// workload --session-bytes  prints how much memory a session holds in the middle of a character
if CommandLine.arguments.count == 1 {
    for workload in workloads { print(workload.name) }
} else if CommandLine.arguments[1...] == ["--session-bytes"] {
    print(bytesOfASession(strokes: 9, of: 100))
} else if CommandLine.arguments.count == 3, let times = Int(CommandLine.arguments[2]),
    let workload = workloads.first(where: { $0.name == CommandLine.arguments[1] })
{
    let costs = (0..<times).map { _ in workload.run() }
    let operations = costs.reduce(0) { $0 + $1.operations }
    let best = costs.map(\.nanosecondsEach).min() ?? 0
    print(operations, best, Double(costs.reduce(0) { $0 + $1.allocations }) / Double(operations))
} else {
    print("usage: workload [NAME TIMES | --session-bytes]")
}
