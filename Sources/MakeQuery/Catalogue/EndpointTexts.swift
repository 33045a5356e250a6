/// What is known of the Make API: its operations, their parameters, and how sure that is.
///
/// Facts of Make's documentation, its client libraries and answers that were seen, in the words that ``EndpointReader``
/// reads; an operation with `...` is only known by its method and path. One text for each area, so that an operation is
/// found and added where it belongs.
enum EndpointTexts {
  static var all: [String] {
    [scenarios, connections, data, organizations, users, templates, apps, enums, admin]
  }
}
