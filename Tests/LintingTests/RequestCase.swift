import LintTestSupport
import Testing

/// Requests, one a line, with what is found in them and what fixes make of them.
struct RequestCase {
  let text: String
  var fixed: String?
  var unsafelyFixed: String?
  var setting = RequestSetting()
}

func check(_ cases: [RequestCase], sourceLocation: SourceLocation = #_sourceLocation) {
  for example in cases {
    let problems = checkRequests(
      example.text, example.setting, fixed: example.fixed, unsafelyFixed: example.unsafelyFixed)
    #expect(problems == [], sourceLocation: sourceLocation)
  }
}
