/** The core as the desktop app composes it: one vault, one platform authenticator, and a user at the window who answers. */
import type { ImmediateGet } from '../../shared/authenticator-settings'
import type { SignalPolicy } from '../../shared/signal-policy'
import type { PairingPrompt, PeerOwner } from '../bridge/ports'
import { RecentActivity } from '../commands/recent-activity'
import { AgentAnswers, AgentOrPerson } from '../consent/agent-answers'
import { AnsweredConsent } from '../consent/answer-for-person'
import { AnswersByItself } from '../consent/answers-by-itself'
import { Questions } from '../consent/questions'
import { ScriptedConsent } from '../consent/scripted-consent'
import { WindowConsent, WindowPairing } from '../consent/window-consent'
import type { DeferredLint } from '../page-lint/deferred-lint'
import { AfterAnswers } from '../platform/after-answers'
import type { Log } from '../platform/log'
import { logged } from '../platform/logged'
import type { Clock, NewId, Randomness } from '../platform/ports'
import { PolicyByOrigin } from '../signals/policy-by-origin'
import type { SignalQueue } from '../signals/signal-queue'
import type { Vault } from '../vault/vault'
import { ALGORITHMS } from '../webauthn/authenticator/algorithms/algorithms'
import { withPreparedEs256Keys } from '../webauthn/authenticator/algorithms/prepared-keys'
import { AttestationFiles } from '../webauthn/authenticator/attestation/metadata/attestation-files'
import { RootAuthority } from '../webauthn/authenticator/attestation/root-authority'
import { OWN_PROFILE } from '../../shared/provider-profile'
import { LoadedProfiles } from '../webauthn/providers/loaded-profiles'
import {
  PLATFORM_AUTHENTICATOR,
  type AuthenticatorDescription,
} from '../webauthn/authenticator/description'
import { ProfileByOrigin } from './profile-by-origin'
import { CTAP2_1_KEY, CTAP2_KEY } from '../webauthn/authenticator/security-keys'
import { signingKeysOf } from '../webauthn/authenticator/signing-keys'
import { ArmedFaults } from '../webauthn/faults/armed-faults'
import { RecentSignIns } from '../webauthn/client/recent-sign-ins'
import type { RelatedOriginsSource } from '../webauthn/client/ports'
import { compose, type Core } from './compose'
import { PlatformAuthenticator } from './platform-authenticator'
import type { CeremonyJudge } from '../ipc/activity-calls'
import { recallOnceOpen, vaultLint } from './vault-lint'
import { whyNotMade } from './why-not-made'
import { whyNotOffered } from './why-not-offered'
import { describeBridge, describeVault } from './log-lines'
import { RecordedEdits } from './recorded-edits'
import { recordVaultFile } from './record-vault-file'

export interface LatchkeyParts {
  readonly vault: Vault
  /** `latchkey.js` for pages. */
  readonly pageScript: string
  readonly version: string
  /** Our own user; undefined on systems without user ids. */
  readonly uid: number | undefined
  readonly clock: Clock
  readonly random: Randomness
  readonly newId: NewId
  readonly peers: PeerOwner
  readonly relatedOrigins: RelatedOriginsSource
  /** The policy of every page without its own; null, the default, for the policy of the page's profile. */
  readonly signalPolicy?: () => SignalPolicy | null
  readonly log: Log
  /** Describes the authenticator that answers; Latchkey's own platform authenticator by default. */
  readonly authenticator?: () => AuthenticatorDescription
  /** The profiles that pages can get; Latchkey's by default. */
  readonly profiles?: LoadedProfiles
  /** Describes the authenticator for a page with its own provider profile; by default as the profile says. */
  readonly authenticatorAs?: (profile: string) => AuthenticatorDescription
  /** Whether to ignore the transports that a page states for the passkeys that it allows; false by default. */
  readonly ignoresTransports?: () => boolean
  /** What `get()` does with `uiMode: "immediate"`. By default it ignores the member. */
  readonly immediateGet?: () => ImmediateGet
}

export interface Latchkey extends Core {
  readonly vault: Vault
  /** The newest entries of the record, for callers that wait for an entry. */
  readonly recent: RecentActivity
  readonly questions: Questions
  /** Answers instead of the user, from this process. */
  readonly script: ScriptedConsent
  readonly answersByItself: AnswersByItself
  /** Answers in addition to the user at the window, if the user allows it. */
  readonly agentAnswers: AgentAnswers
  readonly authenticator: PlatformAuthenticator
  /** Which origins may make a passkey without a question. */
  readonly signIns: RecentSignIns
  /** The faults that the next answers will have. */
  readonly faults: ArmedFaults
  /** The lint's findings in the calls of pages since the start. */
  readonly lint: DeferredLint
  /** The user's edits of passkeys, recorded. */
  readonly edits: RecordedEdits
  /** The files that make a relying party trust our attestation. */
  readonly attestationFiles: AttestationFiles
  readonly pageProfiles: ProfileByOrigin
  readonly pagePolicies: Pick<PolicyByOrigin, 'of' | 'own' | 'byDefault' | 'set'> &
    Pick<SignalQueue, 'quota'>
  readonly judge: CeremonyJudge
  /** Locks the vault for the user, after every earlier signal. Pages learn that it is locked. */
  lock(): Promise<void>
}

