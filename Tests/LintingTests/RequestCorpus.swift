/// Requests to the Make API as they are written in the world, with what is known of them: one a line, its method first.
enum RequestCorpus {
  /// Requests of the documentation.
  static let documented = #"""
    GET /audit-logs/organization/{organizationId}?event[0]=key_created&event[1]=connection_created
    GET /data-stores?teamId=123&pg%5Boffset%5D=10
    GET /organizations/8013?cols%5B1%5D=id&cols%5B2%5D=name&cols%5B3%5D=teams
    GET /organizations/{organizationId}?cols[1]=id&cols[2]=name&cols[3]=teams
    GET /templates/public/16-multiple-apps-template-example?templatePublicId=18
    GET /users?teamId=1
    GET https://eu1.make.com/api/v2/data-stores?teamId=35&pg%5BsortDir%5D=asc
    GET {base_url}/api/v2/data-stores?teamId=212
    GET {base_url}/data-stores?teamId=212&pg%5Boffset%5D=10&pg%5BsortDir%5D=asc&pg%5Blimit%5D=50
    GET {environment_url}/api/v2/data-stores?teamId={teamId}&pg%5BsortDir%5D=asc
    """#

  /// Requests that the tests of Make's own clients send.
  static let tested = #"""
    POST /api/v2/agent/register?organizationId=5
    GET /api/v2/agents/{agentId}/apps/sap-agent/config?organizationId=5
    GET /api/v2/agents/{agentId}?organizationId=5
    GET /api/v2/audit-logs/v2/organization/3?pg%5BsortBy%5D=triggeredAt&pg%5BsortDir%5D=desc&pg%5Blimit%5D=20&dateFrom=2026-09-01&dateTo=2026-09-22&event%5B%5D=webhook_created&event%5B%5D=webhook_updated&author%5B%5D=212&author%5B%5D=john.doe%40example.com&team%5B%5D=212&team%5B%5D=Operations
    GET /api/v2/connected-systems/{connectedSystemId}?organizationId=5
    POST /api/v2/connected-systems?organizationId=5
    GET /api/v2/connected-systems?organizationId=5&agentId={agentId}
    DELETE /api/v2/connections/99?confirmed=true
    GET /api/v2/connections?teamId=123
    POST /api/v2/connections?teamId=2
    GET /api/v2/credential-requests/requests/req-123?cols%5B%5D=id&cols%5B%5D=name
    DELETE /api/v2/credential-requests/requests/req-123?confirmed=true
    GET /api/v2/credential-requests/requests?status=pending&pg%5Blimit%5D=50&teamId=123
    GET /api/v2/credential-requests/requests?teamId=123
    GET /api/v2/credential-requests/requests?userId=789&makeProviderId=456&name=Google+Workspace+Access&teamId=123
    GET /api/v2/custom-property-structures/6/custom-property-structure-items?cols%5B%5D=*
    GET /api/v2/custom-property-structures/6/custom-property-structure-items?cols%5B%5D=id&cols%5B%5D=name&cols%5B%5D=label&cols%5B%5D=type&cols%5B%5D=required&pg%5BsortBy%5D=name&pg%5BsortDir%5D=asc&pg%5Boffset%5D=0&pg%5Blimit%5D=10&id=3&name=team&label=Team&description=desc&type=shortText&required=true
    DELETE /api/v2/custom-property-structures/custom-property-structure-items/2?confirmed=true
    GET /api/v2/data-stores/137/data?pg%5Blimit%5D=10&pg%5Boffset%5D=0
    GET /api/v2/data-stores?teamId=123&pg%5BsortBy%5D=name&pg%5BsortDir%5D=asc
    GET /api/v2/data-structures?teamId=1&pg%5BsortBy%5D=name&pg%5BsortDir%5D=asc
    GET /api/v2/devices?teamId=103
    POST /api/v2/dlqs/retry?scenarioId=1
    GET /api/v2/functions/2/history?teamId=1
    POST /api/v2/functions/eval?teamId=1
    GET /api/v2/hooks?teamId=4
    GET /api/v2/organizations/10?wait=true
    GET /api/v2/organizations?cols%5B%5D=id&cols%5B%5D=name&cols%5B%5D=privateSpaces
    GET /api/v2/organizations?pg%5BsortBy%5D=name&pg%5BsortDir%5D=asc
    GET /api/v2/private-spaces/101?cols%5B%5D=id&cols%5B%5D=operations&cols%5B%5D=transfer&cols%5B%5D=centicredits
    GET /api/v2/private-spaces?organizationId=5
    GET /api/v2/private-spaces?organizationId=5&cols%5B%5D=*
    GET /api/v2/private-spaces?organizationId=5&externalId=ext-1&cols%5B%5D=*
    GET /api/v2/private-spaces?organizationId=5&externalId=ext-1&pg%5BsortBy%5D=name&pg%5BsortDir%5D=asc
    GET /api/v2/scenarios?organizationId=18&pg%5Blimit%5D=1000
    GET /api/v2/scenarios?teamId=18&pg%5Blimit%5D=1000
    GET /api/v2/sdk/apps?all=true&cols%5B%5D=name&cols%5B%5D=label
    DELETE /api/v2/teams/1?confirmed=true
    GET /api/v2/templates/public?name=Http
    GET https://make.local/api/v2/scenarios?teamId=1&pg[limit]=1000
    """#

  /// Requests in other official code.
  static let official = #"""
    GET ${BASE_URL}/api/v2/connections?teamId=${TEAM_ID}&type[]=azure
    GET ${BASE_URL}/api/v2/connections?teamId=${TEAM_ID}&type[]=google-email
    GET /api/v2/imt/apps?organizationId=ORG_ID&teamId=TEAM_ID&scoredSearch=true
    POST /api/v2/scenarios?confirmed=true
    GET /scenarios?organizationId=${organizationId}&pg[limit]=1000
    GET /admin/sdk/apps?all=true&pg[offset]=10000
    GET /sdk/apps?cols[]=name&cols[]=label&cols[]=description&cols[]=version&cols[]=beta&cols[]=theme&cols[]=public&cols[]=approved&cols[]=changes
    """#

  /// Requests that were answered with 200.
  static let answered = #"""
    GET /connections?teamId=2066772&pg[offset]=0&pg[limit]=1000
    DELETE /data-stores/141659/data?confirmed=true
    GET /data-stores/141659/data?pg[limit]=10&pg[offset]=0
    GET /data-stores?pg[limit]=100&pg[offset]=0&pg[sortDir]=asc&teamId=2066772
    GET /dlqs?pg[limit]=50&pg[offset]=0&scenarioId=6413481
    DELETE /hooks/3329469?confirmed=true
    GET /hooks?pg[limit]=100&pg[offset]=0&teamId=2066772
    GET /organizations?cols[1]=id&pg[offset]=0&pg[limit]=1000
    GET /organizations?pg[limit]=50&pg[offset]=0
    GET /scenarios/6413452/logs?pg[limit]=50&pg[offset]=0&pg[sortBy]=imtId&pg[sortDir]=desc
    GET /scenarios?pg[limit]=500&pg[offset]=0&teamId=2066772
    GET /teams?cols[1]=id&organizationId=8242280&pg[offset]=0&pg[limit]=1000
    GET /teams?organizationId=8242280&pg[limit]=100&pg[offset]=0
    """#

  /// Requests of public code whose answers are not known.
  static let written = #"""
    GET /admin/scenarios/logs?showCheckRuns=true&pg[sortDir]=asc&from={ms}
    GET /data-stores/{dataStoreId}/data?pg[limit]=100&pg[offset]=0
    GET /data-stores/{id}/data?pg[limit]=1
    GET /data-stores/{id}/data?pg[limit]=100&pg[offset]=20
    GET /data-stores?teamId={teamId}&pg[sortDir]=asc
    GET /dlqs?scenarioId={id}&pg[limit]=1000
    GET /dlqs?scenarioId={id}&pg[limit]=30
    GET /hooks/{id}/logs?from={ms}&pg[limit]=40&pg[sortBy]=loggedAt&pg[sortDir]=desc
    GET /hooks/{id}/logs?from={ms}&pg[limit]=80&pg[sortBy]=loggedAt&pg[sortDir]=desc
    GET /hooks?teamId={teamId}&pg%5Blimit%5D=1000
    GET /organizations?cols[]=id&cols[]=name&pg[limit]=100
    GET /organizations?zone=eu1.make.com
    GET /scenarios-folders?teamId={teamId}
    GET /scenarios/${args.scenarioId}/logs?pg[limit]=${limit}
    GET /scenarios/consumptions?teamId={teamId}
    GET /scenarios/{id}/logs?pg%5Blimit%5D=20&pg%5BsortDir%5D=desc
    GET /scenarios/{id}/logs?pg%5Blimit%5D=3
    GET /scenarios/{id}?cols[]=hookId&cols[]=scheduling
    GET /scenarios/{id}?cols[]=id&cols[]=name&cols[]=isActive&cols[]=islinked&cols[]=dlqCount&cols[]=scheduling&cols[]=hookId&cols[]=iswaiting&cols[]=isPaused
    GET /scenarios?organizationId=123&pg[offset]=0&pg[limit]=50&pg[sortBy]=name&pg[sortDir]=asc
    GET /scenarios?teamId={teamId}&pg[limit]=100&pg[offset]=0
    GET /teams?organizationId={organizationId}
    GET data-stores/132225/data?pg[limit]=25
    GET https://us2.make.com/api/v2/data-stores/{id}/data?pg[limit]=100&pg[offset]=0
    GET scenarios?teamId=TEAM_ID&pg%5Boffset%5D=0&pg%5Blimit%5D=20
    GET /scenarios/{scenario_id}/logs?pg[limit]=10
    GET /scenarios/{scenario_id}/logs?pg[limit]=20&status={status}
    """#

  /// Requests of public code that are wrong, with the rule that says so.
  static let mistakes = #"""
    MQ020 GET /analytics/{organizationId}?teamId[]={teamId}&timeframe[dateFrom]=2026-01-01&timeframe[dateTo]=2026-12-31&sortBy=operations
    MQ002 GET /apps?pg[limit]=200
    MQ022 GET /connections?teamId=${MAKE_TEAM_ID}&pg[limit]=100
    MQ022 GET /connections?teamId={teamId}&pg[limit]=100
    MQ010 GET /notifications?unread=true
    MQ013 GET /scenarios-shared?organizationId=123&teamId=456
    MQ002 GET /scenarios/{id}/executions?limit=10
    MQ002 GET /scenarios/{id}/executions?pg%5Blimit%5D=5&pg%5BsortDir%5D=desc
    MQ014 GET /scenarios/{id}/logs?pg[limit]=20&pg[sortDir]=desc&status=success
    MQ023 GET /scenarios/{id}/logs?pg[limit]=24&pg[sortBy]=timestamp&pg[sortDir]=desc
    MQ020 GET /scenarios?limit=100&offset=0&teamId={team_id}
    MQ021 GET /scenarios?pg[returnTotalCount]=true
    MQ013 GET /scenarios?teamId=1&organizationId=11
    MQ030 GET /sdk/apps?cols=name,label,version&pg[limit]=1000
    MQ010 GET /templates?category={category}&search={search}
    MQ013 GET /users?pg%5Boffset%5D=0&pg%5Blimit%5D=1
    MQ010 GET data-stores?teamid=340621
    """#

  static var all: String {
    let mistakes = mistakes.split(separator: "\n").map { String($0.dropFirst(6)) }.joined(separator: "\n")
    return [documented, tested, official, answered, written, mistakes].joined(separator: "\n")
  }
}
