import { AppConnection } from './app-connection'
import { APP_TOOLS } from './app-tools'
import type { Served } from './mcp-server'

/** A limit, because the whole record may have ten thousand entries. */
const ENTRIES = 200

const INSTRUCTIONS =
  'Latchkey is a passkey manager for people who test passkey sign-in. You work on the running app, with the passkeys of ' +
  'its user, who sees every question and may answer first. Paired pages in any browser ask the app. The user has to pair ' +
  'pages, and has to let you answer questions: Settings, Commands, Let an agent answer questions. Say what to answer with ' +
  'answer_ceremonies, even while a page is already waiting, then read the outcome and its reason with wait_for_ceremony. You ' +
  'cannot delete passkeys and cannot read keys. The resource latchkey://record has the newest ceremonies, signals and ' +
  'refusals with their reasons.'

/** An agent over the running app. */
export function servedApp(connection: AppConnection): Served<AppConnection> {
  return {
    subject: connection,
    instructions: INSTRUCTIONS,
    tools: APP_TOOLS,
    record: (app) => app.call((api) => api.recentActivity(ENTRIES)),
  }
}
