/** The answer to New Session. */

/** Requests the text of the page script in the answer. A Latchkey that forwards a browser's commands omits it. */
const PAGE_SCRIPT = 'latchkey:pageScript'

export const NEW_SESSION = { capabilities: { alwaysMatch: { [PAGE_SCRIPT]: true } } } as const

export interface OpenedSession {
  readonly sessionId: string
  readonly capabilities: { readonly [PAGE_SCRIPT]?: unknown }
}

/** The text of the page script, if it came with the session. */
export function scriptOf({ capabilities }: OpenedSession): string | undefined {
  const script = capabilities[PAGE_SCRIPT]
  return typeof script === 'string' ? script : undefined
}
