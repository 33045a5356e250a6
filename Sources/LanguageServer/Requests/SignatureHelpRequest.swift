import JSONRPC
import JSONSyntax
import SourceText
import Workspace

/// `textDocument/signatureHelp`: the values of a list, the value of a directive, the parameters of a request.
enum SignatureHelpRequest {
  static let triggers = ["(", ",", " ", "?", "&"]
  static let retriggers = [")", "=", "\""]

  static func answer(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let params = try params.required()
    let document = try session.document(params)
    let offset = try document.offset(params.place("position"), unit: session.client.encoding.unit)
    guard let help = session.assistance(document, at: offset)?.signature(at: offset) else {
      return { $0.null() }
    }
    let client = session.client
    return { writer in
      writer.object { writer in
        writer.key("signatures")
        writer.array { writer in
          for signature in help.signatures { write(signature, help, client, to: &writer) }
        }
        writer.member("activeSignature", help.active)
        writer.member("activeParameter", help.activeParameter)
      }
    }
  }

  private static func write(
    _ signature: SignatureHelp.Signature, _ help: SignatureHelp, _ client: ClientProfile,
    to writer: inout JSONWriter
  ) {
    let label = Array(signature.label.utf8)
    writer.object { writer in
      writer.member("label", signature.label)
      writer.key("documentation")
      text(signature.documentation, client, to: &writer)
      writer.key("parameters")
      writer.array { writer in
        for parameter in signature.parameters {
          writer.object { writer in
            writer.key("label")
            if client.takesLabelOffsets {
              // Labels are ASCII: bytes are code units (LSP 3.17, `ParameterInformation`).
              writer.array { writer in
                writer.int(parameter.range.start)
                writer.int(parameter.range.end)
              }
            } else {
              writer.string(Array(label[parameter.range.clamped(to: ByteRange(0, label.count))]))
            }
            if !parameter.documentation.isEmpty {
              writer.key("documentation")
              text(parameter.documentation, client, to: &writer)
            }
          }
        }
      }
    }
  }

  private static func text(_ text: String, _ client: ClientProfile, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("kind", client.takesMarkdownSignatures ? "markdown" : "plaintext")
      writer.member("value", text)
    }
  }
}
