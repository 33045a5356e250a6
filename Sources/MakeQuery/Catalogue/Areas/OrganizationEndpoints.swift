extension EndpointTexts {
  /// Organizations, teams, private spaces and what they use.
  static let organizations = #"""
    GET /organizations
      answer: organizations
      paging: offset
      zone string
      externalId string
      cols string[]
      pg[sortBy] string = name
      pg[offset] integer = 0
      pg[sortDir] string (asc desc) = asc
      pg[limit] integer = 10000
      # `privateSpaces` is what the tests of Make's own client ask for beside the documented ones.
      cols (official): id name countryId timezoneId license zone serviceName teams isPaused externalId
      cols (official): productName tfaEnforced privateSpaces

    GET /organizations/{organizationId}
      answer: organization
      wait boolean
      cols[] string[]
      # `privateSpaces` is what the tests of Make's own client ask for beside the documented ones.
      cols (observed): id name countryId timezoneId license zone serviceName teams isPaused externalId
      cols (observed): productName tfaEnforced privateSpaces

    DELETE /organizations/{organizationId}
      confirmed boolean

    GET /organizations/invitation
      hash string

    GET /organizations/{organizationId}/payments
      paging: offset
      pg[sortBy] string
      pg[offset] integer = 0
      pg[sortDir] string (asc desc)
      pg[limit] integer

    GET /organizations/{organizationId}/user-organization-roles
      paging: offset
      cols string[]
      pg[sortBy] string
      pg[offset] integer = 0
      pg[sortDir] string (asc desc)
      pg[limit] integer
      cols (official): userId organizationId usersRoleId invitation organizationTeamsCount joinedTeamsCount

    GET /organizations/{organizationId}/user-organization-roles/{userId}
      cols string[]
      cols (observed): userId organizationId usersRoleId invitation organizationTeamsCount joinedTeamsCount

    GET /organizations/{organizationId}/sso-certificates
      type string!

    GET /organizations/{organizationId}/usage
      organizationTimezone boolean

    GET /organizations/{organizationId}/feature-controls
      featureControlName string
      cols string[]

    GET /organizations/{organizationId}/check-team-permission
      teamPermission string

    POST /organizations ...
    POST /organizations/accept-invitation ...
    PATCH /organizations/{organizationId} ...
    GET /organizations/{organizationId}/apps ...
    PATCH /organizations/{organizationId}/feature-controls ...
    GET /organizations/{organizationId}/invitations ...
    POST /organizations/{organizationId}/invite ...
    GET /organizations/{organizationId}/subscription ...
    POST /organizations/{organizationId}/subscription ...
    PATCH /organizations/{organizationId}/subscription ...
    DELETE /organizations/{organizationId}/subscription ...
    POST /organizations/{organizationId}/subscription-free ...
    PATCH /organizations/{organizationId}/tfa-enforcement ...
    POST /organizations/{organizationId}/user-organization-roles/{userId} ...
    POST /organizations/{organizationId}/user-organization-roles/{userId}/transfer ...
    GET /organizations/{organizationId}/variables ...
    POST /organizations/{organizationId}/variables ...
    PATCH /organizations/{organizationId}/variables/{variableName} ...
    DELETE /organizations/{organizationId}/variables/{variableName} ...
    GET /organizations/{organizationId}/variables/{variableName}/history ...

    GET /teams
      answer: teams
      paging: offset
      organizationId integer!
      cols string[]
      pg[sortBy] string = name
      pg[offset] integer = 0
      pg[sortDir] string (asc desc) = asc
      pg[limit] integer = 10000
      includePrivateSpaces boolean
      cols (sdk): id name organizationId activeScenarios activeApps operations transfer operationsLimit
      cols (sdk): transferLimit consumedOperations consumedTransfer isPaused type

    GET /teams/{teamId}
      cols string[]
      cols (observed): id name organizationId activeScenarios activeApps operations transfer operationsLimit
      cols (observed): transferLimit consumedOperations consumedTransfer isPaused type

    DELETE /teams/{teamId}
      confirmed boolean

    GET /teams/{teamId}/user-team-roles
      paging: offset
      cols string[]
      pg[sortBy] string
      pg[offset] integer = 0
      pg[sortDir] string (asc desc)
      pg[limit] integer

    GET /teams/{teamId}/user-team-roles/{userId}
      cols string[]

    GET /teams/{teamId}/usage
      organizationTimezone boolean

    GET /teams/{teamId}/feature-controls
      featureControlName string
      cols string[]

    POST /teams ...
    PATCH /teams/{teamId} ...
    GET /teams/{teamId}/connections/{connectionId}/access-list ...
    POST /teams/{teamId}/connections/{connectionId}/access-list/users ...
    PATCH /teams/{teamId}/connections/{connectionId}/access-list/users/{userId} ...
    GET /teams/{teamId}/llm-configuration ...
    PATCH /teams/{teamId}/llm-configuration ...
    POST /teams/{teamId}/user-team-roles/{userId} ...
    GET /teams/{teamId}/variables ...
    POST /teams/{teamId}/variables ...
    PATCH /teams/{teamId}/variables/{variableName} ...
    DELETE /teams/{teamId}/variables/{variableName} ...
    GET /teams/{teamId}/variables/{variableName}/history ...

    GET /private-spaces
      paging: offset
      organizationId integer!
      externalId string
      cols string[]
      pg[sortBy] string
      pg[offset] integer = 0
      pg[sortDir] string (asc desc)
      pg[limit] integer
      cols (sdk): id name organizationId globalAgentsEnabled type privateSpaceOwnerName privateSpaceOwnerEmail
      cols (sdk): privateSpaceOwnerId operationsLimit transferLimit consumedOperations consumedTransfer
      cols (sdk): isPaused consumedCenticredits operations transfer centicredits deleted externalId

    GET /private-spaces/{privateSpaceId}
      cols string[]
      cols (observed): id name organizationId globalAgentsEnabled type privateSpaceOwnerName
      cols (observed): privateSpaceOwnerEmail privateSpaceOwnerId operationsLimit transferLimit
      cols (observed): consumedOperations consumedTransfer isPaused consumedCenticredits operations transfer
      cols (observed): centicredits deleted externalId

    PATCH /private-spaces/{privateSpaceId}
      confirmed boolean

    POST /private-spaces ...
    DELETE /private-spaces/{privateSpaceId} ...

    GET /analytics/{organizationId}
      paging: offset+last
      teamId integer[]
      folderId integer[]
      status string[] (active inactive invalid)
      timeframe[dateFrom] date-time
      timeframe[dateTo] date-time
      pg[sortBy] string = operations
      pg[offset] integer = 0
      pg[sortDir] string (asc desc)
      pg[limit] integer
      pg[last] integer
      pg[returnTotalCount] boolean = false
      sort (official): errorRate errorRateChange errors errorsChange executions executionsChange name
      sort (official): operations operationsChange status teamName

    GET /audit-logs/organization/{organizationId}
      paging: offset+last
      team string[]
      dateFrom date
      dateTo date
      event string[]
      author string[]
      pg[sortBy] string = triggeredAt
      pg[offset] integer = 0
      pg[sortDir] string (asc desc) = desc
      pg[limit] integer
      pg[last] integer
      pg[returnTotalCount] boolean = false
      sort (official): actor createdAt eventName organization targetId team triggeredAt

    GET /audit-logs/team/{teamId}
      paging: offset+last
      dateFrom date
      dateTo date
      event string[]
      author string[]
      pg[sortBy] string = triggeredAt
      pg[offset] integer = 0
      pg[sortDir] string (asc desc) = desc
      pg[limit] integer
      pg[last] integer
      pg[returnTotalCount] boolean = false
      sort (official): actor createdAt eventName organization targetId team triggeredAt

    GET /audit-logs/v2/organization/{organizationId}
      paging: offset
      team[] string[]
      dateFrom date
      dateTo date
      event[] string[]
      author[] string[]
      pg[sortBy] string
      pg[offset] integer = 0
      pg[sortDir] string (asc desc)
      pg[limit] integer

    GET /audit-logs/organization/{organizationId}/filters
    GET /audit-logs/team/{teamId}/filters ...
    GET /audit-logs/{organizationId}/{uuid} ...
    GET /audit-logs/{uuid} ...

    GET /cashier/products
      type string (EXTRA PLAN)
      includeInvisible boolean
      relatedPriceId integer
      organizationId integer

    GET /affiliate/stats
      dateFrom date
      dateTo date

    GET /affiliate/commission-info
      dateFrom date!
      dateTo date!

    GET /affiliate/commissions
      paging: offset
      statusId integer
      dateFrom date!
      dateTo date!
      pg[sortBy] string
      pg[offset] integer = 0
      pg[sortDir] string (asc desc)
      pg[limit] integer
    """#
}
