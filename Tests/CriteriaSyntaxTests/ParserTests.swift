import CriteriaSyntax
import SourceText
import Testing

@Suite("Parser")
struct ParserTests {
  @Test func probe() {
    for text in probes {
      var parser = CriteriaParser()
      let mapped = makeText(text)
      parser.parse(mapped, knownFields: KnownFields(["dept", "team"]))
      print(
        "PROBE|\(text.debugDescription)|\(sketch(parser.tree, mapped.bytes))|\(sketchDiagnostics(parser.tree, mapped.bytes))"
      )
    }
  }
}
func makeText(_ text: String) -> MappedText {
  let bytes = Array(text.utf8)
  var holes: [Hole] = []
  var i = 0
  while i + 1 < bytes.count {
    if bytes[i] == 0x24, bytes[i + 1] == 0x7B, let e = bytes[i...].firstIndex(of: 0x7D) {
      holes.append(Hole(range: ByteRange(i, e + 1), name: ByteRange(i + 2, e), form: .dollarBrace))
      i = e + 1
    } else {
      i += 1
    }
  }
  return MappedText(bytes: bytes, holes: holes)
}
let probes = [
  "(department==Engineering) && (isactive==true)", "a==1", "", "  ", "a==1 || b==2 && c==3", "(a==1", "a==1)",
  "a==", "a== && b==2", "a=>5 && b<>x",
  "a==1 AND b==2", "team==Research and Development", "a==1 and dept like x", "(a==1) and (b==2)",
  "(a==1)AND(b==2)", "a==\"x\" or b==1", "a==\"John\" Doe", "name==O'Brien", "a==R&D && b==AT&T",
  "f==(a || b) && c==1", "f==(a)", "in==5", "not (a==1 || b==2)", "!a==1", "!(a==1)", "not a==1",
  "\"team\"==x", "[team]==x", "a in x,y , z", "a in (x, y)", "a in [x,y] && b==1", "a in ()", "a in",
  "a in (x,y,)", "a in x,,y", "a in ,x", "a in (x y, z",
  "a:equals:5", "(Team:5)", "a.contains(\"x\") && b==1", "%28a%3D%3D1%29", "a%3D%3D1", "a contains x",
  "a between 1 and 5", "a is null", "a LIKE x", "a not  in (x)", "f=<name>", "<field_name>==<field_value>",
  "f=<5", "${x}", "${a} && b==1", "(a==1) ${rest}", "a==${x} AND b==2", "userid == ${u} b==3", "${p}_id == 5",
  "x ${op} 5", "a==b c==d", "a==b dept like x", "a==1\nb==2", "a==\nb==2", "a==\nvalue", "a== =x",
  "a\u{a0}==\u{a0}b\u{a0}&& c==d", "（a＝＝b）＆＆（c==d）", "a==“x”", "a==1 &&& b==2", "a==1 && && b==2", "()",
  "a==1 && ", "(a==1 && )", "((a==1)", "a foo b", "a foo (x) && b==1", "(a==1) foo",
  "a==INC-42 && b==https://x/?a=b&c=d", "a==1 & b==2", "a==x | dept like y", "a in x and b==1",
  "a in (x and b==1)", "a in (${x})", "a in ${x}", "a==\"x\\\"y\"", "a==''", "a like \"%x%\")",
  "f== and g==1", "a==1; b==2", "a=~x", "a===b", "and a==1", "(a==1)(b==2)", "a==\"x\" b==1", "a in\nb==1",
  "a in x,\nb==1", "a in x,\n y", "山田==x", "dept==山田　太郎",
]
