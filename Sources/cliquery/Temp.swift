struct CheckRun { let a: CheckArguments; init(_ a: CheckArguments) { self.a = a }; func run() -> ExitCode { .done } }
struct FormatRun { init(_ a: FormatCommand) {}; func run() -> ExitCode { .done } }
struct RuleRun { let name: String?; let isJSON: Bool; let color: ColorChoice; func run() -> ExitCode { .done } }
struct DecisionsRun { let isJSON: Bool; let color: ColorChoice; func run() -> ExitCode { .done } }
struct InitRun { let infersSchemas: Bool; let color: ColorChoice; func run() -> ExitCode { .done } }
struct ExplainRun { init(_ a: CriteriaOptions) {}; func run() -> ExitCode { .done } }
struct ParseRun { init(_ a: CriteriaOptions) {}; func run() -> ExitCode { .done } }
enum RulePages { static func page(of code: String) -> String? { nil } }
