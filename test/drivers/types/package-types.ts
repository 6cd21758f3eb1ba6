/** The package's types as a test author sees them. test/drivers/packed-package.test.ts compiles this file. */
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
import { pageScript, pageScriptFile } from 'latchkey/page'
import type { LatchkeyState } from 'latchkey/page/latchkey.js'
import { expect, test, type LatchkeyOptions } from 'latchkey/playwright'

type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

function holds<T extends true>(): T | undefined {
  return undefined
}

const options: StartOptions = { flags: ['--session-idle=0'], env: { PATH: undefined }, timeout: 1 }
const latchkey: SameLatchkey = await Latchkey.start(options)
const session: PasskeySession = await latchkey.openSession()

holds<Equal<typeof pageScript | typeof pageScriptFile, string>>()
holds<Equal<LatchkeyOptions['latchkeyOptions'] extends object ? true : false, true>>()
holds<Equal<SignalPolicy, 'spec' | 'google-password-manager' | 'delete'>>()
holds<Equal<PasskeySummary['extensions']['credProtect'], 1 | 2 | 3 | null>>()
holds<Equal<Passkey['authenticatorId'], string | null>>()
holds<Equal<ActivityEntry['outcome'], 'done' | 'nothing' | 'refused'>>()
holds<
  Equal<
    NonNullable<ActivityEntry['names']>,
    { readonly userName: string; readonly userDisplayName: string }
  >
>()
holds<Equal<DryRun['inForce'], SignalPolicy>>()
holds<Equal<EventOf<'ceremonyFinished'>['ceremony'], 'create' | 'get'>>()
holds<Equal<ConsentRule['action'], 'approve' | 'deny' | 'dismiss' | 'never'>>()
holds<Equal<Settings['automaticUpgrades'], 'always' | 'after-sign-in' | 'never'>>()

export const state: LatchkeyState = 'ready'
export const key: AuthenticatorConfiguration = { protocol: 'ctap2', transport: 'usb' }
export const kept: SessionState = await session.state({ path: 'state.json' })

// A passkey has no keys, and cannot be changed in place.
for (const passkey of await session.list()) {
  // @ts-expect-error
  passkey.userName = 'another'
  // @ts-expect-error
  export_(passkey.privateKey)
}
// @ts-expect-error the policy is one of three
await session.setPolicy('other')
// @ts-expect-error an address is one or the other
await Latchkey.connect({})

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
