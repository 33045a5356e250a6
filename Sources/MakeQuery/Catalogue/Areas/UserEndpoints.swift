extension EndpointTexts {
  /// Users, roles and notifications.
  static let users = #"""
    GET /users
      answer: users
      paging: offset
      one of: teamId organizationId
      teamId integer
      organizationId integer
      name string
      email string
      teamRoleId integer
      organizationRoleId integer
      filterByTeamId integer
      ids integer[]
      tfaStatus integer (0 1 2)
      cols[] string[] = id,name,email,language,timezoneId,localeId,countryId,features,avatar
      pg[sortBy] string
      pg[offset] integer = 0
      pg[sortDir] string (asc desc)
      pg[limit] integer ..10000 = 10
      sort (official): email id name
      cols (observed): id name email language timezoneId localeId countryId features avatar timezone locale
      cols (observed): emailNotifications usersAdminsRoleId hasPassword tfaEnabled forceSetPassword
      cols (observed): userOrganizationRoles userTeamRoles lastLogin

    GET /users/me
      answer: authUser
      includeInvitedOrg boolean
      cols string[]
      cols (official): id name email language timezoneId localeId countryId features avatar timezone locale
      cols (official): emailNotifications usersAdminsRoleId userOrganizationRoles userTeamRoles
      cols (official): forceSetPassword hasPassword tfaEnabled isAffiliatePartner hasAddedApp supportEligible

    GET /users/by-permission
      type string (company organization)
      permission string
      organizationId integer
      teamId integer
      cols string[]

    GET /users/roles
      answer: usersRoles
      cols string[]
      category string (organization team)
      organizationId integer
      teamId integer
      roleId integer
      excludeRole[] integer[]
      cols (official): id name identifier subsidiary category permissions description

    GET /users/roles/permissions
      roleCategory string (organization team)

    GET /users/{userId}/user-organization-roles
      cols string[]
      cols (official): userId organizationId usersRoleId invitation organizationTeamsCount joinedTeamsCount

    GET /users/{userId}/user-organization-roles/{organizationId}
      cols string[]
      cols (observed): userId organizationId usersRoleId invitation organizationTeamsCount joinedTeamsCount

    GET /users/password-reset
      hash string

    GET /users/redirect-action
      orgId integer

    GET /users/me/pinned-apps
      organizationId integer

    DELETE /users ...
    POST /users/custom-roles ...
    PATCH /users/custom-roles/{roleId} ...
    DELETE /users/custom-roles/{roleId} ...
    PATCH /users/me ...
    DELETE /users/me ...
    GET /users/me/api-tokens ...
    POST /users/me/api-tokens ...
    DELETE /users/me/api-tokens/{timestamp} ...
    GET /users/me/current-authorization ...
    GET /users/me/organization-invitations ...
    POST /users/password-reset ...
    POST /users/password-reset-demand ...
    GET /users/roles/{roleId} ...
    GET /users/unread-notifications ...
    POST /users/user-sso-create ...
    PATCH /users/{userId} ...
    DELETE /users/{userId} ...
    PUT /users/{userId}/attributes/email ...
    PUT /users/{userId}/attributes/password ...
    POST /users/{userId}/user-organization-roles/{organizationId} ...
    POST /users/{userId}/user-organization-roles/{organizationId}/transfer ...
    GET /users/{userId}/user-team-notifications ...
    GET /users/{userId}/user-team-notifications/{teamId} ...
    GET /users/{userId}/user-team-notifications/{teamId}/{notificationId} ...
    POST /users/{userId}/user-team-notifications/{teamId}/{notificationId} ...
    PUT /users/{userId}/user-team-notifications/{teamId}/{notificationId} ...
    GET /users/{userId}/user-team-roles ...
    GET /users/{userId}/user-team-roles/{teamId} ...
    POST /users/{userId}/user-team-roles/{teamId} ...

    GET /notifications
      paging: offset
      unreadOnly boolean
      imtZoneId integer
      pg[sortBy] string
      pg[offset] integer = 0
      pg[sortDir] string (asc desc)
      pg[limit] integer
      sort (official): id

    GET /notifications/{notificationId}
      imtZoneId integer

    DELETE /notifications ...
      imtZoneId integer

    POST /notifications/mark-as-read ...
      ids string
      imtZoneId integer

    PUT /notifications/mark-as-read ...
      ids string
      imtZoneId integer

    POST /notifications/mark-as-read/all ...
    PUT /notifications/mark-as-read/all ...
    """#
}
