import JSONSyntax
import Workspace

/// The watching of files by the client (LSP 3.17, "DidChangeWatchedFiles Notification").
struct FileWatching: Sendable {
  fileprivate var registered: [WorkspaceSession.WatchedFiles] = []
  fileprivate var registrations = 0
  /// Whether the client tells of changes; else the files' times are looked at.
  fileprivate(set) var isWatched = false
  /// When the files' times were looked at while somebody typed, by the monotonic clock.
  fileprivate var lastLook: Int?
}

extension ServerSession {
  /// Has the client watch what matters now, unless it does already.
  mutating func updateWatching() {
    guard client.takesFileWatchers, isInitialized else { return }
    let wanted = workspace.watchedFiles
    if wanted == watching.registered { return }
    if !watching.registered.isEmpty { unregister(watching.registrations) }
    watching.registered = wanted
    watching.registrations += 1
    watching.isWatched = true
    let takesRelative = client.takesRelativePatterns
    register(Self.registration(watching.registrations), "workspace/didChangeWatchedFiles") { writer in
      writer.key("watchers")
      writer.array { writer in
        for files in wanted { Self.write(files, takesRelative: takesRelative, to: &writer) }
      }
    } refused: { session in
      session.watching.isWatched = false
    }
  }

  private static func registration(_ number: Int) -> String { "watched-files-\(number)" }

  private static func write(
    _ files: WorkspaceSession.WatchedFiles, takesRelative: Bool, to writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.key("globPattern")
      guard let base = files.base else { return writer.string(files.glob) }
      if takesRelative {
        writer.object { writer in
          writer.member("baseUri", DocumentURI(base).text)
          writer.member("pattern", files.glob)
        }
      } else {
        // Seen from the client's folders, wherever the base lies.
        writer.string(files.glob.hasPrefix("**/") ? files.glob : "**/" + files.glob)
      }
    }
  }

  private mutating func unregister(_ number: Int) {
    request("client/unregisterCapability") { writer in
      writer.object { writer in
        // The protocol's own spelling.
        writer.key("unregisterations")
        writer.array { writer in
          writer.object { writer in
            writer.member("id", Self.registration(number))
            writer.member("method", "workspace/didChangeWatchedFiles")
          }
        }
      }
    }
  }

  /// Asks to be told of something. A client that refuses is served without.
  mutating func register(
    _ id: String, _ method: String, options: (inout JSONWriter) -> Void,
    refused: @escaping @Sendable (inout ServerSession) -> Void = { _ in }
  ) {
    request("client/registerCapability") { writer in
      writer.object { writer in
        writer.key("registrations")
        writer.array { writer in
          writer.object { writer in
            writer.member("id", id)
            writer.member("method", method)
            writer.key("registerOptions")
            writer.object(options)
          }
        }
      }
    } then: { session, _, error in
      if error != nil { refused(&session) }
    }
  }

  /// Between two looks at files while somebody types, in nanoseconds (ours).
  private static let pause = 2_000_000_000

  /// Sees changes that a client made or missed without telling, such as those of an action that edits a schema: some
  /// write into files that they do not show.
  mutating func lookForChangedFiles() {
    guard !watching.isWatched else { return }
    let now = SystemCalls.monotonicNanoseconds
    if let last = watching.lastLook, now - last < Self.pause { return }
    watching.lastLook = now
    reloadChangedFiles()
  }

  /// Reads settings, schemas and fixtures anew if their files are others than those that were read.
  mutating func reloadChangedFiles() {
    if workspace.filesHaveChanged() { reloadWorkspace() }
  }
}
