import ArgumentParser
import Characters
import Checking
import FoundationEssentials
import Records
import SQLiteArchive
import Server
import Sessions

extension DatabaseCommand {
    /// `pilsun db check`
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Folds every attempt anew, and says which ones come out differently.",
            discussion: """
                A line for each attempt that differs, and one with the counts at the end. Ends with 1 where the file is damaged, or where an \
                attempt that this version of the engine judged comes out differently; those of other versions and libraries are counted.
                """)

        @OptionGroup var records: RecordsOptions
        @OptionGroup var libraries: LibraryOptions

        func run() throws {
            let environment = ProcessInfo.processInfo.environment
            let (archive, path) = try records.open(environment)
            defer { archive.close() }
            let damages = records.server(environment) == nil ? try SQLiteArchive.damages(of: path) : []
            for damage in damages { print("damaged: \(damage)") }
            let source = try libraries.source(), library = source.digest
            let counts = try waiting {
                var counts = Counts(), after: RecordID?
                repeat {
                    let page = try await archive.attempts(of: nil, after: after, limit: 500)
                    for attempt in page.items { counts.take(attempt, source: source, library: library) }
                    after = page.next
                } while after != nil
                return counts
            }
            print(counts.line)
            if counts.different > 0 || !damages.isEmpty { throw ExitCode(1) }
        }
    }

    /// What became of the attempts that were folded anew.
    struct Counts: Sendable {
        var same = 0
        var different = 0
        var older = 0
        var olderDifferent = 0
        var unknown = 0

        var line: String {
            "attempts: \(same) same, \(different) different; of other engines \(older), \(olderDifferent) of them different; "
                + "\(unknown) of characters that no library has"
        }

        mutating func take(_ attempt: Attempt, source: some CharacterSource, library: String) {
            let summary = attempt.summary, judgement: AttemptJudgement?
            let isOwn = summary.engine == Int64(AttemptJudgement.engine) && summary.library == library
            do throws(UnknownCharacter) {
                judgement = try AttemptJudgement(of: attempt, source: source)
            } catch {
                unknown += 1
                return
            }
            let isSame = judgement == AttemptJudgement(summary)
            switch (isOwn, isSame) {
            case (true, true): same += 1
            case (true, false):
                different += 1
                print(
                    "different: \(summary.id) “\(summary.character)” \(Self.words(AttemptJudgement(summary), judgement))"
                )
            case (false, _):
                older += 1
                if !isSame { olderDifferent += 1 }
            }
        }

        private static func words(_ kept: AttemptJudgement, _ now: AttemptJudgement?) -> String {
            guard let now else { return "comes to no judgement" }
            return "was \(words(kept)), is \(words(now))"
        }

        private static func words(_ judgement: AttemptJudgement) -> String {
            "\(judgement.isCorrect ? "correct" : "wrong") \(judgement.score)\(judgement.faults.text.dropLast())"
        }
    }
}
