/** The tables of docs/signals.md: each row under each policy, through the engine. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Passkey } from '../../../src/main/webauthn/authenticator/ports'
import type { ReceivedSignal } from '../../../src/main/webauthn/client/ports'
import type { Hidden } from '../../../src/shared/passkey'
import { signalPolicies } from '../../../src/shared/signal-policy'
import { tableBelow } from '../../support/markdown-table'
import { passkey, type MemoryPasskeys } from '../../support/passkeys'
import { signalWorld } from '../../support/signal-engine'
import { acceptedCredentials, unknownCredential, userDetails } from '../../support/signals'
import { IDS, whatHappened, type Label } from '../../support/signal-words'
import { base64url } from '../../support/webauthn-options'
import { applyChanges } from '../../support/apply-changes'

const DOCUMENT = readFileSync(join(import.meta.dirname, '../../../docs/signals.md'), 'utf8')
const OLD = { name: 'old user name', displayName: 'Old name' }
const NEW = { name: 'new user name', displayName: 'New name' }
const UNKNOWN_ID = base64url(Uint8Array.of(9))
const OTHER_ENTRY = 'of another signal'

/** How the tables describe a passkey, after its letter. */
const STATES: Readonly<Record<string, Partial<Passkey>>> = {
  '': {},
  'not discoverable': { discoverable: false },
  'user name edited': { edited: { userName: 'site’s', userDisplayName: null } },
  'name edited': { edited: { userName: null, userDisplayName: 'Site’s' } },
  'both names edited': { edited: { userName: 'site’s', userDisplayName: 'Site’s' } },
  'hidden by a signal': hidden({ by: 'page' }, OTHER_ENTRY),
  'hidden by the user': hidden({}, null),
  'in the trash': {},
  'of another user': { userHandle: Uint8Array.of(8) },
  'of another RP ID': { rpId: 'example.com' },
}

const DETAILS: Readonly<Record<string, ReceivedSignal>> = {
  'two new names': userDetails(NEW),
  'a new name': userDetails({ ...OLD, displayName: NEW.displayName }),
  'a new user name': userDetails({ ...OLD, name: NEW.name }),
  'the same names': userDetails(OLD),
  'two empty names': userDetails({ name: '', displayName: '' }),
}

const tables: Readonly<Record<string, (cell: string) => ReceivedSignal>> = {
  '### signalCurrentUserDetails': (cell) => known(DETAILS, cell),
  '### signalUnknownCredential': (cell) => unknownCredential(idOf(cell)),
  '### signalAllAcceptedCredentials': (cell) =>
    acceptedCredentials(cell === 'nothing' ? [] : cell.split('; ').map(idOf)),
}

describe.each(Object.entries(tables))('%s', (heading, signalOf) => {
  const rows = tableBelow(DOCUMENT, heading)

  it('has rows, with an outcome for each policy', () => {
    expect(rows.length).toBeGreaterThan(5)
    expect(rows.filter((row) => row.length !== 2 + signalPolicies.length)).toEqual([])
  })

  describe.each(rows)('%s | %s', (passkeys, signal, ...outcomes) => {
    it.each(signalPolicies.map((policy, i) => [policy, outcomes[i]] as const))(
      '%s: %s',
      async (policy, outcome) => {
        const { engine, store, reports } = signalWorld([], policy)
        for (const text of passkeys === 'none' ? [] : passkeys.split('; ')) await put(store, text)
        const before = store.list()
        await engine.receive(signalOf(signal))

        expect(whatHappened(before, store) || `nothing: ${reports[0]?.reason}`).toBe(outcome)
        expect(reports).toMatchObject([
          { policy, outcome: outcome!.startsWith('nothing') ? 'nothing' : 'done' },
        ])
      },
    )
  })
})

function hidden(by: Pick<Hidden, 'by'>, entryId: string | null): Partial<Passkey> {
  return {
    hidden: { at: 1, because: 'it was hidden', ...by },
    setBy: { userName: null, userDisplayName: null, hidden: entryId },
  }
}

async function put(store: MemoryPasskeys, text: string): Promise<void> {
  const { letter, state } = parse(text)
  await store.add(
    passkey({
      credentialId: IDS[letter],
      userName: OLD.name,
      userDisplayName: OLD.displayName,
      ...known(STATES, state),
    }),
    new Uint8Array(),
  )
  const trash = { because: 'it was deleted', by: OTHER_ENTRY }
  if (state === 'in the trash') await applyChanges(store, [{ passkeyId: IDS[letter], trash }])
}

function parse(text: string): { letter: Label; state: string } {
  const [, letter, state] = /^([AB]),? ?(.*)$/.exec(text) ?? []
  return { letter: letter as Label, state: state! }
}

function idOf(text: string): string {
  return text === 'an unknown id' ? UNKNOWN_ID : base64url(IDS[parse(text).letter])
}

function known<T>(words: Readonly<Record<string, T>>, word: string): T {
  if (!(word in words)) throw new Error(`The tables know no “${word}”.`)
  return words[word]!
}
