import type { MainApi } from '../../shared/main-api'
import { activityCalls, type ActivityPort } from './activity-calls'
import { appCalls, type AppPort } from './app-calls'
import { auditCalls, type AuditPort } from './audit-calls'
import { exchangeCalls, type ExchangePort } from './exchange-calls'
import { faultCalls, type FaultPort } from './fault-calls'
import { keyCalls, type KeyPort } from './key-calls'
import { pageCalls, type PagePort } from './page-calls'
import { passkeyCalls, type PasskeyPort } from './passkey-calls'
import { profileCalls, type Profile, type ProfilePort } from './profile-calls'
import { questionCalls, type QuestionPort } from './question-calls'
import { settingsCalls, type SettingsPort } from './settings-calls'
import { vaultCalls, type VaultPort } from './vault-calls'

/** The parts of the app that the window can reach, with one port per group of calls. */
export interface MainApiPorts<P extends Profile = Profile> {
  readonly app: AppPort
  readonly keys: KeyPort
  readonly vault: VaultPort
  readonly settings: SettingsPort
  readonly profiles: ProfilePort<P>
  readonly faults: FaultPort
  readonly audit: AuditPort
  readonly passkeys: PasskeyPort
  readonly exchange: ExchangePort
  readonly activity: ActivityPort
  readonly questions: QuestionPort
  readonly pages: PagePort
  /** Resolves once the signals that have arrived are applied. Never rejects. */
  readonly signalsApplied: () => Promise<void>
}

/** Implements the window's calls. Reads and changes of the user run after the signals that arrived before. */
export function mainApi<P extends Profile>(ports: MainApiPorts<P>): MainApi {
  const afterSignals = <C extends Calls>(calls: C): C => after(ports.signalsApplied, calls)
  return {
    ...appCalls(ports.app),
    ...keyCalls(ports.keys),
    ...vaultCalls(ports.vault),
    ...questionCalls(ports.questions),
    ...profileCalls(ports.profiles),
    ...faultCalls(ports.faults),
    ...auditCalls(ports.audit),
    ...afterSignals(settingsCalls(ports.settings)),
    ...afterSignals(passkeyCalls(ports.passkeys)),
    ...afterSignals(exchangeCalls(ports.exchange)),
    ...afterSignals(activityCalls(ports.activity)),
    ...afterSignals(pageCalls(ports.pages)),
  }
}

type Calls = Readonly<Record<string, (...args: never) => Promise<unknown>>>

/** The same calls, but each first waits for `before`. */
function after<C extends Calls>(before: () => Promise<void>, calls: C): C {
  const waiting = Object.entries(calls).map(([name, call]) => [
    name,
    async (...args: never) => {
      await before()
      return call(...args)
    },
  ])
  // Cast: Object.fromEntries loses the names.
  return Object.fromEntries(waiting) as C
}
