import CriteriaSemantics
import CriteriaSyntax

/// The datastores that tests and the examples of rule pages speak about.
package enum Examples {
  /// One field of each type, and two each of those that rules compare.
  package static let employees = DatastoreSchema(
    uniqueName: "empdir", displayName: "Employee Directory",
    fields: [
      FieldSchema(uniqueName: "empid", displayName: "Employee ID", type: .number, isMandatory: true),
      FieldSchema(uniqueName: "empname", displayName: "Employee Name", type: .limitedText),
      FieldSchema(uniqueName: "department", displayName: "Department", type: .limitedText),
      FieldSchema(uniqueName: "salary", displayName: "Salary", type: .number),
      FieldSchema(uniqueName: "isactive", displayName: "Is Active", type: .boolean),
      FieldSchema(uniqueName: "notes", displayName: "Notes", type: .largeText),
      FieldSchema(uniqueName: "ssn", displayName: "Social Security Number", type: .encryptedText),
      FieldSchema(uniqueName: "phone", displayName: "Phone", type: .limitedText, isMasked: true),
      FieldSchema(uniqueName: "draft", type: .unknown),
    ],
    uniqueKeys: [["empid"]], path: "datastores/empdir.json")

  package static let projects = DatastoreSchema(
    uniqueName: "projects", displayName: "Projects",
    fields: [
      FieldSchema(uniqueName: "projectid", displayName: "Project ID", type: .number),
      FieldSchema(uniqueName: "title", displayName: "Title", type: .limitedText),
      FieldSchema(uniqueName: "department", displayName: "Department", type: .limitedText),
      FieldSchema(uniqueName: "budget", displayName: "Budget", type: .number),
    ], path: "datastores/projects.json")

  package static let catalog = SchemaCatalog([employees, projects])
}
