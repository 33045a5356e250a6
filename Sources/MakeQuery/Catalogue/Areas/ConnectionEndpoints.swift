extension EndpointTexts {
  /// Connections, keys, devices and hooks.
  static let connections = #"""
    GET /connections
      answer: connections
      # Sent with `pg`, by Make's own client or others, and answered; no page of the documentation says that it pages.
      paging: accepted
      teamId integer!
      type[] string[]
      <connectionType>[] string[]
      cols[] string[]
      cols (sdk): id name accountName accountLabel packageName expire metadata teamId theme upgradeable
      cols (sdk): scopesCnt scoped accountType editable uid connectedSystemId authorId scenarioUsages

    GET /connections/{connectionId}
      answer: connection
      cols[] string[]
      cols (observed): id name accountName accountLabel packageName expire metadata teamId theme upgradeable
      cols (observed): scopesCnt scoped accountType editable uid connectedSystemId authorId scenarioUsages
      cols (observed): scopes

    POST /connections
      teamId integer!
      inspector integer

    DELETE /connections/{connectionId}
      confirmed boolean

    POST /connections/{connectionId}/test ...
      body: none

    PATCH /connections/{connectionId} ...
    GET /connections/{connectionId}/editable-data-schema ...
    POST /connections/{connectionId}/scoped ...
    POST /connections/{connectionId}/set-data ...

    GET /keys
      answer: keys
      teamId integer!
      typeName string (aes-key apikeyauth apn basicauth clientcertauth eet gpg-private gpg-public webpay)
      cols[] string[]
      cols (official): id name typeName teamId packageName theme

    GET /keys/{keyId}
      answer: key
      cols[] string[]
      cols (official): id name typeName teamId packageName theme

    DELETE /keys/{keyId}
      confirmed boolean

    POST /keys ...
    GET /keys/types ...
    PATCH /keys/{keyId} ...

    GET /devices
      answer: devices
      teamId integer!
      assigned boolean
      viewForScenarioId integer
      scope[] string[]
      cols[] string[]
      cols (sdk): id name teamId udid scope info gone queueCount queueLimit scenarioId

    GET /devices/{deviceId}
      inspector integer
      cols[] string[]
      cols (observed): id name teamId udid scope info gone queueCount queueLimit scenarioId

    GET /devices/{deviceId}/incomings
      paging: offset
      scope string
      pg[sortBy] string
      pg[offset] integer = 0
      pg[sortDir] string (asc desc)
      pg[limit] integer

    GET /devices/{deviceId}/outgoings
      paging: offset
      scope string
      pg[sortBy] string
      pg[offset] integer = 0
      pg[sortDir] string (asc desc)
      pg[limit] integer

    GET /devices/{deviceId}/incomings/stats
      scope string

    GET /devices/{deviceId}/outgoings/stats
      scope string

    DELETE /devices/{deviceId}/incomings ...
      confirmed boolean

    DELETE /devices/{deviceId}/outgoings ...
      confirmed boolean

    POST /devices ...
    PATCH /devices/{deviceId} ...
    DELETE /devices/{deviceId} ...
    GET /devices/{deviceId}/incomings/{incomingId} ...
    GET /devices/{deviceId}/outgoings/{outgoingId} ...

    GET /hooks
      answer: hooks
      paging: observed-offset
      teamId integer!
      typeName string
      assigned boolean
      viewForScenarioId integer

    POST /hooks
      inspector integer
      useDefaults string (requiredOnly)

    DELETE /hooks/{hookId}
      confirmed boolean

    POST /hooks/{hookId}/set-data
      reauthorize integer

    GET /hooks/{hookId}/incomings
      answer: incomings
      paging: offset
      pg[sortBy] string = created
      pg[offset] integer = 0
      pg[sortDir] string (asc desc) = asc
      pg[limit] integer = 10000
      from integer
      to integer

    GET /hooks/{hookId}/logs
      answer: hookLogs
      paging: offset
      from integer
      to integer
      pg[sortBy] string
      pg[offset] integer = 0
      pg[sortDir] string (asc desc)
      pg[limit] integer

    GET /hooks/{hookId}/logs/{logId}
      paging: offset
      pg[sortBy] string
      pg[offset] integer = 0
      pg[sortDir] string (asc desc)
      pg[limit] integer

    GET /hooks/{hookId} ...
      answer: hook

    POST /hooks/{hookId}/learn-start ...
      body: none

    POST /hooks/{hookId}/learn-stop ...
      body: none

    POST /hooks/{hookId}/enable ...
      body: none

    POST /hooks/{hookId}/disable ...
      body: none

    DELETE /hooks/{hookId}/incomings ...
      confirmed boolean

    PATCH /hooks/{hookId} ...
    GET /hooks/{hookId}/incomings/stats ...
    GET /hooks/{hookId}/incomings/{incomingId} ...
    GET /hooks/{hookId}/ping ...

    GET /credential-requests/requests
      answer: requests
      # Sent with `pg`, by Make's own client or others, and answered; no page of the documentation says that it pages.
      paging: accepted
      teamId integer!
      cols string[]
      userId integer
      makeProviderId string
      status string (authorized declined incomplete invalid partially_authorized pending)
      name string
      cols (sdk): id organizationId teamId userId name description externalProviderId makeProviderId createdAt
      cols (sdk): updatedAt expiresAt status shouldSendEmail emailSentAt appNames makeProvider

    GET /credential-requests/requests/{requestId}
      cols string[]
      cols (observed): id organizationId teamId userId name description externalProviderId makeProviderId
      cols (observed): createdAt updatedAt expiresAt status shouldSendEmail emailSentAt appNames makeProvider

    DELETE /credential-requests/requests/{requestId}
      confirmed boolean

    POST /credential-requests/credentials/{credentialId}/delete-remote ...
      body: none

    POST /credential-requests/actions/create ...
    POST /credential-requests/actions/create-by-credentials ...
    POST /credential-requests/actions/extend ...
    GET /credential-requests/apps/{appName}/{appVersion}/modules-with-credentials ...
    POST /credential-requests/credentials/{credentialId}/decline ...
    POST /credential-requests/requests ...
    POST /credential-requests/requests/v2 ...
    GET /credential-requests/requests/{requestId}/detail ...

    GET /oauth/auth/{connectionId}
      scope string[]

    GET /oauth/reauth/{connectionId}
      scope string[]
    """#
}
