import Characters
import Sessions
import Testing
import Wire

@testable import loadtest

@Suite("Comparing answers")
struct VerifyingTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test(
        "The number is taken out, wherever it ends",
        arguments: [
            (#"["stroke:fit",{"seq":12,"character":0}]"#, #"["stroke:fit",{"character":0}]"#),
            (#"["x",{"seq":1}]"#, #"["x",{}]"#),
            (#"["analysis:result",{"character":0}]"#, #"["analysis:result",{"character":0}]"#),
            (#"["x"]"#, #"["x"]"#),
        ])
    func numbers(_ text: String, _ expected: String) {
        #expect(EventText.withoutNumber(bytes(text).span.bytes) == bytes(expected))
    }

    @Test("Arrays and objects come apart at their own commas only")
    func elements() {
        let line = bytes(#"{"id":"a,\"b","events":[["x",{"k":[1,2],"m":"],["}],["y",{}]],"n":1}"#)
        #expect(JSONElements.elements(of: line[...]).count == 3)
        let events = JSONElements.elements(of: JSONElements.member("events", of: line[...])!)
        #expect(events.map { String(decoding: $0, as: UTF8.self) } == [#"["x",{"k":[1,2],"m":"],["}]"#, #"["y",{}]"#])
        #expect(JSONElements.elements(of: bytes("[]")[...]).isEmpty)
    }

    /// What the checker says of a script of the project's own recordings.
    private func expected(_ script: PenScript) throws -> (answers: ExpectedAnswers, lines: [UInt8]) {
        var writer = RecordingWriter()
        script.write(asLog: &writer)
        var run = CheckRun(source: SourceChain([HangulSource()])), splitter = LineSplitter()
        splitter.feed(writer.json.bytes.span.bytes) { run.take($0, lineNumber: $1) }
        run.finish()
        return (try ExpectedAnswers(run.json.bytes), run.json.bytes)
    }

    @Test("A comparison that was asked for and found a difference, or compared nothing, is no valid run")
    func outcome() {
        func judged(_ compared: Int, _ different: Int) -> RunReport {
            var report = RunReport(
                scenario: "replay", url: "", transport: "ws", startedAt: "", seconds: 1, pens: 1, loops: 1, seed: 1)
            report.judge(RunReport.Verification(sessionsCompared: compared, sessionsDifferent: different))
            return report
        }
        #expect(judged(3, 0).valid)
        #expect(judged(0, 0).invalidBecause.first?.contains("nothing was compared") == true)
        #expect(judged(3, 1).invalidBecause == ["1 of 3 sessions were told something else than expected"])
    }

    @Test("Answers of other recordings are refused before a run")
    func answersOfOthers() throws {
        let script = try ScriptSource(files: [], skipsBroken: false)
            .scripts(pacing: Pacing(), charactersPerSession: 1, variations: 0, seed: 1)[0]
        var options = VerifyOptions()
        options.verify = false
        options.pilsun = nil
        options.expected = "/dev/null"
        #expect(throws: InputFault.self) { try options.expected(for: [script], variations: 0) }
        #expect(throws: InputFault.self) { try options.expected(for: [], variations: nil) }
        #expect(try options.expected(for: [], variations: 0) != nil)
    }

    @Test("The very answers are no difference; a missing, an extra and a changed one are told, with their place")
    func differences() throws {
        let script = try ScriptSource(files: [], skipsBroken: false)
            .scripts(pacing: Pacing(), charactersPerSession: 2, variations: 0, seed: 1)[0]
        let (answers, lines) = try expected(script)
        var heard: [[UInt8]] = []
        for line in lines.split(separator: UInt8(ascii: "\n")) {
            heard += JSONElements.elements(of: JSONElements.member("events", of: line)!).map { Array($0) }
        }
        func difference(_ events: [[UInt8]]) throws -> String? {
            var transcript = Transcript()
            for event in events { transcript.add(try ServerEventScanner().scan(event.span.bytes), event.span.bytes) }
            return transcript.difference(from: answers, script: script)
        }
        #expect(heard.count > 10)
        #expect(try difference(heard) == nil)
        let unknown = try ExpectedAnswers([])
        #expect(Transcript().difference(from: unknown, script: script)?.contains("no answer is known") == true)
        #expect(try difference(Array(heard.dropLast()))?.contains("never came") == true)
        #expect(try difference(heard + [heard[0]])?.contains("nothing more was expected") == true)
        var changed = heard
        changed[1] = Array(
            String(decoding: changed[1], as: UTF8.self).replacing("\"stroke\":0", with: "\"stroke\":9").utf8)
        let text = try #require(try difference(changed))
        #expect(text.contains("character 0 (가)") && text.contains("expected") && text.contains("^"))
    }

    @Test("Lines that are none of the checker's, errors, and names that come twice are refused")
    func refused() {
        let good = #"{"id":"a","events":[]}"#
        for lines in ["hello", good + "\n" + good, #"{"id":"a","error":{"code":"x"},"events":[]}"#] {
            #expect(throws: InputFault.self) { try ExpectedAnswers(bytes(lines)) }
        }
    }
}
