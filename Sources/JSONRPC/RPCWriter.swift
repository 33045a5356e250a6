import JSONSyntax

/// Messages that go out, with their headers.
package enum RPCWriter {
  /// The answer to a request: `body` writes the value of its `result`.
  package static func result(_ id: RPCID, _ body: (inout JSONWriter) -> Void) -> [UInt8] {
    message { writer in
      writer.key("id")
      writer.raw(id.json)
      writer.key("result")
      body(&writer)
    }
  }

  /// `id` is nil where the request's could not be read.
  package static func error(_ id: RPCID?, _ error: RPCError) -> [UInt8] {
    message { writer in
      writer.key("id")
      if let id { writer.raw(id.json) } else { writer.null() }
      writer.key("error")
      writer.object { writer in
        writer.member("code", error.code)
        writer.member("message", error.message)
      }
    }
  }

  /// A notification: `params` writes the value of its `params`.
  package static func notification(_ method: String, _ params: (inout JSONWriter) -> Void) -> [UInt8] {
    message { writer in
      writer.member("method", method)
      writer.key("params")
      params(&writer)
    }
  }

  package static func request(
    _ id: RPCID, _ method: String, _ params: (inout JSONWriter) -> Void
  ) -> [UInt8] {
    message { writer in
      writer.key("id")
      writer.raw(id.json)
      writer.member("method", method)
      writer.key("params")
      params(&writer)
    }
  }

  /// A request that has no parameters.
  package static func request(_ id: RPCID, _ method: String) -> [UInt8] {
    message { writer in
      writer.key("id")
      writer.raw(id.json)
      writer.member("method", method)
    }
  }

  private static func message(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("jsonrpc", "2.0")
      body(&writer)
    }
    return Array("Content-Length: \(writer.bytes.count)\r\n\r\n".utf8) + writer.bytes
  }
}
