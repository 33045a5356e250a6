import CriteriaSyntax
import Formatting
import SourceText
import Testing

/// Before and after, a row each; nil where the text is canonical or left as it is. Every row's result is formatted
/// again, and its meaning compared.
@Suite("Canonical spelling")
struct CriteriaFormatterTests {
  private struct Row {
    let before: String
    var after: String?
    var options = FormatOptions()
    var known: [String] = []

    init(_ before: String, _ after: String? = nil, _ options: FormatOptions = .init(), known: [String] = []) {
      self.before = before
      self.after = after
      self.options = options
      self.known = known
    }
  }

  private static let v2 = FormatOptions(api: .v2)
  private static let doubled = FormatOptions(equality: .canonical)
  private static let narrow = FormatOptions(width: 30)

  private let official = [
    Row("(empname=John) && (isactive=true)"),
    Row("(department==Engineering) && (isactive==true)"),
    Row("availability==true"),
    Row("name==${dynamic_value}"),
    Row("<field_name>==<field_value>"),
    Row("taskid ==${taskId}", "taskid==${taskId}"),
    Row("userid == ${user.get(\"id\")}", "userid==${user.get(\"id\")}"),
    Row("(user_id==123)"),
    Row("userid==\"${user.get(\"id\")}\""),
    Row(" priority==high ", "priority==high"),
    Row(""),
    Row(" \n", ""),
    Row("userid==${userId} AND notificationtype==weekly_summary"),
  ]

  private let blanks = [
    Row("a  ==  1", "a==1"),
    Row("a != 1 && b >= 2||c<3", "(a!=1) && (b>=2) || (c<3)"),
    Row("( a==1 )", "(a==1)"),
    Row("a like%x%", "a like %x%"),
    Row("a   not   like   x", "a not like x"),
    Row("a NOT\tLIKE x", "a NOT LIKE x"),
    Row("a in( 1 , 2,\n3 )", "a in (1,2,3)"),
    Row("a in 1, 2 ,3", "a in 1,2,3"),
    Row("a not  in(\"x, y\", 'z' )", "a not in (\"x, y\",'z')"),
    Row("a in (b c ,  d)", "a in (b c,d)"),
    Row("a in 1,,2", nil),
    Row("a==\n  b", "a==b"),
    Row("a\n==b\n", "a==b"),
    Row("a==1\n&&\nb==2", "(a==1) && (b==2)"),
    Row("a==1\r\n  && b==2\r\n", "(a==1) && (b==2)"),
    Row("a==John   Doe", nil),
    Row("a== John   Doe\t", "a==John   Doe"),
    Row("a==\"x \" && b== ' y'", "(a==\"x \") && (b==' y')"),
    // A value that begins with an operator keeps the blank before it.
    Row("a==  =1", "a== =1"),
    Row("a>  =1", "a> =1"),
    Row("a= !=b", "a= !=b"),
    Row("a=  ~b", "a= ~b"),
    Row("a== !b", "a==!b"),
    Row("a = <name>", "a=<name>"),
    Row("a = {name}", "a={name}"),
  ]

  private let parentheses = [
    Row("a==1 && b==2", "(a==1) && (b==2)"),
    Row("a==1 && b==2", nil, v2),
    Row("a==1&&(b==2)", "a==1 && (b==2)", v2),
    Row("a==1 && b==2", nil, FormatOptions(parentheses: .keep)),
    Row("a==1 || b==2 && c==3", "(a==1) || (b==2) && (c==3)"),
    Row("(a==1 || b==2) && c==3", "((a==1) || (b==2)) && (c==3)"),
    Row("((a==1)) && (((b==2)))", nil),
    Row("((a==1 && b==2))", "(((a==1) && (b==2)))"),
    Row("(a==1)", nil),
    Row("a==1", nil),
    Row("a in 1,2 && b==3", "(a in 1,2) && (b==3)"),
    Row("${filter} && a==1", "${filter} && (a==1)"),
    Row("${filter}", nil),
    Row("${filter}  a==1", "${filter} (a==1)"),
    Row("${filter}\na==1 && b==2", "${filter} (a==1) && (b==2)"),
    Row("(a==1)\n${more}  ${rest}", "(a==1) ${more} ${rest}"),
    Row("(a==1)${more}", nil),
    Row("(${filter})||${other}", "(${filter}) || ${other}"),
    Row("${field}==${value} && a==1", "(${field}==${value}) && (a==1)"),
    Row("{{a}}&&{{b}}", "{{a}} && {{b}}"),
    Row("a==x(y) && b==O'Brien", "(a==x(y)) && (b==O'Brien)"),
    Row("a==R&D && b==https://x/?a=b&c=d", "(a==R&D) && (b==https://x/?a=b&c=d)"),
    Row("a==\"John\" Doe && b==1", "(a==\"John\" Doe) && (b==1)"),
  ]

  private let equality = [
    Row("a=1", nil),
    Row("a = 1", "a==1", doubled),
    Row("a=1 && b==2", "(a==1) && (b==2)", doubled),
    Row("a= =1", "a== =1", doubled),
  ]

  private let untouched = [
    Row("a = = = ", "a= = ="), Row("a  == 1 AND b == 2"), Row("a  => 1"), Row("a  contains b"),
    Row("( a == 1"),
    Row("a == 1 )"), Row("! ( a == 1 )"), Row("a in ( 1, 2, )"), Row("a  == ${x"), Row("\u{A0}a == 1"),
    Row("a  =="), Row("a == 1 &&"),
    Row("a==and b", nil),
    // What a hole may hold an operator for is kept.
    Row("status{{y}}not  innot like{{z}}"), Row("${x}  eq \"a b"),
  ]

