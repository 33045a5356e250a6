extension EndpointTexts {
  /// Administration, only for administrators.
  static let admin = #"""
    GET /admin/sdk/apps
      paging: offset
      all boolean
      pg[offset] integer

    GET /admin/teams
      paging: offset
      organizationId integer
      externalId string
      pg[sortBy] string
      pg[offset] integer = 0
      pg[sortDir] string (asc desc)
      pg[limit] integer
      sort (official): name

    GET /admin/organizations
      paging: offset
      id integer
      name string
      externalId string
      cols string[]
      pg[sortBy] string
      pg[offset] integer = 0
      pg[sortDir] string (asc desc)
      pg[limit] integer

    GET /admin/organizations/{organizationId}/billing-audit-logs
      paging: offset
      type string
      source string (user admin auto)
      pg[sortBy] string
      pg[offset] integer = 0
      pg[sortDir] string (asc desc)
      pg[limit] integer

    GET /admin/install/apps/{app}/logs
      correlationId string
      since string

    GET /admin/apps/{app}/installation-history
      paging: offset
      pg[limit] integer ..1000 = 100
      pg[offset] integer = 0
      pg[sortBy] string = createdAt
      pg[sortDir] string (asc desc) = desc
      pg[returnTotalCount] boolean = false
      sort (official): createdAt

    GET /admin/users-detail
      paging: offset
      id integer
      name string
      email string
      cols string[]
      pg[sortBy] string
      pg[offset] integer = 0
      pg[sortDir] string (asc desc)
      pg[limit] integer
      sort (official): id name userAdminsRoleId

    GET /admin/users
      paging: offset
      organizationId integer
      teamId integer
      name string
      email string
      teamRoleId integer
      organizationRoleId integer
      tfaStatus integer (0 1 2)
      cols string[]
      pg[sortBy] string
      pg[offset] integer = 0
      pg[sortDir] string (asc desc)
      pg[limit] integer
      sort (official): email id name userAdminsRoleId

    GET /admin/users/lookup
      q string
      type string (email id)

    GET /admin/users/admins-roles
      category string (developers support system)
      cols string[]

    GET /admin/users/{userId}/affiliate/stats
      dateFrom date
      dateTo date

    GET /admin/users/{userId}/affiliate/commission-info
      dateFrom date
      dateTo date

    GET /admin/users/{userId}/affiliate/commissions
      paging: offset
      statusId integer
      dateFrom date
      dateTo date
      pg[sortBy] string
      pg[offset] integer = 0
      pg[sortDir] string (asc desc)
      pg[limit] integer

    GET /admin/scenarios/logs
      paging: last
      showCheckRuns boolean
      from integer
      pg[sortDir] string (asc desc)
      pg[last] string

    POST /admin/users/{userId}/user-team-roles/{teamId} ...
      confirmed boolean

    POST /admin/organizations ...
    PATCH /admin/organizations/{organizationId} ...
    DELETE /admin/organizations/{organizationId} ...
    GET /admin/system-settings/default-license ...
    POST /admin/teams ...
    PATCH /admin/teams/{teamId} ...
    DELETE /admin/teams/{teamId} ...
    POST /admin/users ...
    GET /admin/users/{userId} ...
    PATCH /admin/users/{userId} ...
    DELETE /admin/users/{userId} ...
    POST /admin/users/{userId}/user-organization-roles/{organizationId} ...
    POST /admin/users/{userId}/user-organization-roles/{organizationId}/transfer ...

    GET /internal/organizations
      ids string
      cols string[]

    GET /internal/devices/enrichments
      ids string

    GET /internal/scenarios/executions
      executionIds string

    GET /internal/scenarios/list-for-team
      teamId integer
      updatedSince string

    GET /internal/settings
      settings string
      includeNulls boolean
    """#
}
