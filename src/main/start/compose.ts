/**
 * The only composition root: joins the parts of Latchkey's core. It does not depend on Electron. The desktop app, each session
 * of automation, and the tests call it with their own parts.
 *
 *   page → bridge → webauthn/client → webauthn/authenticator → consent, passkeys
 */
import type { ImmediateGet } from '../../shared/authenticator-settings'
import { requestedTimeout } from '../../shared/ceremony-timeout'
import { ActivityRecord } from '../activity/activity-record'
import type { EntryStore } from '../activity/ports'
import { Bridge } from '../bridge/bridge'
import type { GrantStore, PairingPrompt, PeerOwner, VaultDoor } from '../bridge/ports'
import { afterRest } from '../platform/after-rest'
import type { Log } from '../platform/log'
import { logged } from '../platform/logged'
import type { Clock, NewId, Randomness } from '../platform/ports'
import type { Reach } from '../platform/reach'
import type { SignalPolicies, SignalStore } from '../signals/ports'
import { SignalQueue } from '../signals/signal-queue'
import type { Algorithm } from '../webauthn/authenticator/ports'
import type { FaultSource } from '../webauthn/faults/ports'
import { WebAuthnClient } from '../webauthn/client/client'
import type {
  AvailableAuthenticators,
  CeremonyObserver,
  ClientConsent,
  ClientPorts,
  RelatedOriginsSource,
  SignIns,
} from '../webauthn/client/ports'
import { describeEntry } from './log-lines'
import { ThrottledReports, type Report } from './throttled-reports'

export interface CoreParts {
  readonly version: string
  /** Our own user; undefined on systems without user ids. */
  readonly uid: number | undefined
  /** `latchkey.js` for pages. */
  readonly pageScript: string
  /** The clock of ceremonies, signals and the record. */
  readonly clock: Clock
  /** The clock of sockets and their limits. */
  readonly connectionClock: Clock
  readonly random: Randomness
  readonly newId: NewId
  readonly log: Log
  readonly peers: PeerOwner
  readonly relatedOrigins: RelatedOriginsSource
  readonly authenticators: AvailableAuthenticators
  /** Maps a COSE algorithm identifier to its algorithm. */
  readonly algorithms: ReadonlyMap<number, Algorithm>
  /** The passkeys that signals can change. */
  readonly passkeys: SignalStore
  readonly policies: SignalPolicies
  readonly consent: ClientConsent
  readonly pairing: PairingPrompt
  /** Whether a page's questions are answered without a dialog. */
  readonly answersByItself: (origin: string) => boolean
  readonly grants: GrantStore
  readonly entries: EntryStore
  readonly vault: VaultDoor
  /**
   * Whether a test drives the pages. Then pages are not rate-limited, time-outs are as requested, and the process may end while
   * it listens.
   */
  readonly driven: boolean
  readonly observer?: CeremonyObserver
  /** The lint's findings in the call of a ceremony, by the ceremony's id. */
  readonly findings?: ClientPorts['findings']
  /** The armed faults for the next answers. By default every answer is genuine. */
  readonly faults?: FaultSource
  /** Where pages may connect from: only this computer by default. */
  readonly reach?: Reach
  /** Whether to ignore the transports that a page states for the passkeys that it allows; false by default. */
  readonly ignoresTransports?: () => boolean
  /** Whether a ceremony that no authenticator fits waits until its lifetime is over, as in browsers; false by default. */
  readonly waitsForFitting?: () => boolean
  /** What `get()` does with `uiMode: "immediate"`. By default it ignores the member. */
  readonly immediateGet?: () => ImmediateGet
  /** When a passkey may be made without asking; by default after a sign-in in the last five minutes. */
  readonly recentSignIns?: SignIns
}

/** The core of Latchkey: the part that answers pages, and its state. */
export interface Core {
  readonly activity: ActivityRecord
  /** Throttles what pages add to the record. */
  readonly throttle: Pick<ThrottledReports, 'forget'>
  readonly signals: SignalQueue
  /** What the bridge calls on behalf of pages. */
  readonly client: WebAuthnClient
  readonly bridge: Bridge
  /** Disconnects the pages, applies the signals that they sent, and records the remaining entries. */
  close(): Promise<void>
}

export function compose(parts: CoreParts): Core {
  const now = () => parts.clock.now()
  const activity = new ActivityRecord({
    entries: parts.entries,
    now,
    newId: parts.newId,
    failed: logged(parts.log, 'an entry of the record was not kept whole'),
    // A test waits for what follows an entry. Otherwise the rest of the work goes first, and a person does not notice the
    // delay.
    later: parts.driven ? undefined : afterRest,
  })
  activity.onAdded((entry) => parts.log.info(describeEntry(entry)))
  // Throttles a flood of entries that changed nothing, unless a test causes it.
  const throttle = new ThrottledReports(activity.reportLater, parts.clock)
  const report = parts.driven ? activity.reportLater : throttle.report
  const signals = makeSignals(parts, report, activity.report)
  const client = makeClient(parts, report, signals)
  const bridge = makeBridge(parts, activity, client)
  return {
    activity,
    throttle,
    signals,
    client,
    bridge,
    close: async () => {
      await bridge.end()
      await client.end()
      await signals.end()
      activity.finish()
    },
  }
}

function makeSignals(
  parts: CoreParts,
  report: Report,
  record: ActivityRecord['report'],
): SignalQueue {
  const { authenticators, clock, driven, newId, passkeys, policies, vault } = parts
  return new SignalQueue({
    vault,
    store: passkeys,
    policies,
    report,
    record,
    newId,
    now: () => clock.now(),
    isReached: (origin) => (authenticators.forPage?.(origin) ?? authenticators).list().length > 0,
    after: (ms, callback) => clock.after(ms, callback),
    // A test checks the effect of a signal, and has no page that the work could slow.
    atOnce: driven,
  })
}

function makeClient(parts: CoreParts, report: Report, signals: SignalQueue): WebAuthnClient {
  const { clock, driven, faults, findings, log, observer, recentSignIns } = parts
  const { ignoresTransports, immediateGet, waitsForFitting } = parts
  return new WebAuthnClient({
    authenticators: parts.authenticators,
    algorithms: parts.algorithms,
    random: parts.random,
    newId: parts.newId,
    consent: parts.consent,
    signals,
    relatedOrigins: parts.relatedOrigins,
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    after: (ms, callback) => clock.after(ms, callback),
    ...(driven && { timeoutOf: requestedTimeout }),
    ...(observer && { observer }),
    ...(findings && { findings }),
    ...(faults && { faults }),
    ...(recentSignIns && { recentSignIns }),
    ...(ignoresTransports && { ignoresTransports }),
    ...(waitsForFitting && { waitsForFitting }),
    ...(immediateGet && { immediateGet }),
    fault: (what, error) => log.error(what, error),
    report,
  })
}

function makeBridge(parts: CoreParts, activity: ActivityRecord, client: WebAuthnClient): Bridge {
  const { answersByItself, connectionClock, driven, grants, log, pairing, peers, random, reach } =
    parts
  return new Bridge(
    {
      appVersion: parts.version,
      script: parts.pageScript,
      uid: parts.uid,
      unlimited: driven,
      ...(reach && { reach }),
      isUnref: driven,
    },
    {
      grants,
      pairing,
      ceremonies: client,
      vault: parts.vault,
      clock: connectionClock,
      random,
      peers,
      answersByItself,
      fault: (what, error) => log.error(what, error),
      report: activity.reportLater,
    },
  )
}
