import Evaluation
import Fixtures

/// Saved answers of the Make API, each read once until its file changes.
final class CollectionStore: @unchecked Sendable {
  /// What is taken out of a file.
  enum Wanted: Hashable {
    case list(CollectionNames)
    case item(CollectionNames.Member)
  }

  private struct Key: Hashable {
    let file: FilePath
    let wanted: Wanted
  }

  private struct Entry {
    let stamp: FileSystem.Stamp?
    let result: Result<CollectionReader.Saved, RecordsFailure>
  }

  private let lock = Lock()
  private var entries: [Key: Entry] = [:]
  private var keys: [FilePath: (stamp: FileSystem.Stamp?, keys: [String])] = [:]

  /// The members of the answer that a file holds and that are lists or objects; none where it holds no answer.
  func keys(of file: FilePath) -> [String] { Self.isAnswer(file) ? containers(of: file) : [] }

  /// Of the first object in a file.
  private func containers(of file: FilePath) -> [String] {
    let stamp = FileSystem.stamp(file)
    if let known = lock.withLock({ keys[file] }), known.stamp == stamp { return known.keys }
    let found = FileSystem.readStart(file, most: AnswerKeys.lookedAt).flatMap(AnswerKeys.of) ?? []
    lock.withLock { keys[file] = (stamp, found) }
    return found
  }

  /// Whether a file holds an answer of Make, and no records of a datastore.
  func isOfMake(_ file: FilePath) -> Bool {
    let keys = containers(of: file)
    return Self.isAnswer(file) ? AnswerKeys.areOfMake(keys) : !keys.isEmpty
  }

  /// Whether a file holds one answer, and not one record a line.
  private static func isAnswer(_ file: FilePath) -> Bool {
    FixtureFormat(fileName: String(decoding: file.lastComponent, as: UTF8.self)) == .json
  }

  func saved(
    _ file: FilePath, shown: String, _ wanted: Wanted
  ) -> Result<CollectionReader.Saved, RecordsFailure> {
    // What is asked for by its id is in the list whatever the id.
    let key = Key(file: file, wanted: wanted)
    let stamp = FileSystem.stamp(file)
    if let entry = lock.withLock({ entries[key] }), entry.stamp == stamp { return entry.result }
    let result = Self.read(file, shown: shown, wanted)
    lock.withLock { entries[key] = Entry(stamp: stamp, result: result) }
    return result
  }

  private static func read(
    _ file: FilePath, shown: String, _ wanted: Wanted
  ) -> Result<CollectionReader.Saved, RecordsFailure> {
    guard let format = FixtureFormat(fileName: String(decoding: file.lastComponent, as: UTF8.self)) else {
      return .failure(
        RecordsFailure([
          Problem(.input, "answers of Make are read from files that end in `.json` or `.ndjson`", path: shown)
        ]))
    }
    do {
      return read(try FileSystem.read(file), format: format, shown: shown, wanted)
    } catch {
      return .failure(
        RecordsFailure([Problem(.input, error.message, path: shown)], isMissing: error.isMissing))
    }
  }

  static func read(
    _ bytes: [UInt8], format: FixtureFormat, shown: String, _ wanted: Wanted
  ) -> Result<CollectionReader.Saved, RecordsFailure> {
    let result =
      switch wanted {
      case .list(let names): CollectionReader.list(bytes, format: format, names: names)
      case .item(let member): CollectionReader.item(bytes, format: format, member: member)
      }
    return result.mapError { failure in
      RecordsFailure(failure.lines(path: shown).map { Problem(.input, $0) })
    }
  }
}
