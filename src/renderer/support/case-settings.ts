/** The settings of a case file that the app also has: each with its value now, its value in the case, and the way back. */
import type { AppState } from '../../shared/app-state'
import type { AuthenticatorSettings } from '../../shared/authenticator-settings'
import type { CaseFile } from '../../shared/case-file'
import { findFault } from '../../shared/fault'
import type { MainApi } from '../../shared/main-api'
import type { PairedPage } from '../../shared/pairing'
import type { ProfileSummary } from '../../shared/provider-profile'

/** The state of the app at one moment. */
export interface AppNow {
  readonly state: AppState
  /** The connected pages. */
  readonly pages: readonly PairedPage[]
}

export interface CaseSetting {
  readonly label: string
  readonly before: string
  readonly inCase: string
  readonly apply: () => Promise<void>
  /** Whether the app still has the value of the case. */
  readonly holds: (now: AppNow) => boolean
  readonly undo: () => Promise<void>
  /** Whether the setting applies only to the page of the case, if that page is connected. */
  readonly isForPage?: true
  /** Whether the setting has a banner of its own in the window. */
  readonly hasBanner?: true
}

type Api = Pick<
  MainApi,
  | 'armFault'
  | 'disarmFault'
  | 'setEnterpriseRpIds'
  | 'setImmediateGet'
  | 'setOffline'
  | 'setPackedAttestation'
  | 'setPageProfile'
  | 'setProfile'
  | 'setTransports'
>

export interface CaseTarget {
  /** The only page that the provider and the fault apply to; null: every page. */
  readonly page: PairedPage | null
  readonly profiles: readonly Pick<ProfileSummary, 'id' | 'title'>[]
  readonly api: Api
}

/** The id of the provider profile of a case; undefined if the case has none. */
export function profileOfCase({ session, profile }: CaseFile): string | undefined {
  return session?.settings.profile ?? profile?.id
}

/** The settings that differ between the app and a case. A case of the app has only the provider and the fault. */
export function caseSettings(
  one: CaseFile,
  now: AppNow,
  target: CaseTarget,
): readonly CaseSetting[] {
  const settings = one.session?.settings
  return [
    profileSetting(one, now, target),
    faultSetting(one, now, target),
    ...(settings ? commonSettings(settings, now.state, target.api) : []),
    offlineSetting(one, now, target),
  ].filter((setting) => setting !== null)
}

function profileSetting(
  one: CaseFile,
  { state }: AppNow,
  { page, profiles, api }: CaseTarget,
): CaseSetting | null {
  const id = profileOfCase(one)
  const title = (profile: string) => profiles.find((known) => known.id === profile)?.title
  const before = page?.profile ?? state.authenticator.profile
  if (id === undefined || id === before || title(id) === undefined) return null
  const own = page?.profile ?? null
  const change = {
    label: 'Provider',
    before: title(before) ?? before,
    inCase: title(id) ?? id,
    isForPage: true,
  } as const
  if (page === null)
    return {
      ...change,
      apply: () => api.setProfile(id),
      holds: (now) => now.state.authenticator.profile === id,
      undo: () => api.setProfile(before),
    }
  const { origin } = page
  return {
    ...change,
    apply: () => api.setPageProfile(origin, id),
    holds: ({ pages }) => pages.some((now) => now.origin === origin && now.profile === id),
    undo: () => api.setPageProfile(origin, own),
  }
}

function faultSetting(
  { fault }: CaseFile,
  { state }: AppNow,
  { page, api }: CaseTarget,
): CaseSetting | null {
  const known = fault && findFault(fault.id)
  if (!known) return null
  const { id } = known
  const origin = page?.origin ?? null
  const armedIn = ({ armedFaults }: AppState) =>
    armedFaults.find((armed) => armed.id === id && armed.origin === origin)
  const left = armedIn(state)?.left ?? 0
  return {
    label: 'Fault',
    before: left === 0 ? 'not armed' : `${id}, armed for ${left}`,
    inCase: `${id} in the next answer`,
    apply: () => api.armFault(id, 1, origin),
    holds: (now) => (armedIn(now.state)?.left ?? 0) > left,
    undo: async () => {
      await api.disarmFault(id, origin)
      if (left > 0) await api.armFault(id, left, origin)
    },
    isForPage: true,
    hasBanner: true,
  }
}

const PACKED = { self: 'self attestation', x5c: 'ES256 certificate' } as const
const IMMEDIATE = {
  unsupported: 'no immediate sign-in',
  supported: 'immediate sign-in',
  'private-window': 'as in a private window',
} as const

type Common = Omit<AuthenticatorSettings, 'profile'>

/** The settings that apply to every page. */
function commonSettings(
  inCase: Common,
  { authenticator: before }: AppState,
  api: Api,
): readonly (CaseSetting | null)[] {
  function setting<K extends keyof Common>(
    key: K,
    label: string,
    text: (value: Common[K]) => string,
    set: (value: Common[K]) => Promise<void>,
  ): CaseSetting | null {
    const isSame = (other: Common) => JSON.stringify(other[key]) === JSON.stringify(inCase[key])
    if (isSame(before)) return null
    return {
      label,
      before: text(before[key]),
      inCase: text(inCase[key]),
      apply: () => set(inCase[key]),
      holds: ({ state }) => isSame(state.authenticator),
      undo: () => set(before[key]),
    }
  }
  return [
    setting(
      'packedAttestation',
      'Packed attestation',
      (value) => PACKED[value],
      (value) => api.setPackedAttestation(value),
    ),
    setting('enterpriseRpIds', 'Enterprise attestation', rpIdsText, (value) =>
      api.setEnterpriseRpIds([...value]),
    ),
    setting('transports', 'Transports', String, (value) => api.setTransports(value)),
    setting(
      'immediateGet',
      'Immediate sign-in',
      (value) => IMMEDIATE[value],
      (value) => api.setImmediateGet(value),
    ),
  ]
}

function rpIdsText(rpIds: readonly string[]): string {
  return rpIds.length === 0 ? 'none' : rpIds.join(', ')
}

/** A session without an authenticator corresponds to an app whose authenticator is offline. */
function offlineSetting(
  { session }: CaseFile,
  { state: { isOffline } }: AppNow,
  { api }: CaseTarget,
): CaseSetting | null {
  if (session === undefined) return null
  const { settings, authenticators } = session
  const inCase = settings.platformAuthenticator === 'unavailable' && authenticators.length === 0
  if (inCase === isOffline) return null
  const word = (offline: boolean) => (offline ? 'offline' : 'online')
  return {
    label: 'Authenticator',
    before: word(isOffline),
    inCase: word(inCase),
    apply: () => api.setOffline(inCase),
    holds: ({ state }) => state.isOffline === inCase,
    undo: () => api.setOffline(isOffline),
    ...(inCase && { hasBanner: true }),
  }
}
