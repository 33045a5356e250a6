import CriteriaSyntax
import JSONSyntax
import SourceText

/// Members that datastores and fields have alike.
extension SchemaFileReader {
  /// A string that must be there and not be empty; its value, or nil after a report.
  mutating func requiredString(_ key: String, of object: JSONValue, what: String, code: String) -> JSONValue?
  {
    guard let value = object[key] else {
      reportMissing(key, of: object, what: what, code: code)
      return nil
    }
    guard let text = value.string else {
      reportUnlessBroken(value, "expected `\(key)` to be a string, found \(name(of: value))", code: code)
      return nil
    }
    if text.isEmpty {
      report(value, "expected `\(key)` to name \(what), found an empty string", code: code)
      return nil
    }
    return value
  }

  /// A text for people: creation requires it of a datastore, checks do without.
  mutating func displayText(
    _ key: String, of object: JSONValue, what: String, limit: Int, code: String
  ) -> String? {
    guard let value = object[key] else {
      if isCreation, api == .v3 { reportMissing(key, of: object, what: what, code: code, isWarning: true) }
      return nil
    }
    guard let text = value.string else {
      if !isCreation, value.isNull { return nil }
      reportUnlessBroken(value, "expected `\(key)` to be a string, found \(name(of: value))", code: code)
      return nil
    }
    let length = text.unicodeScalars.count
    if isCreation, api == .v3, length > limit {
      warn(value, "`\(key)` has \(length) characters; at most \(limit) are allowed", code: code)
    }
    return text
  }

  mutating func flag(_ key: String, of object: JSONValue) -> Bool {
    guard let value = object[key] else { return false }
    if let flag = value.bool { return flag }
    if !isCreation {
      if value.isNull { return false }
      if let text = value.string, text == "true" || text == "false" { return text == "true" }
    }
    reportUnlessBroken(
      value, "expected `\(key)` to be `true` or `false` without quotes, found \(name(of: value))",
      code: "datastore_fields_invalid_value")
    return false
  }

  /// `[a-z][a-z0-9_]*`, at most 20 characters, in v2 30 (v3, "Create a datastore"; the v2 help pages).
  mutating func checkUniqueName(_ value: JSONValue, what: String, code: String) {
    guard isCreation, let text = value.string else { return }
    let bytes = Array(text.utf8)
    let problem = FieldName.problem(bytes, ByteRange(0, bytes.count), api: api)
    let limit = Limits.nameLength(api)
    switch problem {
    case .characters where api == .v3:
      report(
        value,
        "`\(text)` cannot name a \(what): expected lowercase letters, digits and `_`, beginning with a letter",
        code: code)
    case .tooLong where api == .v3:
      let hint =
        bytes.count <= Limits.nameLength(.v2) ? "; `\"api\": \"v2\"` allows \(Limits.nameLength(.v2))" : ""
      warn(value, "`\(text)` has \(bytes.count) characters; at most \(limit) are allowed\(hint)", code: code)
    case .tooLong:
      warn(value, "`\(text)` has \(bytes.count) characters; the v2 help pages allow at most \(limit)")
    case .characters, nil: break
    }
  }

  /// Of two members with one key only the last counts, which nobody means.
  mutating func reportDuplicateKeys(_ object: JSONValue) {
    for (member, _) in object.shadowedMembers {
      warn(member.key, "`\(member.key.string ?? "")` stands twice in this object; the last one counts")
    }
  }

  /// Names keys that are most likely a misspelling of one that is not there. Others are left alone: drafts and
  /// tools add their own.
  mutating func checkKeys(_ object: JSONValue, known: [String], of what: String) {
    guard isCreation else { return }
    let keys = object.members.compactMap { $0.key.string }
    let absent = known.filter { !keys.contains($0) }
    for member in object.members {
      guard let key = member.key.string, !known.contains(key),
        let nearest = Suggestions.nearest(to: key, in: absent)
      else { continue }
      warn(member.key, "`\(key)` is no key of \(what); did you mean `\(nearest)`")
    }
  }

  mutating func reportMissing(
    _ key: String, of object: JSONValue, what: String, code: String, isWarning: Bool = false
  ) {
    let found = object.members.compactMap { $0.key.string }
    // The misspelling has been named by `checkKeys`.
    let isMisspelt = isCreation && found.contains { Suggestions.nearest(to: $0, in: [key]) != nil }
    if isWarning {
      if isMisspelt { return }
      let reason = isCreation ? "\"Create a datastore\" requires it" : "the API answers it"
      warn(object, "`\(key)` is missing; \(reason)", code: code)
    } else {
      report(object, "`\(key)` is missing; \(what) must have it", code: code)
    }
  }
}
