/// One version of everything a workspace knows.
package struct WorkspaceSnapshot: Sendable {}
