public import Ink

/// What a client said, checked for form; whether it makes sense now is the session's business.
public enum ClientEvent: Equatable, Sendable {
    /// An ink event; its points are in the scanner's `points`. `number` is the client's `seq`, nil where it counts not.
    case ink(InkEvent.Kind, number: UInt64?)
    /// `session:start`
    indirect case start(SessionStart)
    /// `session:resume`
    indirect case resume(SessionResume)
    /// `session:watch`
    indirect case watch(SessionWatch)
    /// `session:token`
    case token(String)
}
