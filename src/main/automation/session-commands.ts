/** Latchkey's own commands on a session, beyond WebDriver's (docs/automation.md). */
import { consentRuleSchema } from './consent/consent-rule'
import { ScriptText, type Route } from './routes'
import type { Sessions } from './sessions'
import { parseBody } from './webdriver/command-body'
import { WebDriverError } from './webdriver/webdriver-error'

const CONSENT = '/session/:sessionId/latchkey/consent'

export function latchkeyRoutes(sessions: Sessions): readonly Route[] {
  const worldOf = ({ sessionId = '' }: Readonly<Record<string, string>>) =>
    sessions.find(sessionId).world
  return [
    {
      method: 'GET',
      path: '/latchkey.js',
      run: () => new ScriptText(sessions.newestWorld().pageScript()),
    },
    {
      method: 'GET',
      path: '/session/:sessionId/latchkey.js',
      run: ({ parameters }) => new ScriptText(worldOf(parameters).pageScript()),
    },
    {
      method: 'POST',
      path: CONSENT,
      run: ({ parameters, body }) => {
        const { user } = worldOf(parameters)
        return add(() => user.add(parseBody(consentRuleSchema, body)))
      },
    },
    { method: 'GET', path: CONSENT, run: ({ parameters }) => worldOf(parameters).user.list() },
    { method: 'DELETE', path: CONSENT, run: ({ parameters }) => worldOf(parameters).user.clear() },
  ]
}

function add(rule: () => string): string {
  try {
    return rule()
  } catch (error) {
    if (error instanceof RangeError) throw new WebDriverError('unknown error', error.message)
    throw error
  }
}
