/** The settings of a case file that the app does not have, one sentence each. */
import type { CaseFile } from '../../shared/case-file'
import { findFault } from '../../shared/fault'
import type { ProfileSummary } from '../../shared/provider-profile'
import { profileOfCase } from './case-settings'
import { exactTime } from './times'

interface Here {
  readonly profiles: readonly Pick<ProfileSummary, 'id'>[]
  readonly passkeys: readonly { readonly id: string }[]
}

export function leftOutOfCase(one: CaseFile, here: Here): readonly string[] {
  const ofSession = partsOfSession(one)
  return [
    ...unknownProfile(one, here),
    ...unknownFault(one),
    ...missingPasskey(one, here),
    ...(ofSession.length === 0
      ? []
      : [`Only a test session can repeat ${listText(ofSession)} of the case.`]),
  ]
}

function unknownProfile(one: CaseFile, { profiles }: Here): readonly string[] {
  const id = profileOfCase(one)
  return id === undefined || profiles.some((known) => known.id === id)
    ? []
    : [`This Latchkey does not have the provider “${one.profile?.name ?? id}”.`]
}

function unknownFault({ fault }: CaseFile): readonly string[] {
  return fault === null || findFault(fault.id)
    ? []
    : [`This Latchkey does not have the fault “${fault.id}”.`]
}

function missingPasskey({ kind, outcome, entry }: CaseFile, { passkeys }: Here): readonly string[] {
  const id = entry?.passkeyId ?? null
  return kind !== 'get' ||
    outcome !== 'done' ||
    id === null ||
    passkeys.some((one) => one.id === id)
    ? []
    : ['This Latchkey does not have the passkey of the case, and a case has no private key.']
}

function partsOfSession({ seed, clock, session }: CaseFile): readonly string[] {
  const authenticators = session?.authenticators.length ?? 0
  return [
    ...(seed === null ? [] : ['the seed']),
    ...(clock === null ? [] : [`the clock (${exactTime(clock)})`]),
    ...(authenticators === 0 ? [] : ['the virtual authenticators']),
  ]
}

function listText(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join() : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