  private let unicode = [
    Row("部署 == 開発"),
    Row("a == 山田　太郎", "a==山田　太郎"),
    Row("a=='😀 x' && b==é", "(a=='😀 x') && (b==é)"),
    Row("a== 1 & known in x", nil, known: ["known"]),
    Row("a== 1 & unknown in x", "a==1 & unknown in x"),
  ]

  private let lines = [
    Row("a==1 && b==2", "(a==1) && (b==2)", FormatOptions(width: 16)),
    Row("a==1 && b==2", "(a==1)\n  && (b==2)", FormatOptions(width: 15)),
    Row(
      "alpha==1 && beta==2 || gamma==3", "(alpha==1) && (beta==2)\n  || (gamma==3)", narrow),
    Row(
      "alpha==1111 && beta==22222222222 || gamma==3",
      "(alpha==1111)\n    && (beta==22222222222)\n  || (gamma==3)", narrow),
    Row(
      "(alpha==1111 || beta==22222222222) && gamma==3",
      "((alpha==1111)\n    || (beta==22222222222))\n  && (gamma==3)", narrow),
    Row(
      "gamma==3 && (alpha==11 || beta==2222222)", "(gamma==3)\n  && ((alpha==11)\n    || (beta==2222222))",
      narrow),
    Row("a==1\n  || b==2", "(a==1) || (b==2)"),
    // Values and lists are never broken.
    Row("alpha==one two three four five six seven eight", nil, narrow),
    Row("a in (one, two, three, four, five, six, seven)", "a in (one,two,three,four,five,six,seven)", narrow),
    // Wide characters take two columns.
    Row("a==開発開発 && b==開発開発", "(a==開発開発)\n  && (b==開発開発)", FormatOptions(width: 29)),
    Row("a==開発開発 && b==開発開発", "(a==開発開発) && (b==開発開発)", FormatOptions(width: 30)),
  ]

  @Test func everyRowComesOutAsItShould() {
    for row in official + blanks + parentheses + equality + untouched + unicode + lines {
      let outcome = run(row.before, row.options, KnownFields(row.known))
      #expect(outcome.text == row.after ?? row.before, "\(row.before.debugDescription)")
      #expect(outcome.isSound, "\(row.before.debugDescription) gave \(outcome.text.debugDescription)")
    }
  }

  /// v3, "Update records", criteria: at most 500 characters.
  @Test func aTextIsNotPushedOverTheLimit() {
    func compound(_ length: Int) -> String {
      "a==1 && b==" + String(repeating: "é", count: length - 11)
    }
    let options = FormatOptions(width: 1_000)
    #expect(run(compound(496), options).text.unicodeScalars.count == 500)
    #expect(run(compound(497), options).text == compound(497))
    #expect(run(compound(501), options).text.hasPrefix("(a==1) && (b=="))
    let hole = "${" + String(repeating: "x", count: 600) + "}"
    #expect(run(hole + " && a==1", options).text == hole + " && (a==1)")
  }

  /// Comments between the lines of a text stay where they are.
  @Test func linesThatCommentsStandBetweenStayApart() {
    let rows: [(lines: [String], after: [String])] = [
      (["a==1", "&& b==2"], ["(a==1)", "  && (b==2)"]),
      (["a==1 &&", "b==2"], ["(a==1)", "  && (b==2)"]),
      (["a==1", "&&", "b==2"], ["(a==1)", "", "  && (b==2)"]),
      (["a==", "1"], ["a==", "  1"]),
      (["a in (1,", "2, 3)"], ["a in (1,", "  2,3)"]),
      (["(", "a==1 && b==2)"], ["(", "  (a==1) && (b==2))"]),
      (["(a==1 && b==2 ||", "c==3) && d==4"], ["((a==1) && (b==2)", "    || (c==3))\n  && (d==4)"]),
      (["a=='x", "y'"], ["a=='x", "y'"]),
    ]
    for row in rows {
      let bytes = Array(row.lines.joined(separator: "\n").utf8)
      let breaks = Array(
        row.lines.dropLast().reduce(into: []) { $0.append(($0.last ?? 0) + $1.utf8.count + 1) })
      var formatter = CriteriaFormatter()
      let changed = formatter.format(MappedText(bytes: bytes), options: .init(), commentBreaks: breaks)
      let output = changed ? formatter.output : bytes
      let ends = changed ? formatter.outputBreaks : breaks
      var parts: [String] = []
      for (start, end) in zip([0] + ends, ends + [output.count]) {
        let part = String(decoding: output[ByteRange(start, end)], as: UTF8.self)
        parts.append(part.hasSuffix("\n") ? String(part.dropLast()) : part)
      }
      #expect(parts == row.after, "\(row.lines)")
    }
  }

  private struct Outcome {
    let text: String
    let isSound: Bool
  }

  /// Formats a text; sound is a result that means the same and is stable.
  private func run(_ source: String, _ options: FormatOptions, _ known: KnownFields = .none) -> Outcome {
    var scanner = HoleScanner()
    let before = scanner.addHoles(to: MappedText(bytes: Array(source.utf8)), forms: .all)
    var formatter = CriteriaFormatter()
    guard formatter.format(before, options: options, knownFields: known) else {
      return Outcome(text: source, isSound: true)
    }
    let after = scanner.addHoles(to: MappedText(bytes: formatter.output), forms: .all)
    let text = String(decoding: formatter.output, as: UTF8.self)
    var parser = CriteriaParser()
    parser.parse(before, knownFields: known)
    let tree = parser.tree
    parser.parse(after, knownFields: known)
    let isSame = parser.tree.hasSameMeaning(after.bytes, as: tree, before.bytes)
    return Outcome(
      text: text, isSound: isSame && !formatter.format(after, options: options, knownFields: known))
  }
}
