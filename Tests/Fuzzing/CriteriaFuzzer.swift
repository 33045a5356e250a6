import Robustness

/// Checks one of libFuzzer's inputs: the first byte says whether a schema is known, and whether the rest, the text, is a
/// request.
///
/// Ends the program where a promise is broken, which is how libFuzzer learns of it.
@_cdecl("checkFuzzedCriteria")
public func checkFuzzedCriteria(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  guard size > 0 else { return 0 }
  let text = Array(UnsafeBufferPointer(start: data + 1, count: size - 1))
  if data[0] & 2 == 2 {
    var check = RequestRobustnessCheck()
    if let problem = check.problem(with: text) { fatalError("\(problem): \(text)") }
    return 0
  }
  var check = RobustnessCheck()
  if let problem = check.problem(with: text, knowsFields: data[0] & 1 == 1) {
    fatalError("\(problem): \(text)")
  }
  return 0
}

private typealias Arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// libFuzzer's own loop, from its run-time library.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<Arguments>,
  _ check: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt

/// The entry point under the name that the package manager gives it.
@_cdecl("criteria_fuzzer_main")
public func runFuzzer(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> CInt {
  var count = count
  var arguments = arguments
  return runDriver(&count, &arguments, checkFuzzedCriteria)
}
