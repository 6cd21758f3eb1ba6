/** The package's types as test authors see them. test/drivers/packed-package.test.ts compiles this file. */
import {
  Latchkey,
  LatchkeyError,
  type ActivityEntry,
  type AuthenticatorConfiguration,
  type ConsentRule,
  type DryRun,
  type EventOf,
  type Passkey,
  type PasskeySession,
  type PasskeySummary,
  type SessionEvent,
  type SessionState,
  type Settings,
  type SignalPolicy,
  type StartOptions,
} from 'latchkey'
import { Latchkey as SameLatchkey } from 'latchkey/client'
import { audit, type ReportCard, type Row } from 'latchkey/audit'
import { pageScript, pageScriptFile } from 'latchkey/page'
import type { LatchkeyState } from 'latchkey/page/latchkey.js'
import { expect, test, type LatchkeyOptions } from 'latchkey/playwright'

/** True if the types are the same. In a tuple, a union is compared as a whole. */
type Equal<A, B> = [A, B] extends [B, A] ? true : false

const yes = true
const options: StartOptions = { flags: ['--session-idle=0'], env: { PATH: undefined }, timeout: 1 }
const latchkey: SameLatchkey = await Latchkey.start(options)
const session: PasskeySession = await latchkey.openSession()

export const facts = [
  yes satisfies Equal<typeof pageScript, string>,
  yes satisfies Equal<typeof pageScriptFile, string>,
  yes satisfies Equal<LatchkeyOptions['latchkeyOptions'] extends object ? true : false, true>,
  yes satisfies Equal<
    SignalPolicy,
    'spec' | 'google-password-manager' | 'delete' | 'ignored' | 'apple'
  >,
  yes satisfies Equal<PasskeySummary['extensions']['credProtect'], 1 | 2 | 3 | null>,
  yes satisfies Equal<Passkey['authenticatorId'], string | null>,
  yes satisfies Equal<ActivityEntry['outcome'], 'done' | 'nothing' | 'refused'>,
  yes satisfies Equal<NonNullable<ActivityEntry['names']>['userName'], string>,
  yes satisfies Equal<DryRun['inForce'], SignalPolicy>,
  yes satisfies Equal<EventOf<'ceremonyFinished'>['ceremony'], 'create' | 'get'>,
  yes satisfies Equal<ConsentRule['action'], 'approve' | 'deny' | 'dismiss' | 'never'>,
  yes satisfies Equal<Settings['automaticUpgrades'], 'always' | 'after-sign-in' | 'never'>,
]

export const state: LatchkeyState = 'ready'
export const key: AuthenticatorConfiguration = { protocol: 'ctap2', transport: 'usb' }
export const kept: SessionState = await session.state({ path: 'state.json' })

// A passkey has no keys, and cannot be changed in place.
for (const passkey of await session.list()) {
  // @ts-expect-error it is read-only
  passkey.userName = 'another'
  // @ts-expect-error there is no such member
  export_(passkey.privateKey)
}
// @ts-expect-error the policy is one of three
await session.setPolicy('other')
// @ts-expect-error an address is one or the other
await Latchkey.connect({})

const callbacks = { register: async () => undefined, signIn: async () => undefined }
const card: ReportCard = await audit({ ...callbacks, faults: ['uv-not-set'], latchkey })
export const findings: readonly Row[] = card.rows.filter(({ finding }) => finding)
// @ts-expect-error a relying party has two callbacks
await audit({ register: callbacks.register, latchkey })

function export_(value: string): void {
  if (value === '') throw new LatchkeyError('timeout', value)
}

function judge(event: SessionEvent): string | null {
  return event.type === 'ceremonyFinished' ? event.error : event.type
}

const { changes } = await session.waitForSignal('currentUserDetails', {
  where: { outcome: 'done' },
})
for (const change of changes) if (change.what === 'renamed') export_(change.after.userDisplayName)

for await (const event of session.events()) export_(judge(event) ?? '')

test('has the session', async ({ page, passkeys }) => {
  await page.goto('/')
  expect((await passkeys.waitFor(['passkeyAdded', 'passkeyHidden'])).passkey.rpId).toBe('localhost')
})
