/** The user's actions on a session's passkeys, as a person does them in Latchkey's window. */
import * as v from 'valibot'
import type { SessionPasskeys } from '../ports'
import type { Route } from '../routes'
import type { Sessions } from '../sessions'
import { usvString } from '../../../shared/usv-string'
import { parseBody, refuseParameters } from '../webdriver/command-body'
import { requirePasskey } from './passkey-id'
import { orSentence } from './sentence'
import { sessionRoute } from './session-route'

const ONE = '/passkeys/:credentialId'

/** The same limit as for a page's names. */
const name = usvString(65_536)
const namesSchema = v.strictObject({
  userName: v.exactOptional(name),
  userDisplayName: v.exactOptional(name),
})

export function passkeyRoutes(sessions: Sessions): readonly Route[] {
  const edit = (
    what: string,
    change: (passkeys: SessionPasskeys, id: Uint8Array) => Promise<void>,
  ): Route =>
    sessionRoute(sessions, 'POST', `${ONE}/${what}`, ({ host: { passkeys } }, command) => {
      refuseParameters(command.body)
      return orSentence(() =>
        change(passkeys, requirePasskey(command.parameters.credentialId, passkeys)),
      )
    })
  return [
    sessionRoute(sessions, 'GET', '/passkeys', ({ host }) =>
      host.passkeys.list().map(({ authenticatorId, passkey }) => ({ authenticatorId, ...passkey })),
    ),
    sessionRoute(sessions, 'GET', '/trash', ({ host }) => host.passkeys.listTrash()),
    sessionRoute(sessions, 'POST', `${ONE}/rename`, ({ host: { passkeys } }, command) => {
      const names = parseBody(namesSchema, command.body)
      return orSentence(() =>
        passkeys.rename(requirePasskey(command.parameters.credentialId, passkeys), names),
      )
    }),
    edit('follow-site', (passkeys, id) => passkeys.followSite(id)),
    edit('hide', (passkeys, id) => passkeys.hide(id)),
    edit('show', (passkeys, id) => passkeys.show(id)),
    edit('restore', (passkeys, id) => passkeys.restore(id)),
    sessionRoute(sessions, 'DELETE', ONE, ({ host: { passkeys } }, command) =>
      orSentence(() => passkeys.remove(requirePasskey(command.parameters.credentialId, passkeys))),
    ),
  ]
}
