/// Names of the interface and of other products under which people look for an endpoint. They are never right; they only
/// tell what was meant.
enum EndpointAliases {
  /// The path before it, what is written there, and the path that is meant.
  private static let names: [(below: String, written: String, meant: String)] = [
    ("", "incomplete-executions", "/dlqs"),
    ("", "incompleteexecutions", "/dlqs"),
    ("", "dlq", "/dlqs"),
    ("", "webhooks", "/hooks"),
    ("", "webhook", "/hooks"),
    ("", "mailhooks", "/hooks"),
    ("", "apps", "/imt/apps"),
    ("", "app", "/imt/apps"),
    ("", "custom-apps", "/sdk/apps"),
    ("", "folders", "/scenarios-folders"),
    ("", "scenario-folders", "/scenarios-folders"),
    ("", "datastores", "/data-stores"),
    ("", "data-store", "/data-stores"),
    ("", "datastore", "/data-stores"),
    ("", "datastructures", "/data-structures"),
    ("", "data-structure", "/data-structures"),
    ("", "custom-functions", "/functions"),
    ("", "custom-properties", "/custom-property-structures"),
    ("", "audit-log", "/audit-logs"),
    ("", "me", "/users/me"),
    ("", "user", "/users"),
    ("", "members", "/users"),
    ("", "roles", "/users/roles"),
    ("", "orgs", "/organizations"),
    ("", "organisations", "/organizations"),
    ("", "executions", "/scenarios/{}/logs"),
    ("", "blueprints", "/scenarios/{}/blueprint"),
    ("", "timezones", "/enums/timezones"),
    ("", "countries", "/enums/countries"),
    ("", "regions", "/enums/imt-regions"),
    ("", "zones", "/enums/imt-zones"),
    ("/enums", "regions", "/enums/imt-regions"),
    ("/enums", "zones", "/enums/imt-zones"),
    ("/scenarios", "folders", "/scenarios-folders"),
    ("/scenarios/{}", "executions", "/scenarios/{}/logs"),
    ("/scenarios/{}", "history", "/scenarios/{}/logs"),
    ("/scenarios/{}", "runs", "/scenarios/{}/logs"),
    ("/scenarios/{}", "execute", "/scenarios/{}/run"),
    ("/scenarios/{}", "activate", "/scenarios/{}/start"),
    ("/scenarios/{}", "deactivate", "/scenarios/{}/stop"),
    ("/scenarios/{}", "enable", "/scenarios/{}/start"),
    ("/scenarios/{}", "disable", "/scenarios/{}/stop"),
    ("/data-stores/{}", "records", "/data-stores/{}/data"),
    ("/data-stores/{}", "items", "/data-stores/{}/data"),
    ("/hooks/{}", "queue", "/hooks/{}/incomings"),
    ("/connections/{}", "verify", "/connections/{}/test"),
    ("/organizations/{}", "users", "/organizations/{}/user-organization-roles"),
    ("/organizations/{}", "members", "/organizations/{}/user-organization-roles"),
    ("/teams/{}", "users", "/teams/{}/user-team-roles"),
    ("/teams/{}", "members", "/teams/{}/user-team-roles"),
  ]

  /// The path that `written` after `below` means; values are `{}` in both.
  static func meaning(of written: String, below: String) -> String? {
    let lower = written.lowercased()
    return names.first { $0.below == below && $0.written == lower }?.meant
  }
}
