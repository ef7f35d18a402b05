import Benchmark
import Workloads

let nanoseconds = BenchmarkMetric.custom("ns per operation", polarity: .prefersSmaller, useScalingFactor: false)
let allocations = BenchmarkMetric.custom(
    "allocations per 1,000 operations", polarity: .prefersSmaller, useScalingFactor: false)

let benchmarks: @Sendable () -> Void = {
    for workload in workloads {
        Benchmark(
            workload.name, configuration: .init(metrics: [nanoseconds, allocations], maxDuration: .seconds(2))
        ) { benchmark in
            let cost = workload.run()
            benchmark.measurement(nanoseconds, Int(cost.nanosecondsEach.rounded()))
            benchmark.measurement(allocations, Int((cost.allocationsEach * 1_000).rounded()))
        }
    }
}
