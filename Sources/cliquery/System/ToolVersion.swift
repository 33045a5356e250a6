/// The version that `--version` and the formats name.
package enum ToolVersion {
  package static let text = "0.1.0"
}
