/// What becomes of a refresh token that is shown.
///
/// Each refresh gives the token with the next number, and the one before is worth nothing any more, except that a client may have lost the answer,
/// or two of its tabs may have asked at once: for a short time the token one behind gives the current one again. Whoever shows an older one, or one
/// behind much later, has found or stolen it, and nobody knows which of the two is the learner: the device ends.
public enum Rotation: Hashable, Sendable {
    /// The device has a new valid number.
    case next(Device)
    /// A retry: the device as it is, the valid number is given again.
    case again(Device)
    /// The token was used up too long ago: the device ends by this.
    case reused(Device)
    /// The device was signed out before, or was never there.
    case ended

    /// Seconds for which the token one behind is still taken.
    public static let graceSeconds: Int64 = 30

    /// What is to be done about a token with this number, as the device is.
    public init(of device: Device?, shown counter: Int64, at now: Timestamp) {
        guard let device, device.endedAt == nil else {
            self = .ended
            return
        }
        if counter == device.counter {
            var next = device
            next.counter += 1
            next.rotatedAt = now
            self = .next(next)
        } else if counter == device.counter - 1, now <= device.rotatedAt.adding(seconds: Self.graceSeconds) {
            self = .again(device)
        } else {
            var ended = device
            ended.endedAt = now
            self = .reused(ended)
        }
    }
}
