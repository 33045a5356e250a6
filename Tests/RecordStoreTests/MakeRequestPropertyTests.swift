import Evaluation
import Fixtures
import JSONSyntax
import MakeQuery
import RecordStore
import SourceText
import TestSupport
import Testing

/// INVARIANT (one meaning): a request is answered the same over records in memory and over a store that holds them.
@Test("a store answers requests as a saved answer does")
func storeAndMemoryAgree() throws {
  let seed = UInt64.random(in: 0...999_999)
  print("seed of generated requests: \(seed)")
  var random = SeededGenerator(seed: seed)
  let store = try RecordStore.inMemory(options: StoreOptions(isDurable: false))
  let endpoint = EndpointCatalogue.builtIn.endpoints.first {
    $0.method == "GET" && $0.path == Endpoint.dataStoreRecords
  }
  for number in 1...40 {
    let id = try store.createMakeStore(name: "S\(number)").id
    let count = Int.random(in: 0...14, using: &random)
    var saved = "{\"records\": ["
    for record in 0..<count {
      let key = "k\(record)\(["", "é", "\\u0041", "\\\""].randomElement(using: &random) ?? "")"
      let data =
        ["{}", "{\"n\":1.10}", "{\"a\":{\"b\":[1,null]},\"s\":\"x\"}", "{\"big\":12345678901234567890}"]
        .randomElement(using: &random) ?? "{}"
      saved += (record > 0 ? ",\n " : "") + "{\"key\": \"\(key)\",\t\"data\": \(data)}"
      let decoded = JSONDocument(Array("\"\(key)\"".utf8)).root?.string
      _ = try store.createMakeRecord(in: id, key: decoded, data: Array(data.utf8))
    }
    saved += "]}"
    for _ in 0..<12 {
      let question = question(id, &random)
      let memory = outcome { () throws(RequestFailure) in
        let plan = try RequestPlan(question, endpoint: endpoint)
        guard
          case .success(let found) = CollectionReader.list(
            Array(saved.utf8), format: .json, names: .dataStoreRecords)
        else { return nil }
        var answer = try plan.list(found.collection, key: "records")
        answer.addStoreMembers([:])
        return answer
      }
      let stored = stored(question, endpoint, store)
      // A key is written as it was given in one, and as it is spelt in the other.
      #expect(plain(stored) == plain(memory), "seed \(seed): \(question.parameters.map(\.name))")
    }
  }
}

private func stored(_ question: RequestQuestion, _ endpoint: Endpoint?, _ store: RecordStore) -> String {
  do throws(MakeRequestStop) {
    return text(try store.answer(question, endpoint: endpoint, body: nil))
  } catch {
    switch error {
    case .failure(let failure): return failure.message
    case .unusable(let message): return message
    }
  }
}

private func question(_ id: Int, _ random: inout SeededGenerator) -> RequestQuestion {
  func part(_ text: String) -> RequestQuestion.Part { .init(Array(text.utf8), ByteRange(0, 1)) }
  var question = RequestQuestion(
    method: "GET", path: [part("data-stores"), part(String(id)), part("data")], parameters: [])
  let choices = [
    ("limit", "1"), ("limit", "3"), ("limit", "100"), ("limit", "0"), ("limit", "x"), ("offset", "0"),
    ("offset", "2"),
    ("offset", "50"), ("offset", "-1"), ("sortBy", "key"), ("sortDir", "desc"), ("last", "k1"), ("foo", "1"),
  ]
  for _ in 0..<Int.random(in: 0...3, using: &random) {
    let choice = choices.randomElement(using: &random) ?? choices[0]
    question = question.adding("pg", key: choice.0, value: choice.1)
  }
  return question
}

private func outcome(_ body: () throws(RequestFailure) -> RequestAnswer?) -> String {
  do throws(RequestFailure) {
    return try body().map(text) ?? "nothing"
  } catch {
    return error.message
  }
}

private func text(_ answer: RequestAnswer) -> String {
  String(decoding: answer.json, as: UTF8.self)
    + "\(answer.matched) \(answer.isCut) \(answer.notes.map(\.message))"
}

private func plain(_ text: String) -> String { text.replacing("\\u0041", with: "A") }
