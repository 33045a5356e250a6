import CriteriaSemantics
import Evaluation
import Fixtures

/// A saved answer that holds what a request asks for.
struct FoundCollection {
  let saved: CollectionReader.Saved
  /// As a person names the file.
  let shownPath: String
}

extension WorkspaceSnapshot {
  /// The saved list that a request asks of. A file that is named after the path is taken before one that is named
  /// after the list, and that one before any that has the list as a member.
  func savedList(_ names: CollectionNames) -> Result<FoundCollection, RecordsFailure> {
    let files = fixtureStore.allFiles
    let tiers: [(String, FilePath) -> Bool] = [
      { name, _ in names.item == nil && name == names.joinedPath },
      { name, _ in names.isListFile(name) },
      { _, file in self.keys(of: file).contains(names.list.best) },
    ]
    for isMeant in tiers {
      let found = files.filter { isMeant($0.name, $0.file) }.map(\.file)
      guard let first = found.first else { continue }
      if found.count > 1 {
        let shown = found.map { "`\($0.shown(from: currentDirectory))`" }
        return .failure(
          RecordsFailure([
            Problem(
              .input,
              "\(Self.enumeration(shown)) \(found.count == 2 ? "both" : "all") hold `\(names.list.best)`; name the "
                + "file to ask, or keep one of them in `fixtures.files` of the settings")
          ]))
      }
      return read(first, .list(names))
    }
    return .failure(missing(names))
  }

  /// The records that were saved alone under the name of the one that is asked for.
  func savedItems(_ names: CollectionNames) -> [Result<FoundCollection, RecordsFailure>] {
    guard let item = names.item else { return [] }
    return fixtureStore.allFiles.filter { name, file in
      names.isItemFile(name) || keys(of: file).contains(item.member.best)
    }.map { read($0.file, .item(item.member)) }
  }

  func read(_ file: FilePath, _ wanted: CollectionStore.Wanted) -> Result<FoundCollection, RecordsFailure> {
    let shown = file.shown(from: currentDirectory)
    return fixtureStore.collections.saved(file, shown: shown, wanted).map {
      FoundCollection(saved: $0, shownPath: shown)
    }
  }

  private func keys(of file: FilePath) -> [String] { fixtureStore.collections.keys(of: file) }

  private func missing(_ names: CollectionNames) -> RecordsFailure {
    let place = fixtureStore.place(for: names.list.best)
    var known: [String] = []
    for (_, file) in fixtureStore.allFiles {
      let keys = keys(of: file)
      guard AnswerKeys.areOfMake(keys) else { continue }
      known += keys.filter { !["pg", "spec"].contains($0) && !known.contains($0) }
    }
    let list = known.prefix(8).map { "`\($0)`" }
    let others =
      list.isEmpty ? "" : " (there \(list.count == 1 ? "is" : "are") \(Self.enumeration(Array(list))))"
    return RecordsFailure(
      [
        Problem(
          .input,
          "there is no saved answer with `\(names.list.best)`: save one as `\(place)`\(others)")
      ], isMissing: true)
  }

  static func enumeration(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.joined() }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
