import FolderTestSupport
import Foundation
import Testing

/// What SARIF 2.1.0 requires; each test names the section.
@Suite("SARIF 2.1.0")
struct SARIFTests {
  private typealias Object = [String: Any]

  /// The log of a workspace with findings of all severities, fixes, related places, names that need encoding, and
  /// a path that cannot be read.
  private func log() throws -> (log: Object, run: Object, text: String) {
    let folder = try TestFolder(Sample.files)
    try folder.write("queries/a b%山.criteria", "@datastore team\n  statsu==é${x} && 山==1\n")
    let text = try folder.cliquery("check", "--hints", "--format", "sarif", ".", "missing.dg").output
    let log = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? Object)
    return (log, try #require((log["runs"] as? [Object])?.first), text)
  }

  private func results(_ run: Object) throws -> [Object] { try #require(run["results"] as? [Object]) }

  private func rules(_ run: Object) throws -> [Object] {
    try #require(((run["tool"] as? Object)?["driver"] as? Object)?["rules"] as? [Object])
  }

  @Test func `3.13 the log has version, schema and runs`() throws {
    let (log, _, _) = try log()
    #expect(log["version"] as? String == "2.1.0")
    #expect((log["$schema"] as? String)?.hasSuffix("sarif-2.1.0.json") == true)
    #expect((log["runs"] as? [Any])?.count == 1)
  }

  @Test func `3.14 a run has its tool, results and column kind`() throws {
    let (_, run, _) = try log()
    #expect(run["tool"] is Object && run["results"] is [Any])
    #expect(run["columnKind"] as? String == "unicodeCodePoints")
  }

  @Test func `3.19 the driver has a name and a version`() throws {
    let driver = try #require((try log().run["tool"] as? Object)?["driver"] as? Object)
    #expect(driver["name"] as? String == "cliquery")
    let version = try #require(driver["semanticVersion"] as? String)
    #expect(version.split(separator: ".").count == 3 && driver["version"] as? String == version)
  }

  @Test func `3.49 rules have an identifier, help and a level, each once`() throws {
    let rules = try rules(try log().run)
    let identifiers = rules.compactMap { $0["id"] as? String }
    #expect(identifiers == ["CQ001", "CQ011", "CQ014", "CQ306"])
    for rule in rules {
      for key in ["shortDescription", "fullDescription", "help"] {
        #expect(((rule[key] as? Object)?["text"] as? String)?.isEmpty == false, "\(key)")
      }
      let level = (rule["defaultConfiguration"] as? Object)?["level"] as? String
      #expect(["error", "warning", "note"].contains(level))
    }
  }

  @Test func `3.27 a result has its message, rule and level`() throws {
    let (_, run, _) = try log()
    let rules = try rules(run)
    let results = try results(run)
    #expect(results.map { $0["level"] as? String } == ["error", "error", "error", "warning", "note"])
    for result in results {
      #expect(((result["message"] as? Object)?["text"] as? String)?.isEmpty == false)
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
      #expect((result["partialFingerprints"] as? [String: String])?.isEmpty == false)
    }
  }

  @Test func `3.28 to 3.30 places count code points from one and end after the last`() throws {
    let (_, run, _) = try log()
    let places = try results(run).prefix(2).map { result -> Object in
      let location = try #require((result["locations"] as? [Object])?.first)
      return try #require(location["physicalLocation"] as? Object)
    }
    let first: Object = ["startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 9]
    #expect(
      NSDictionary(dictionary: places[0]["region"] as? Object ?? [:]) == NSDictionary(dictionary: first))
    // `é` is one code point of two bytes.
    #expect((places[1]["region"] as? Object)?["startColumn"] as? Int == 20)
  }

  @Test func `3.4 artifact locations are URI references that name their artifact`() throws {
    let (_, run, text) = try log()
    let artifacts = try #require(run["artifacts"] as? [Object])
    for result in try results(run) {
      let physical = (result["locations"] as? [Object])?.first?["physicalLocation"] as? Object
      let location = try #require(physical?["artifactLocation"] as? Object)
      let index = try #require(location["index"] as? Int)
      #expect((artifacts[index]["location"] as? Object)?["uri"] as? String == location["uri"] as? String)
    }
    #expect(text.contains("\"queries/a%20b%25%E5%B1%B1.criteria\""))
  }

  @Test func `3.55 to 3.57 fixes replace regions of the artifact`() throws {
    let fix = try #require((try results(try log().run).first?["fixes"] as? [Object])?.first)
    #expect((fix["description"] as? Object)?["text"] is String)
    let change = try #require((fix["artifactChanges"] as? [Object])?.first)
    #expect((change["artifactLocation"] as? Object)?["uri"] is String)
    let replacement = try #require((change["replacements"] as? [Object])?.first)
    #expect((replacement["deletedRegion"] as? Object)?["startLine"] as? Int == 2)
    #expect((replacement["insertedContent"] as? Object)?["text"] as? String == "status")
  }

  @Test func `3.20 and 3.58 the invocation tells how the run went`() throws {
    let invocation = try #require((try log().run["invocations"] as? [Object])?.first)
    #expect(invocation["executionSuccessful"] as? Bool == false && invocation["exitCode"] as? Int == 2)
    let notification = try #require((invocation["toolExecutionNotifications"] as? [Object])?.first)
    #expect(notification["level"] as? String == "error")
    #expect((notification["message"] as? Object)?["text"] as? String == "there is no such file or folder")
  }

  @Test func `3.11.5 braces in messages are doubled`() throws {
    let folder = try TestFolder([
      "a.dg": "q = Map();\nq.put(\"criteria\",\"a==${b}\");\nzoho.cliq.getRecords(\"t\",q);\n"
    ])
    let text = try folder.cliquery("check", "--format", "sarif", "--select", "HQ210").output
    #expect(text.contains("${{b}}") && !text.contains("${b}"), "\(text)")
  }
}