export function makeLatchkey(parts: LatchkeyParts): Latchkey {
  const { vault, clock, log } = parts
  const now = () => clock.now()
  const questions = new Questions({ now, newId: parts.newId })
  const agentAnswers = new AgentAnswers(clock)
  vault.passkeys.onChange(() => {
    questions.passkeysChanged()
    agentAnswers.changed()
  })
  const script = new ScriptedConsent()
  const answersByItself = new AnswersByItself()
  const authority = vaultAuthority(parts)
  const profiles = parts.profiles ?? new LoadedProfiles()
  const pageProfiles = new ProfileByOrigin({
    vault,
    profiles,
    common: () => parts.authenticator?.().profile ?? OWN_PROFILE,
    log,
  })
  const authenticator = platformAuthenticator({ ...parts, profiles }, authority, pageProfiles)
  pageProfiles.onChange(() => authenticator.changed())
  const signIns = new RecentSignIns(now)
  const pagePolicies = new PolicyByOrigin({
    chosen: vault.pagePolicies,
    common: (origin) => parts.signalPolicy?.() ?? profiles.signals(pageProfiles.of(origin)),
    log,
  })
  const faults = new ArmedFaults()
  const isOpen = () => vault.isOpen
  const lint = vaultLint(vault, now, log)
  const core = compose({
    ...parts,
    connectionClock: clock,
    authenticators: authenticator,
    algorithms: withPreparedEs256Keys(ALGORITHMS, afterAnswers(log).do),
    passkeys: vault.passkeys,
    policies: pagePolicies,
    consent: new AnsweredConsent(
      [script, answersByItself],
      new AgentOrPerson(agentAnswers, new WindowConsent(questions)),
    ),
    pairing: pairingPrompt(vault, questions, answersByItself),
    answersByItself: (origin) => script.hasAnswer() || answersByItself.has(origin),
    grants: vault.grants,
    entries: vault.activity,
    vault: { isOpen, onChange: (listener) => vault.onStateChange(listener) },
    recentSignIns: signIns,
    faults,
    observer: lint.observer,
    findings: lint.findings,
    driven: false,
  })
  watchStates(vault, core, log)
  const stopRecall = recallOnceOpen(vault, core.activity, lint, { clock, log })
  const latchkey: Latchkey = {
    ...core,
    recent: new RecentActivity(core.activity, clock),
    vault,
    questions,
    script,
    answersByItself,
    agentAnswers,
    authenticator,
    signIns,
    faults,
    lint,
    pageProfiles,
    edits: new RecordedEdits(vault.passkeys, core.activity.report),
    attestationFiles: attestationFilesOf(authority, authenticator, now),
    pagePolicies: policiesOfPages(pagePolicies, core),
    judge: ceremonyJudge({ ...parts, profiles }, core, authenticator),
    lock: () => lockVault(vault, core),
    close: async () => {
      stopRecall()
      await closeAll(vault, core)
    },
  }
  vault.onErased(() => forgetErased(latchkey))
  return latchkey
}

async function closeAll(vault: Vault, core: Core): Promise<void> {
  await core.close()
  await vault.close()
}

type Forget = Readonly<Record<keyof Latchkey, ((latchkey: Latchkey) => void) | null>>

/**
 * What each part forgets of a vault that was erased; null for a part that keeps nothing of a vault in memory. Parts that add to
 * the record come before those that read it.
 */
const FORGET: Forget = {
  client: ({ client }) => client.forget(),
  signals: ({ signals }) => signals.forget(),
  bridge: ({ bridge }) => bridge.forget(),
  throttle: ({ throttle }) => throttle.forget(),
  activity: ({ activity }) => activity.forgetWaiting(),
  lint: ({ lint }) => lint.clear(),
  recent: ({ recent }) => recent.forget(),
  faults: ({ faults }) => faults.forgetAnswers(),
  signIns: ({ signIns }) => signIns.clear(),
  answersByItself: ({ answersByItself }) => answersByItself.clear(),
  // The bridge ends the questions of pages. Those of commands find no passkey any more.
  questions: null,
  // The rules of an agent and of a script name no data of the vault.
  agentAnswers: null,
  script: null,
  // These read the vault.
  vault: null,
  authenticator: null,
  pageProfiles: null,
  pagePolicies: null,
  edits: null,
  attestationFiles: null,
  judge: null,
  lock: null,
  close: null,
}

