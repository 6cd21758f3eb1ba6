/** The client's types are its own, so that its users need no other package. They match Latchkey's types. */
import { expectTypeOf, it } from 'vitest'
import type * as client from '../../../playwright/client/latchkey'
import type { LatchkeyErrorCode } from '../../../playwright/client/latchkey-error'
import type { ConsentRule } from '../../../src/main/automation/consent/consent-rule'
import type { EventType, SessionEvent } from '../../../src/main/automation/events/automation-event'
import type { ClockState } from '../../../src/main/automation/ports'
import type { SessionSettings } from '../../../src/main/automation/session-settings'
import type { AuthenticatorConfiguration } from '../../../src/main/automation/webdriver/authenticator-configuration'
import type { WebDriverErrorCode } from '../../../src/main/automation/webdriver/webdriver-error'
import type { ActivityEntry } from '../../../src/shared/activity'
import type { PasskeySummary, TrashedPasskeySummary } from '../../../src/shared/passkey'
import type { DryRun, DryRunRequest } from '../../../src/shared/signal-dry-run'

it('has the same passkeys', () => {
  expectTypeOf<PasskeySummary>().toExtend<client.PasskeySummary>()
  expectTypeOf<keyof client.PasskeySummary>().toEqualTypeOf<keyof PasskeySummary>()
  expectTypeOf<TrashedPasskeySummary>().toExtend<client.TrashedPasskey>()
  expectTypeOf<keyof client.TrashedPasskey>().toEqualTypeOf<keyof TrashedPasskeySummary>()
})

it('has the same record', () => {
  expectTypeOf<ActivityEntry>().toExtend<client.ActivityEntry>()
  expectTypeOf<keyof client.ActivityEntry>().toEqualTypeOf<keyof ActivityEntry>()
  expectTypeOf<DryRun>().toExtend<client.DryRun>()
  expectTypeOf<keyof client.DryRun>().toEqualTypeOf<keyof DryRun>()
  expectTypeOf<client.SignalToTry['kind']>().toEqualTypeOf<DryRunRequest['signal']['kind']>()
})

it('has the same events', () => {
  expectTypeOf<SessionEvent>().toExtend<client.SessionEvent>()
  expectTypeOf<client.EventType>().toEqualTypeOf<EventType>()
})

it('says the same to Latchkey', () => {
  expectTypeOf<ConsentRule['action']>().toEqualTypeOf<client.ConsentRule['action']>()
  expectTypeOf<keyof client.ApproveOptions | 'action'>().toEqualTypeOf<keyof ConsentRule>()
  expectTypeOf<AuthenticatorConfiguration>().toExtend<client.AuthenticatorConfiguration>()
  expectTypeOf<keyof client.AuthenticatorConfiguration>().toEqualTypeOf<
    keyof AuthenticatorConfiguration
  >()
  expectTypeOf<client.Choice>().toExtend<ConsentRule['choose']>()
  expectTypeOf<client.Clock>().toEqualTypeOf<ClockState>()
  expectTypeOf<SessionSettings>().toExtend<client.Settings>()
  expectTypeOf<keyof client.Settings>().toEqualTypeOf<keyof SessionSettings>()
})

it('has the same errors', () => {
  expectTypeOf<LatchkeyErrorCode>().toEqualTypeOf<WebDriverErrorCode>()
})
