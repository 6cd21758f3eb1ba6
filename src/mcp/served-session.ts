import type { PasskeySession } from '../../playwright/client/latchkey'
import type { Served } from './mcp-server'
import { SESSION_TOOLS } from './session-tools'

const INSTRUCTIONS =
  'Latchkey is a passkey manager for tests. It answers the WebAuthn ceremonies of pages, or of run_ceremony, with test ' +
  'passkeys that are kept in memory. First say what the user does with answer_ceremonies, then let the page or ' +
  'run_ceremony ask, then read the outcome and its reason with wait_for_ceremony. The resource latchkey://record has ' +
  'every ceremony, signal and refusal with its reason.'

/** An agent over a session of automation. */
export function servedSession(session: PasskeySession): Served<PasskeySession> {
  return {
    subject: session,
    instructions: INSTRUCTIONS,
    tools: SESSION_TOOLS,
    record: (one) => one.activity(),
  }
}