function forgetErased(latchkey: Latchkey): void {
  for (const forget of Object.values(FORGET)) forget?.(latchkey)
}

function attestationFilesOf(
  authority: RootAuthority,
  authenticator: PlatformAuthenticator,
  now: () => number,
): AttestationFiles {
  const described = () => [authenticator.description, CTAP2_KEY, CTAP2_1_KEY]
  return new AttestationFiles(authority, described, now)
}

function policiesOfPages(policies: PolicyByOrigin, { signals }: Core): Latchkey['pagePolicies'] {
  return {
    of: (origin) => policies.of(origin),
    own: (origin) => policies.own(origin),
    byDefault: (origin) => policies.byDefault(origin),
    set: (origin, policy) => policies.set(origin, policy),
    quota: (origin) => signals.quota(origin),
  }
}

function ceremonyJudge(
  { vault, profiles, ...parts }: LatchkeyParts & { readonly profiles: LoadedProfiles },
  { activity }: Core,
  authenticator: PlatformAuthenticator,
): CeremonyJudge {
  const judged = {
    activity,
    passkeys: vault.passkeys,
    describe: parts.authenticatorAs ?? describePlain(profiles),
    authenticatorFor: (origin: string) => authenticator.of(origin),
    ignoresTransports: parts.ignoresTransports ?? (() => false),
  }
  return {
    whyNotOffered: (entryId, passkeyId) => whyNotOffered(judged, entryId, passkeyId),
    whyNotMade: (entryId) => whyNotMade(judged, entryId),
  }
}

/** Logs changes of the vault and of the bridge, and records findings about the vault's file. */
function watchStates(vault: Vault, { activity, bridge }: Core, log: Log): void {
  vault.onStateChange(() => {
    log.info(`vault: ${describeVault(vault.state)}`)
    if (vault.isOpen) activity.keepWaiting()
  })
  recordVaultFile(vault, activity.report)
  vault.ways.onChange(() => {
    const { notice } = vault.ways.state
    if (notice) log.warn(`vault key: ${notice.text}`)
  })
  bridge.onChange(() => log.info(`bridge: ${describeBridge(bridge.state)}`))
}

function lockVault(vault: Vault, { activity, signals }: Core): Promise<void> {
  // A locked vault cannot store entries.
  activity.finish()
  return vault.lock(async () => signals.applied())
}

/** Attests our authenticators, with a root that the vault stores. */
function vaultAuthority({ vault, clock, random }: LatchkeyParts): RootAuthority {
  const authority = new RootAuthority({
    store: vault.attestationRoots,
    algorithms: ALGORITHMS,
    random,
    now: () => clock.now(),
  })
  vault.attestationRoots.onChange(() => authority.forget())
  return authority
}

function platformAuthenticator(
  {
    vault: { passkeys },
    profiles,
    authenticator,
    authenticatorAs,
  }: LatchkeyParts & { readonly profiles: LoadedProfiles },
  authority: RootAuthority,
  pageProfiles: ProfileByOrigin,
): PlatformAuthenticator {
  const signingKeys = signingKeysOf(passkeys)
  const describeAll = authenticator ?? (() => PLATFORM_AUTHENTICATOR)
  const describeAs = authenticatorAs ?? describePlain(profiles)
  return new PlatformAuthenticator(
    { id: null, store: passkeys, signingKeys, authority, isUserConsenting: () => true },
    (origin) => {
      const own = origin === null ? null : pageProfiles.inForce(origin)
      return own === null ? describeAll() : describeAs(own)
    },
  )
}

function afterAnswers(log: Log): AfterAnswers {
  return new AfterAnswers(logged(log, 'a key was not prepared'))
}

/** Describes profiles without the effect of settings. */
function describePlain(profiles: LoadedProfiles) {
  return (id: string) => profiles.describe(id, PLATFORM_AUTHENTICATOR)
}

/** If a page pairs again, Latchkey asks the user again, even if the origin was auto-approved before. */
function pairingPrompt(
  { grants }: Vault,
  questions: Questions,
  answersByItself: AnswersByItself,
): PairingPrompt {
  const window = new WindowPairing(questions)
  return {
    ask: (question, ...how) => {
      const { origin } = question
      if (!grants.list().some((grant) => grant.origin === origin))
        answersByItself.set(origin, false)
      return window.ask(question, ...how)
    },
    askAgain: (...asked) => window.askAgain(...asked),
  }
}
