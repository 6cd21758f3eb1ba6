/**
 * Latchkey without its window: the chain that a page's request goes down, joined. Nothing of Electron in it,
 * so that tests run the whole of it in one process.
 */
import type { ActivityEntry, ActivityReport } from '../../shared/activity'
import type { SignalPolicy } from '../../shared/signal-policy'
import { describeBridge, describeVault } from './log-lines'
import { ActivityRecord } from '../activity/activity-record'
import { Bridge } from '../bridge/bridge'
import type { PairingPrompt, PeerOwner } from '../bridge/ports'
import { RefusalLog } from '../bridge/refusal-log'
import { AnsweredConsent } from '../consent/answer-for-person'
import { AnswersByItself } from '../consent/answers-by-itself'
import { Questions } from '../consent/questions'
import { ScriptedConsent } from '../consent/scripted-consent'
import { WindowConsent, WindowPairing } from '../consent/window-consent'
import { AfterAnswers } from '../platform/after-answers'
import type { SignalPolicyByOrigin } from '../ipc/page-calls'
import type { Log } from '../platform/log'
import { PageSignalPolicies } from '../signals/page-policies'
import type { Vault } from '../vault/vault'
import { VaultSignals } from '../signals/signal-queue'
import { signingKeysOf } from '../webauthn/authenticator/signing-keys'
import { ALGORITHMS } from '../webauthn/authenticator/algorithms/algorithms'
import { AttestationFiles } from '../webauthn/authenticator/attestation/metadata/attestation-files'
import { RootAuthority } from '../webauthn/authenticator/attestation/root-authority'
import {
  PLATFORM_AUTHENTICATOR,
  type AuthenticatorDescription,
} from '../webauthn/authenticator/description'
import { CTAP2_1_KEY, CTAP2_KEY } from '../webauthn/authenticator/security-keys'
import { WebAuthnClient } from '../webauthn/client/client'
import { onlyAuthenticator } from '../webauthn/client/only-authenticator'
import type { RelatedOriginsSource } from '../webauthn/client/ports'
import { withPreparedEs256Keys } from '../webauthn/authenticator/algorithms/prepared-keys'
import type { Clock, NewId, Randomness } from '../platform/ports'

export interface LatchkeyParts {
  readonly vault: Vault
  /** `latchkey.js`, as pages load it. */
  readonly pageScript: string
  readonly version: string
  /** Our own user; undefined on systems that have no user ids. */
  readonly uid: number | undefined
  readonly clock: Clock
  readonly random: Randomness
  readonly newId: NewId
  readonly peers: PeerOwner
  readonly relatedOrigins: RelatedOriginsSource
  /** Of every page that has none of its own; `spec` where nothing is said. */
  readonly signalPolicy?: () => SignalPolicy
  readonly log: Log
  /** What answers ceremonies; Latchkey's own platform authenticator unless another is put in its place. */
  readonly authenticator?: AuthenticatorDescription
}

export class Latchkey {
  readonly vault: Vault
  readonly activity: ActivityRecord
  readonly questions: Questions
  /** Answers in the person's place, from this process. */
  readonly script = new ScriptedConsent()
  readonly answersByItself = new AnswersByItself()
  /** What the bridge asks, for who has no page to ask with. */
  readonly client: WebAuthnClient
  readonly bridge: Bridge
  /** What lets a relying party trust our attestation. */
  readonly attestationFiles: AttestationFiles
  readonly signals: VaultSignals
  readonly pagePolicies: SignalPolicyByOrigin
  /** Vouches for our authenticators, with a root that the vault keeps. */
  readonly #authority: RootAuthority
  /** What is reported: no page waits for that. */
  readonly #later = new AfterAnswers()

