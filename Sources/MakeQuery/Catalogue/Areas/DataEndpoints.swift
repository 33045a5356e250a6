extension EndpointTexts {
  /// Data stores, data structures, custom functions and custom properties.
  static let data = #"""
    GET /data-stores
      answer: dataStores
      paging: offset
      teamId integer!
      cols[] string[]
      pg[sortBy] string = name
      pg[offset] integer = 0
      pg[sortDir] string (asc desc) = asc
      pg[limit] integer = 10000
      sort (official): name
      cols (sdk): id name records size maxSize teamId datastructureId

    GET /data-stores/{dataStoreId}
      answer: dataStore
      cols[] string[]
      cols (observed): id name records size maxSize teamId datastructureId

    DELETE /data-stores
      teamId integer!
      confirmed boolean

    DELETE /data-stores/{dataStoreId}
      confirmed boolean

    GET /data-stores/{dataStoreId}/data
      answer: records
      paging: offset
      pg[limit] integer = 10
      pg[offset] integer = 0

    DELETE /data-stores/{dataStoreId}/data
      confirmed boolean

    POST /data-stores ...
      answer: dataStore

    PATCH /data-stores/{dataStoreId} ...
      answer: dataStore

    POST /data-stores/{dataStoreId}/data
    PUT /data-stores/{dataStoreId}/data/{dataStoreKeyRecord}
    PATCH /data-stores/{dataStoreId}/data/{dataStoreKeyRecord}

    GET /data-structures
      answer: dataStructures
      paging: offset
      teamId integer!
      cols[] string[]
      pg[sortBy] string = name
      pg[offset] integer = 0
      pg[sortDir] string (asc desc) = asc
      pg[limit] integer
      sort (official): name
      cols (sdk): id name teamId spec strict

    GET /data-structures/{dataStructureId}
      cols[] string[]
      cols (observed): id name teamId spec strict

    DELETE /data-structures/{dataStructureId}
      confirmed boolean

    POST /data-structures ...
    PATCH /data-structures/{dataStructureId} ...
    POST /data-structures/{dataStructureId}/clone ...

    GET /functions
      answer: functions
      teamId integer!
      cols string[]
      cols (sdk): id name args description updatedAt createdAt createdByUser code scenarios

    GET /functions/{functionId}
      cols string[]
      cols (observed): id name args description updatedAt createdAt createdByUser code scenarios

    GET /functions/{functionId}/history
      teamId integer!

    POST /functions/eval
      teamId integer!

    POST /functions
      teamId integer!

    PATCH /functions/{functionId} ...
    DELETE /functions/{functionId} ...

    GET /custom-property-structures
      organizationId integer!

    GET /custom-property-structures/{customPropertyStructureId}/custom-property-structure-items
      paging: offset
      cols[] string[]
      pg[sortBy] string
      pg[offset] integer = 0
      pg[sortDir] string (asc desc)
      pg[limit] integer
      id integer
      name string
      label string
      description string
      type string (boolean date dropdown longText multiselect number shortText)
      required boolean
      sort (official): id name label description type required
      cols (sdk): id name label description type options required

    DELETE /custom-property-structures/custom-property-structure-items/{itemId}
      confirmed boolean

    POST /custom-property-structures ...
    PATCH /custom-property-structures/custom-property-structure-items/{itemId} ...
    POST /custom-property-structures/{customPropertyStructureId}/custom-property-structure-items ...
    """#
}
