package import Records
package import Wire

/// What the engine says of ink: the API asks, and knows nothing of how it is done. Called on threads of a pool.
package protocol InkJudge: Sendable {
    /// An attempt from a recording that nobody has judged.
    ///
    /// - Throws: an error that says what of the recording cannot be used.
    func attempt(_ recording: Recording, as summary: Attempt.Summary) throws(EventError) -> Attempt

    /// What a live client would have been told of an attempt's ink, as the elements of a JSON array (`["feedback:live",{…}],…`); empty where its
    /// character is in no library any more.
    func events(of attempt: Attempt) -> [UInt8]

    /// The characters that strokes may be, the likeliest first, with probabilities that sum to at most 1.
    func candidates(for strokes: [[RawPoint]]) -> [(text: String, probability: Double)]

    /// Whether there is a character of this text.
    func knows(_ character: Character) -> Bool
}
