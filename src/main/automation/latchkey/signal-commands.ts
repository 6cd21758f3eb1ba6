/** The record, and the policies, dry run and undo of signals. */
import * as v from 'valibot'
import { dryRunRequestSchema } from '../../../shared/signal-dry-run'
import { signalPolicies } from '../../../shared/signal-policy'
import type { SessionSignals } from '../ports'
import type { Route } from '../routes'
import type { Sessions } from '../sessions'
import { parseBody, refuseParameters } from '../webdriver/command-body'
import { invalidArgument } from '../webdriver/webdriver-error'
import { requirePasskey } from './passkey-id'
import { orSentence } from './sentence'
import { sessionRoute } from './session-route'

const policySchema = v.strictObject({
  policy: v.nullable(v.picklist(signalPolicies)),
  /** Only this page. */
  origin: v.optional(
    v.pipe(v.string(), v.check(isOrigin, 'expected an origin, like https://example.org')),
  ),
})

export function signalRoutes(sessions: Sessions): readonly Route[] {
  return [
    sessionRoute(sessions, 'GET', '/activity', ({ host }) => host.signals.record()),
    sessionRoute(sessions, 'GET', '/signals', ({ host }) =>
      host.signals.record().filter(({ kind }) => kind === 'signal' || kind === 'undo'),
    ),
    sessionRoute(
      sessions,
      'POST',
      '/signals/:entryId/undo',
      ({ host: { signals } }, { parameters: { entryId = '' }, body }) => {
        refuseParameters(body)
        requireSignal(signals, entryId)
        return orSentence(() => signals.undo(entryId))
      },
    ),
    sessionRoute(sessions, 'GET', '/policy', ({ host }) => host.signals.policies()),
    sessionRoute(sessions, 'POST', '/policy', ({ host }, { body }) =>
      setPolicy(host.signals, parseBody(policySchema, body)),
    ),
    sessionRoute(sessions, 'POST', '/dry-run', ({ host }, { body }) => {
      const request = parseBody(dryRunRequestSchema, body)
      requirePasskey(request.passkeyId, host.passkeys)
      return orSentence(() => host.signals.dryRun(request))
    }),
  ]
}

function setPolicy(
  signals: SessionSignals,
  { policy, origin }: v.InferOutput<typeof policySchema>,
): void {
  if (origin !== undefined) signals.setPagePolicy(origin, policy)
  else if (policy !== null) signals.setPolicy(policy)
  else
    throw invalidArgument(
      'policy: null needs an origin, because only a page can do without a policy of its own',
    )
}

function requireSignal(signals: SessionSignals, entryId: string): void {
  if (!signals.record().some(({ id, kind }) => id === entryId && kind === 'signal'))
    throw invalidArgument('the session has no such signal')
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text
}
