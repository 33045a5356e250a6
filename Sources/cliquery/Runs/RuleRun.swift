import JSONSyntax
import Linting
import Workspace

/// One run of `rule`.
struct RuleRun {
  let name: String?
  let isJSON: Bool
  let color: ColorChoice

  func run() -> ExitCode {
    Console.color = color
    guard let name else {
      let infos = RuleRegistry.rules.map(\.info)
      Console.output.write(isJSON ? json(of: infos) : Array(list(infos).utf8))
      return Console.finish(.done)
    }
    // A name may be that of a rule of each language.
    let infos = RuleRegistry.all(name).map { RuleRegistry.rules[$0].info }
    guard let first = infos.first else {
      let alike = RuleRegistry.rules.map(\.info).filter { $0.code.hasPrefix(name.uppercased()) }
      if !name.isEmpty, !alike.isEmpty {
        Console.output.write(isJSON ? json(of: alike) : Array(list(alike).utf8))
        return Console.finish(.done)
      }
      let suggestion = RuleRegistry.suggestion(for: name).map { "; did you mean `\($0)`?" }
      Console.fail("there is no rule `\(name)`\(suggestion ?? "; `cliquery rule` lists them")")
      return .trouble
    }
    if isJSON {
      Console.output.write(infos.count == 1 ? json(of: first) : json(of: infos))
    } else {
      Console.output.write(Array(infos.map(page).joined(separator: "\n").utf8))
    }
    return Console.finish(.done)
  }

  private func list(_ infos: [RuleInfo]) -> String {
    let style = Console.outputStyle
    let width = infos.map(\.name.count).max() ?? 0
    var text = ""
    for group in RuleInfo.Group.allCases {
      let rules = infos.filter { $0.group == group }
      if rules.isEmpty { continue }
      text += "\(style.paint(group.rawValue, .bold))\n"
      for info in rules {
        let blanks = String(repeating: " ", count: width - info.name.count)
        let severity = String(repeating: " ", count: 7 - info.severity.rawValue.count)
        text += "  \(style.paint(info.code, .boldCyan))  \(info.name)\(blanks)  "
        text += info.isEnabledByDefault ? "\(style.severity(info.severity))\(severity)" : "off    "
        text += "  \(info.summary)\n"
      }
      text += "\n"
    }
    return text + "`cliquery rule CODE` shows a rule's page\n"
  }

  private func page(of info: RuleInfo) -> String {
    let style = Console.outputStyle
    var text = style.paint("\(info.code) \(info.name)", .bold)
    text += " (\(info.severity.rawValue)\(info.isEnabledByDefault ? "" : ", off until selected"))\n\n"
    for line in (RulePage.page(info.code)?.body ?? info.summary).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      text += line.hasPrefix("## ") ? style.paint(String(line.dropFirst(3)), .bold) : String(line)
      text += "\n"
    }
    return text
  }

  private func json(of infos: [RuleInfo]) -> [UInt8] {
    var writer = JSONWriter(indentation: 2)
    writer.array { writer in
      for info in infos { write(info, to: &writer) }
    }
    return writer.textWithNewline
  }

  private func json(of info: RuleInfo) -> [UInt8] {
    var writer = JSONWriter(indentation: 2)
    write(info, to: &writer)
    return writer.textWithNewline
  }

  private func write(_ info: RuleInfo, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("code", info.code)
      writer.member("name", info.name)
      writer.member("severity", info.severity.rawValue)
      writer.member("enabled", info.isEnabledByDefault)
      writer.member("group", info.group.rawValue.lowercased())
      writer.member("summary", info.summary)
      writer.member("page", RulePage.page(info.code)?.body)
    }
  }
}
