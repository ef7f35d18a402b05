/// Whether the event says that all ink up to this number is taken in; a checkpoint may stand behind the number.
func acknowledges(_ event: String, _ number: Int) -> Bool {
    event.hasPrefix(#"["ink:ack",{"ink":\#(number)}"#) || event.hasPrefix(#"["ink:ack",{"ink":\#(number),"#)
}
