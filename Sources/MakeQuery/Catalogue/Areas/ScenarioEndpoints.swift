extension EndpointTexts {
  /// Scenarios, their folders, and incomplete executions.
  static let scenarios = #"""
    GET /scenarios
      answer: scenarios
      paging: offset
      one of: teamId organizationId
      teamId integer
      organizationId integer
      id[] integer[]
      folderId integer
      isActive boolean
      islinked boolean deprecated
      concept boolean
      type string (scenario tool)
      cols[] string[]
      pg[sortBy] string = proprietal
      pg[offset] integer = 0
      pg[sortDir] string (asc desc) = desc
      pg[limit] integer = 500
      sort (official): proprietal id name teamId folderId isActive islinked isinvalid islocked lastEdit
      sort (official): createdByUserName updatedByUserName created
      cols (sdk): id name description teamId folderId usedPackages scheduling isActive isinvalid isPaused
      cols (sdk): lastEdit created createdByUser updatedByUser dlqCount operations transfer customProperties
      cols (sdk): concept createdBySupport deleted deletedAt islinked islocked ispaused iswatching iswaiting
      cols (sdk): hookId nextExec type slots allDlqCount chainingRole isShared centicredits usedModules
      cols (sdk): devices deviceId deviceScope

    POST /scenarios
      answer: scenario
      cols[] string[]
      confirmed boolean
      cols (observed): id name description teamId folderId usedPackages scheduling isActive isinvalid isPaused
      cols (observed): lastEdit created createdByUser updatedByUser dlqCount operations transfer
      cols (observed): customProperties concept createdBySupport deleted deletedAt islinked islocked ispaused
      cols (observed): iswatching iswaiting hookId nextExec type slots allDlqCount chainingRole isShared
      cols (observed): centicredits usedModules devices deviceId deviceScope

    GET /scenarios/{scenarioId}
      answer: scenario
      cols[] string[]
      cols (observed): id name description teamId folderId usedPackages scheduling isActive isinvalid isPaused
      cols (observed): lastEdit created createdByUser updatedByUser dlqCount operations transfer
      cols (observed): customProperties concept createdBySupport deleted deletedAt islinked islocked ispaused
      cols (observed): iswatching iswaiting hookId nextExec type slots allDlqCount chainingRole isShared
      cols (observed): centicredits usedModules devices deviceId deviceScope

    PATCH /scenarios/{scenarioId}
      answer: scenario
      cols[] string[]
      confirmed boolean
      cols (observed): id name description teamId folderId usedPackages scheduling isActive isinvalid isPaused
      cols (observed): lastEdit created createdByUser updatedByUser dlqCount operations transfer
      cols (observed): customProperties concept createdBySupport deleted deletedAt islinked islocked ispaused
      cols (observed): iswatching iswaiting hookId nextExec type slots allDlqCount chainingRole isShared
      cols (observed): centicredits usedModules devices deviceId deviceScope

    POST /scenarios/{scenarioId}/clone
      organizationId integer!
      cols[] string[]
      confirmed boolean
      notAnalyze boolean
      cols (observed): id name description teamId folderId usedPackages scheduling isActive isinvalid isPaused
      cols (observed): lastEdit created createdByUser updatedByUser dlqCount operations transfer
      cols (observed): customProperties concept createdBySupport deleted deletedAt islinked islocked ispaused
      cols (observed): iswatching iswaiting hookId nextExec type slots allDlqCount chainingRole isShared
      cols (observed): centicredits usedModules devices deviceId deviceScope

    GET /scenarios/{scenarioId}/usage
      organizationTimezone boolean

    GET /scenarios/{scenarioId}/recovery
      teamId integer

    GET /scenarios/{scenarioId}/blueprint
      blueprintId integer
      draft boolean

    GET /scenarios/{scenarioId}/blueprints
      answer: scenariosBlueprints

    GET /scenarios/{scenarioId}/logs
      answer: scenarioLogs
      paging: offset+last
      from integer
      to integer
      status integer (1 2 3)
      durationFrom integer
      durationTo integer
      operationsFrom integer
      operationsTo integer
      transferFrom integer
      transferTo integer
      executionName string
      creditsFrom integer
      creditsTo integer
      showCheckRuns boolean
      pg[sortBy] string = imtId
      pg[offset] integer = 0
      pg[sortDir] string (asc desc) = desc
      pg[limit] integer = 50
      pg[last] integer
      pg[showLast] boolean

    GET /scenarios/{scenarioId}/logs/{executionId}
      answer: scenarioLog

    GET /scenarios/{scenarioId}/logs/{executionId}/p
      include comma-separated (blueprint events bundles)

    GET /scenarios/{scenarioId}/executions/{executionId}
      maxBytes integer

    GET /scenarios/{scenarioId}/modules/{moduleId}/logs
      paging: offset+last
      pg[sortBy] string = imtId
      pg[offset] integer = 0
      pg[sortDir] string (asc desc) = desc
      pg[limit] integer = 50
      pg[last] integer
      pg[showLast] boolean

    GET /scenarios/{scenarioId}/modules/operations
      days integer 1..30

    POST /scenarios/modules/consumptions
      organizationId integer
      days integer

    GET /scenarios/{scenarioId}/notes
      teamId integer
      organizationId integer

    GET /scenarios/{scenarioId}/notes/{noteId}
      teamId integer
      organizationId integer

    GET /scenarios/{scenarioId}/consumption-overview
      from integer
      to integer
      showCheckRuns boolean

    GET /scenarios/consumptions
      teamId integer
      organizationId integer

    GET /scenarios/ai-agents
      paging: offset
      teamId integer
      pg[offset] integer
      pg[limit] integer

    GET /scenarios/logs
      since string
      until string
      pg[limit] integer ..200 = 50

    POST /scenarios/{scenarioId}/start ...
      body: none

    POST /scenarios/{scenarioId}/stop ...
      body: none

    GET /scenarios/{scenarioId}/interface ...
      answer: interface

    DELETE /scenarios/{scenarioId} ...
    GET /scenarios/{scenarioId}/build-variables ...
    POST /scenarios/{scenarioId}/build-variables ...
    PUT /scenarios/{scenarioId}/build-variables ...
    DELETE /scenarios/{scenarioId}/build-variables ...
    GET /scenarios/{scenarioId}/custom-properties ...
    POST /scenarios/{scenarioId}/custom-properties ...
    PUT /scenarios/{scenarioId}/custom-properties ...
    PATCH /scenarios/{scenarioId}/custom-properties ...
    DELETE /scenarios/{scenarioId}/custom-properties ...
    GET /scenarios/{scenarioId}/data ...
    PUT /scenarios/{scenarioId}/data ...
    GET /scenarios/{scenarioId}/data/{moduleId} ...
    PATCH /scenarios/{scenarioId}/interface ...
    POST /scenarios/{scenarioId}/replay ...
    POST /scenarios/{scenarioId}/run ...
    GET /scenarios/{scenarioId}/triggers ...

    GET /scenarios-folders
      answer: scenariosFolders
      teamId integer!
      cols[] string[]
      parentId integer
      childrenDepth string (all)
      cols (sdk): id name path teamId parentId position scenariosTotal scenariosSubtreeTotal scenariosDeleted
      cols (sdk): scenariosDeletedSubtreeTotal hasChildren

    POST /scenarios-folders ...
    PATCH /scenarios-folders/{folderId} ...
    DELETE /scenarios-folders/{folderId} ...

    GET /scenarios-shared
      paging: offset
      one of: teamId organizationId
      teamId integer
      organizationId integer
      folderId integer
      title string
      scenarioName string
      scenarioIds integer[]
      pg[limit] integer = 20
      pg[offset] integer = 0
      pg[sortBy] string = id
      pg[sortDir] string (asc desc) = desc
      pg[returnTotalCount] boolean = false
      sort (official): createdAt id title updated

    GET /dlqs
      answer: dlqs
      paging: observed-offset
      scenarioId integer!

    DELETE /dlqs
      scenarioId integer!
      confirmed boolean

    POST /dlqs/retry
      scenarioId integer!

    GET /dlqs/{dlqId}/logs
      answer: dlqLogs
      status integer (1 2 3)
      from integer
      to integer

    GET /dlqs/{dlqId} ...
      answer: dlq

    POST /dlqs/{dlqId}/retry ...
      body: none

    PATCH /dlqs/{dlqId} ...
    GET /dlqs/{dlqId}/blueprint ...
    GET /dlqs/{dlqId}/bundle ...
    GET /dlqs/{dlqId}/logs/{executionId} ...
    """#
}
