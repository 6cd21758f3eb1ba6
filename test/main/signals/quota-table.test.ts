/** The table "The quota" of docs/signals.md: each row through the engine, under Google Password Manager's policy. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ReceivedSignal } from '../../../src/main/webauthn/client/ports'
import { tableBelow } from '../../support/markdown-table'
import { passkey } from '../../support/passkeys'
import { signalWorld } from '../../support/signal-engine'
import { userDetails } from '../../support/signals'
import { requester } from '../../support/webauthn-options'
import { applyChanges } from '../../support/apply-changes'

const DOCUMENT = readFileSync(join(import.meta.dirname, '../../../docs/signals.md'), 'utf8')
const PAGE = 'https://example.org'
const ORIGINS: Readonly<Record<string, string>> = {
  'the page': PAGE,
  'another host of its site': 'https://login.example.org:8443',
  'another site': 'https://example.com',
}
const ADA = passkey({ discoverable: false })
const ALSO_ADA = passkey({ discoverable: false, credentialId: Uint8Array.of(7) })
const BOB = passkey({ userHandle: Uint8Array.of(8), credentialId: Uint8Array.of(8) })

const names = (fields: object, origin = PAGE): ReceivedSignal => ({
  ...userDetails(fields),
  requester: requester({ origin }),
})
const SIGNALS: Readonly<Record<string, ReceivedSignal>> = {
  'changes two passkeys': names({}),
  'changes a name': names({ userId: 'CA' }),
  'changes nothing': names({ name: ADA.userName, displayName: ADA.userDisplayName }),
}

const rows = tableBelow(DOCUMENT, '### The quota')

it('has rows', () => {
  expect(rows.length).toBeGreaterThan(10)
})

describe.each(rows)(
  'after %s changes of %s, the last of them %s',
  (count, whose, last, what, ...ends) => {
    it(`a signal that ${what} ends with ${ends.join(', left: ')}`, async () => {
      const world = signalWorld([ADA, ALSO_ADA, BOB], 'google-password-manager')
      const { engine, store, reports } = world
      for (let i = 0; i < Number(count); i++)
        await engine.receive(names({ name: `name ${i}`, displayName: '' }, ORIGINS[whose]))
      const undone = { userName: ADA.userName, userDisplayName: ADA.userDisplayName }
      for (const { credentialId: passkeyId } of [ADA, ALSO_ADA])
        await applyChanges(store, [{ passkeyId, set: undone }])
      const earlier = reports.splice(0)
      world.now += last === '' || last === 'at once' ? 0 : 1000 * Number.parseInt(last, 10)
      await engine.receive(SIGNALS[what]!)

      const [report] = reports
      expect(earlier.filter(({ outcome }) => outcome !== 'done')).toEqual([])
      expect([
        report?.outcome === 'done' ? 'done' : `nothing: ${report?.reason}`,
        String(engine.quota(PAGE)?.left),
      ]).toEqual(ends)
    })
  },
)
