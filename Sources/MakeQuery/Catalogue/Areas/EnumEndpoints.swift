extension EndpointTexts {
  /// Enumerations and what is general.
  static let enums = #"""
    GET /enums/languages
      localized boolean

    GET /enums/user-email-notifications
      language string

    GET /enums/apps-review-statuses
    GET /enums/connected-system-apps ...
    GET /enums/countries
    GET /enums/imt-regions
    GET /enums/imt-zones
    GET /enums/llm-builtin-tiers
    GET /enums/llm-models
    GET /enums/locales
    GET /enums/module-types
    GET /enums/organization-features
    GET /enums/timezones
    GET /enums/us-states
    GET /enums/user-api-token-scopes
    GET /enums/user-features
    GET /enums/variable-types

    GET /ping ...
    """#
}
