/// Canonical spelling of criteria texts.
package enum Formatting {}
