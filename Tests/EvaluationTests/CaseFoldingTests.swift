import CriteriaSemantics
import Evaluation
import Testing

/// Simple case folding and the patterns that rest on it.
@Suite struct CaseFoldingTests {
  @Test func lettersFoldOneToOne() {
    for (text, folded) in [
      ("ABCxyz", "abcxyz"), ("[@`{", "[@`{"), ("ÀÖØÞ×", "àöøþ×"), ("\u{1E9E}", "ß"), ("ß", "ß"), ("İ", "İ"),
      ("ı", "ı"),
      ("I", "i"), ("Σσς", "σσσ"), ("\u{17F}", "s"), ("\u{212A}", "k"), ("\u{212B}", "å"), ("µ", "μ"),
      ("\u{13A0}\u{AB70}\u{13F8}", "\u{13A0}\u{13A0}\u{13F0}"), ("\u{10400}", "\u{10428}"), ("Ǆǅǆ", "ǆǆǆ"),
      ("\u{1C80}", "\u{432}"), ("ПРИВЕТ", "привет"), ("ΆΈ", "άέ"), ("Ÿ", "ÿ"), ("ﬀ", "ﬀ"), ("日本 😀", "日本 😀"),
      ("\u{1E921}", "\u{1E943}"), ("Ａ", "ａ"),
    ] {
      #expect(String(decoding: CaseFolding.folded(text.utf8), as: UTF8.self) == folded, "\(text)")
    }
    #expect(CaseFolding.folded([0xFF, 0x41, 0xC3]) == [0xFF, 0x61, 0xC3])
  }

  /// A folding folds to itself, or texts that are alike could be told apart.
  @Test func foldingTwiceChangesNothing() {
    let changed = (UInt32(0)...0x1_FFFF).first {
      CaseFolding.fold(CaseFolding.fold($0)) != CaseFolding.fold($0)
    }
    #expect(changed == nil)
    #expect((UInt32(0)...0x1_FFFF).count { CaseFolding.fold($0) != $0 } > 1400)
  }

  /// Where the standard library's lower case is one other scalar whose upper case leads back, folding agrees.
  @Test func foldingAgreesWithTheStandardLibrary() {
    var different: [String] = []
    for code in UInt32(0)...0x1_FFFF {
      guard let scalar = Unicode.Scalar(code), scalar.properties.changesWhenLowercased,
        scalar.properties.changesWhenCaseFolded
      else { continue }
      let lower = Array(scalar.properties.lowercaseMapping.unicodeScalars)
      guard lower.count == 1, let only = lower.first, only.value != CaseFolding.fold(code) else { continue }
      different.append(String(code, radix: 16))
    }
    // Cherokee folds to its capitals; letters younger than the table stay.
    let unexpected = different.filter { code in
      guard let value = UInt32(code, radix: 16) else { return true }
      let isCherokee = (0x13A0...0x13F5).contains(value)
      return !isCherokee && CaseFolding.fold(value) != value
    }
    #expect(unexpected == [])
  }

  @Test func patterns() {
    for (pattern, text, matches) in [
      ("%", "", true), ("", "", true), ("", "a", false), ("_", "é", true), ("_", "e\u{301}", false),
      ("__", "😀", false),
      ("a%b%c", "aXbXbc", true), ("a%b%c", "acb", false), ("%aab", "aaab", true), ("%ab%ab%", "abab", true),
      ("%ab%ab%", "aba", false), ("a%_", "a", false), ("a%_", "ab", true), ("%_%_%", "x", false),
      ("%_%_%", "xy", true),
      ("stra\u{1E9E}e", "STRAßE", true), ("strasse", "Straße", false), ("\\%", "%", true),
      ("\\%", "\\x", false),
      ("\\\\", "\\", true), ("a\\", "A\\", true), ("\\_x", "_X", true), ("k", "\u{212A}", true),
      ("%ſ%", "boSs", true),
      ("i", "İ", false), ("%%_%%", "", false),
    ] {
      #expect(
        LikePattern(Array(pattern.utf8), like: .sql).matches(text.utf8) == matches, "\(pattern) on \(text)")
    }
  }
}
