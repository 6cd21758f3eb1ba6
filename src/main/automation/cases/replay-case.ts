/** Restores the session state of a case file, so that the next ceremony gets the same answer. */
import * as v from 'valibot'
import { decodeBase64Url, isBase64Url } from '../../../shared/base64url'
import type { CaseFile } from '../../../shared/case-file'
import type { CaseReplay } from '../../../shared/case-replay'
import { consentRuleSchema } from '../../../shared/consent-rule'
import { findFault, TooManyFaultsError, type FaultId } from '../../../shared/fault'
import { clockChangeSchema } from '../../../shared/session-clock'
import type { SettingsChange } from '../../../shared/session-settings'
import { loadProfile, refuseUnknownProfile } from '../profile-choice'
import type { Session } from '../session'
import { parseConfiguration } from '../webdriver/authenticator-configuration'
import { parseBody } from '../webdriver/command-body'
import { isConditional } from './ceremony-starts'

type Replaying = Pick<Session, 'host' | 'authenticators' | 'starts'>

/**
 * Restores the settings with the profile, the virtual authenticators, the user's answer, the fault, the clock and the seed.
 * Keeps the session's passkeys.
 *
 * @throws {WebDriverError} `invalid argument` for a case that this session cannot take.
 */
export async function replayCase(one: CaseFile, session: Replaying): Promise<CaseReplay> {
  const { host, authenticators } = session
  const { kind, origin } = one
  const configurations = authenticatorsToAdd(one, session)
  const clock = clockOf(one)
  const settings = takeProfile(one, host)
  host.settings.change(settings)
  for (const configuration of configurations) await authenticators.add(configuration)
  const fault = findFault(one.fault?.id ?? '')
  const notTaken = [...answerAgain(one, host), ...withoutFault(one)]
  if (one.session?.isClockStopped === true) host.clock.stop()
  if (clock !== undefined) host.clock.set(clock)
  await host.devices.settled()
  const { seed } = one
  // Only when the ceremony begins: connecting pages also draw from the session's randomness, and another ceremony may take the
  // fault.
  session.starts.arm(one, () => {
    if (seed !== null) host.seed(seed, one.session?.seedTaken ?? 0)
    if (fault) armIfRoom(fault.id, host.faults)
  })
  return { kind, origin, notTaken: [...notTaken, ...withoutSeed(one)] }
}

/** Adds none to a session that already has some, such as those of a snapshot, which keep the passkeys. */
function authenticatorsToAdd({ session }: CaseFile, { authenticators }: Replaying) {
  const configurations = (session?.authenticators ?? []).map(parseConfiguration)
  return authenticators.list().length === 0 ? configurations : []
}

function clockOf({ clock }: CaseFile): number | undefined {
  return clock === null ? undefined : parseBody(clockChangeSchema, { now: clock }).now
}

/** A case of the app leaves out the app’s own settings, but includes the profile that answered. */
function takeProfile(
  { session, profile }: CaseFile,
  { profiles }: Session['host'],
): SettingsChange {
  const settings = session?.settings ?? (profile === null ? {} : { profile: profile.id })
  if (session?.profileFile) loadProfile(profiles, session.profileFile)
  refuseUnknownProfile(profiles, settings.profile)
  return settings
}

/** Repeats the user's answer. @returns what cannot be repeated. */
function answerAgain(one: CaseFile, { user, passkeys }: Session['host']): readonly string[] {
  const { kind, entry, outcome } = one
  const question = { ceremony: kind, conditional: kind === 'get' && isConditional(one) }
  if (hasDeclined(one)) {
    user.add(v.parse(consentRuleSchema, { action: 'deny', ...question }))
    return []
  }
  const passkeyId = entry?.passkeyId ?? null
  if (kind !== 'get' || outcome !== 'done' || passkeyId === null) return []
  if (!isBase64Url(passkeyId) || !passkeys.has(decodeBase64Url(passkeyId)))
    return [
      `The session does not have the passkey ${passkeyId}, and a case has no private key. Restore a state that has the passkey.`,
    ]
  user.add(
    v.parse(consentRuleSchema, { action: 'approve', ...question, choose: { id: passkeyId } }),
  )
  return []
}

function hasDeclined({ failed, steps }: CaseFile): boolean {
  return failed?.step === 'answered' && steps.some(({ step }) => step === 'answered')
}

/** @returns what cannot be repeated. */
function withoutFault({ fault }: CaseFile): readonly string[] {
  if (fault === null || findFault(fault.id)) return []
  return [`This Latchkey has no fault “${fault.id}”.`]
}

/** A page must not get an error because the test has armed as many faults as possible since the replay. */
function armIfRoom(id: FaultId, faults: Session['host']['faults']): void {
  try {
    faults.arm(id, 1, null)
  } catch (error) {
    if (!(error instanceof TooManyFaultsError)) throw error
  }
}

/** A new passkey depends on randomness. */
function withoutSeed({ kind, seed, outcome }: CaseFile): readonly string[] {
  return seed === null && kind === 'create' && outcome === 'done'
    ? ['The case has no seed, so the new passkey has another key and another id.']
    : []
}
