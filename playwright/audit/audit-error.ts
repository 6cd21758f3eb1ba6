/** The audit cannot begin, or had to stop. Its message says why, and what to do. */
export class AuditError extends Error {
  override readonly name = 'AuditError'
}

/** The selection names what there is not, or leaves no row. */
export class SelectionError extends AuditError {}
