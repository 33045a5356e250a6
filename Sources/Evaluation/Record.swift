/// One record, taken out of a collection: a value for each field of the collection's layout.
package struct Record: Sendable, Hashable {
  package var values: [RecordValue]

  package init(values: [RecordValue]) {
    self.values = values
  }
}
