/// Which of curl's options take a value (curl's manual, "OPTIONS"); every other one stands alone.
package enum CurlOptions {
  /// The short options that take a value, each with its long name.
  package static let shortNames: [UInt8: String] = [
    UInt8(ascii: "X"): "request", UInt8(ascii: "H"): "header", UInt8(ascii: "d"): "data",
    UInt8(ascii: "F"): "form", UInt8(ascii: "T"): "upload-file", UInt8(ascii: "u"): "user",
    UInt8(ascii: "A"): "user-agent", UInt8(ascii: "b"): "cookie", UInt8(ascii: "c"): "cookie-jar",
    UInt8(ascii: "e"): "referer", UInt8(ascii: "o"): "output", UInt8(ascii: "w"): "write-out",
    UInt8(ascii: "x"): "proxy", UInt8(ascii: "y"): "speed-time", UInt8(ascii: "Y"): "speed-limit",
    UInt8(ascii: "m"): "max-time", UInt8(ascii: "C"): "continue-at", UInt8(ascii: "D"): "dump-header",
    UInt8(ascii: "E"): "cert", UInt8(ascii: "K"): "config", UInt8(ascii: "r"): "range",
    UInt8(ascii: "t"): "telnet-option", UInt8(ascii: "z"): "time-cond", UInt8(ascii: "U"): "proxy-user",
    UInt8(ascii: "h"): "help", UInt8(ascii: "Q"): "quote", UInt8(ascii: "P"): "ftp-port",
  ]

  /// The other long options that take a value.
  private static let longNames: Set<String> = [
    "data-raw", "data-binary", "data-ascii", "data-urlencode", "json", "url", "url-query", "form-string",
    "oauth2-bearer", "connect-timeout", "retry", "retry-delay", "retry-max-time", "cacert", "capath", "key",
    "cert-type", "key-type", "ciphers", "interface", "resolve", "connect-to", "limit-rate", "max-redirs",
    "trace",
    "trace-ascii", "stderr", "proxy-header", "socks5", "socks5-hostname", "noproxy", "unix-socket",
    "dns-servers",
    "keepalive-time", "max-filesize", "pass", "proto", "tls-max", "aws-sigv4", "request-target", "output-dir",
    "local-port", "variable", "expand-url", "expand-data", "pinnedpubkey", "netrc-file", "hsts", "alt-svc",
  ]

  /// `name` is that of a long option, without its hyphens.
  package static func takesValue(_ name: String) -> Bool {
    longNames.contains(name) || shortNames.values.contains(name)
  }
}
