import CriteriaSyntax

/// Which operator suits which field type (criteria language, "Which operator on which type").
package enum TypeMatrix {
  package enum Verdict: UInt8, Sendable {
    case allowed
    /// `CQ012`: patterns are for text ("CHAR fields").
    case patternOnOther
    /// `CQ107` where the literal is a number.
    case orderingOnText
    /// `CQ108`.
    case orderingOnBoolean
    /// `CQ121`: whether large text counts as a CHAR field is not documented [decision C8].
    case patternOnLargeText
    /// `CQ119`.
    case encrypted
  }

  /// The verdict for an operator class on a type; a foreign operator and an unknown type are never judged.
  package static func verdict(_ operatorClass: Comparison.Class, on type: FieldType) -> Verdict {
    switch (operatorClass, type) {
    case (.foreign, _), (_, .unknown): .allowed
    case (_, .encryptedText): .encrypted
    case (.equality, _), (.membership, _): .allowed
    case (.ordering, .boolean): .orderingOnBoolean
    case (.ordering, .number): .allowed
    case (.ordering, _): .orderingOnText
    case (.pattern, .boolean), (.pattern, .number): .patternOnOther
    case (.pattern, .largeText): .patternOnLargeText
    case (.pattern, _): .allowed
    }
  }
}
