extension EndpointTexts {
  /// Templates.
  static let templates = #"""
    GET /templates
      answer: templates
      paging: offset
      teamId integer
      public boolean
      usedApps[] string[]
      cols[] string[]
      pg[sortBy] string
      pg[offset] integer = 0
      pg[sortDir] string (asc desc)
      pg[limit] integer
      cols (observed): id name teamId description usedApps public approvedId publishedId publicUrl published
      cols (observed): approved publishedName approvedName

    GET /templates/{templateId}
      cols[] string[]
      cols (observed): id name teamId description usedApps public approvedId publishedId publicUrl published
      cols (observed): approved publishedName approvedName

    GET /templates/{templateId}/blueprint
      forUse boolean
      templatePublicId integer

    PATCH /templates/{templateId}
      templatePublicId integer
      cols[] string[]
      cols (observed): id name teamId description usedApps public approvedId publishedId publicUrl published
      cols (observed): approved publishedName approvedName

    POST /templates/{templateId}/request-approval
      templatePublicId integer
      cols[] string[]
      cols (observed): id name teamId description usedApps public approvedId publishedId publicUrl published
      cols (observed): approved publishedName approvedName

    DELETE /templates/{templateId}
      confirmed boolean

    GET /templates/public
      answer: templatesPublic
      paging: offset
      includeEn boolean
      name string
      usedApps[] string[]
      cols[] string[]
      pg[sortBy] string = usage
      pg[offset] integer = 0
      pg[sortDir] string (asc desc) = desc
      pg[limit] integer ..10000 = 100
      cols (official): id name description url usedApps usage

    GET /templates/public/{templateUrl}
      templatePublicId integer
      cols[] string[]
      cols (observed): id name description url usedApps usage

    GET /templates/public/{templateUrl}/blueprint
      templatePublicId integer

    POST /templates ...
    POST /templates/{templateId}/publish ...
    """#
}