  constructor(parts: LatchkeyParts) {
    const { vault, clock, newId, log } = parts
    const now = () => clock.now()
    this.vault = vault
    const isOpen = () => vault.state.state === 'open'
    this.activity = new ActivityRecord({
      entries: {
        isOpen,
        add: (entry) => vault.activity.add(entry),
        list: () => vault.activity.list(),
      },
      now,
      newId,
    })
    this.questions = new Questions({ now, newId })
    vault.passkeys.onChange(() => this.questions.passkeysChanged())
    this.#authority = new RootAuthority({
      store: vault.attestationRoots,
      algorithms: ALGORITHMS,
      random: parts.random,
      now,
    })
    vault.attestationRoots.onChange(() => this.#authority.forget())
    const authenticator = parts.authenticator ?? PLATFORM_AUTHENTICATOR
    this.attestationFiles = new AttestationFiles(
      this.#authority,
      [authenticator, CTAP2_KEY, CTAP2_1_KEY],
      now,
    )
    vault.onStateChange(() => {
      log.info(`vault: ${describeVault(vault.state)}`)
      if (isOpen()) this.activity.keepWaiting()
    })
    const record = (entry: ActivityReport) => {
      log.info(`${entry.kind} ${entry.outcome} ${entry.origin ?? 'no origin'}: ${entry.reason}`)
      return this.activity.report(entry)
    }
    const report = (entry: ActivityReport) => this.#later.do(() => void record(entry))
    const reportUnasked = sparingly(report, clock)
    const policies = pagePolicies(parts)
    this.signals = this.#makeSignals(parts, policies, reportUnasked, record)
    this.pagePolicies = {
      own: (origin) => policies.own(origin),
      set: (origin, policy) => policies.set(origin, policy),
      quota: (origin) => this.signals.quota(origin),
    }
    this.client = this.#makeClient(parts, authenticator, reportUnasked)
    this.bridge = this.#makeBridge(parts, report)
    this.bridge.onChange(() => log.info(`bridge: ${describeBridge(this.bridge.state)}`))
  }

  /** Pages are disconnected, what they signalled is done, and everything that waits to be written is. */
  async close(): Promise<void> {
    await this.bridge.end()
    // Signals are handed on once their pages have had the answer.
    await new Promise((handedOn) => setImmediate(handedOn))
    await this.signals.settled()
    this.#later.finish()
    await this.vault.close()
  }

  #makeSignals(
    { vault, clock, newId }: LatchkeyParts,
    policies: PageSignalPolicies,
    report: (entry: ActivityReport) => void,
    record: (entry: ActivityReport) => ActivityEntry,
  ): VaultSignals {
    return new VaultSignals({
      vault: {
        isOpen: () => vault.state.state === 'open',
        onChange: (listener) => void vault.onStateChange(listener),
      },
      store: vault.passkeys,
      policies,
      report,
      record: (entry) => {
        // What it undoes may still wait to be recorded.
        this.#later.finish()
        return record(entry)
      },
      newId,
      now: () => clock.now(),
      after: (ms, callback) => clock.after(ms, callback),
    })
  }

  #makeClient(
    { vault, clock, random, newId, relatedOrigins, log }: LatchkeyParts,
    authenticator: AuthenticatorDescription,
    report: (entry: ActivityReport) => void,
  ): WebAuthnClient {
    return new WebAuthnClient({
      authenticators: onlyAuthenticator({
        id: null,
        authenticator,
        store: vault.passkeys,
        signingKeys: signingKeysOf(vault.passkeys),
        authority: this.#authority,
        isUserConsenting: () => true,
      }),
      algorithms: withPreparedEs256Keys(ALGORITHMS, this.#later.do),
      newId,
      consent: new AnsweredConsent(
        [this.script, this.answersByItself],
        new WindowConsent(this.questions),
      ),
      signals: this.signals,
      relatedOrigins,
      random,
      now: () => clock.now(),
      after: (ms, callback) => clock.after(ms, callback),
      fault: (what, error) => log.error(what, error),
      report,
    })
  }

  /** A page that is paired anew asks its user again, whatever an earlier grant was set to. */
  #pairing(): PairingPrompt {
    const window = new WindowPairing(this.questions)
    return {
      ask: (question, signal) => {
        const { origin } = question
        if (!this.vault.grants.list().some((grant) => grant.origin === origin))
          this.answersByItself.set(origin, false)
        return window.ask(question, signal)
      },
    }
  }

  #makeBridge(
    { vault, clock, random, peers, pageScript, version, uid, log }: LatchkeyParts,
    report: (entry: ActivityReport) => void,
  ): Bridge {
    return new Bridge(
      { appVersion: version, script: pageScript, uid },
      {
        grants: vault.grants,
        pairing: this.#pairing(),
        ceremonies: this.client,
        vault: {
          isOpen: () => vault.state.state === 'open',
          onChange: (listener) => vault.onStateChange(listener),
        },
        clock,
        random,
        peers,
        answersByItself: (origin) => this.script.hasAnswer() || this.answersByItself.has(origin),
        fault: (what, error) => log.error(what, error),
        report,
      },
    )
  }
}

function pagePolicies({
  vault,
  signalPolicy = () => 'spec',
  log,
}: LatchkeyParts): PageSignalPolicies {
  return new PageSignalPolicies({ chosen: vault.pagePolicies, common: signalPolicy, log })
}

/**
 * What changed nothing, and what nobody answered, costs a page nothing: a flood of it must not wash out of the
 * record what did happen. One page's flood hides nothing of another page: only paired ones are heard here.
 */
function sparingly(
  report: (entry: ActivityReport) => void,
  clock: Clock,
): (entry: ActivityReport) => void {
  const byOrigin = new Map<string | null, RefusalLog>()
  return (entry) => {
    if (entry.outcome === 'done' || entry.answeredBy) {
      report(entry)
      return
    }
    const { origin } = entry
    let log = byOrigin.get(origin)
    if (!log) byOrigin.set(origin, (log = new RefusalLog(report, clock, manyOf(origin))))
    log.note(entry)
  }
}

function manyOf(origin: string | null): ActivityReport {
  const reason = 'many different requests without effect within a second'
  return { kind: 'refusal', origin, outcome: 'refused', reason }
}
