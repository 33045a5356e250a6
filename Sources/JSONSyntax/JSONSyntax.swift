import SourceText

/// Lossless JSON.
package enum JSONSyntax {}
