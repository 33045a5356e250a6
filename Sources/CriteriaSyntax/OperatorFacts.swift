/// What the parser needs of a row of the operator table, without its texts.
struct OperatorFacts: Sendable {
  let id: UInt16
  let comparison: Comparison
  let status: OperatorStatus
}
