/** The authenticators that the provider profiles describe. */
import * as v from 'valibot'
import { OWN_PROFILE, type ProfileId } from '../../../shared/provider-profile'
import type { SignalPolicy } from '../../../shared/signal-policy'
import { PLATFORM_AUTHENTICATOR, type AuthenticatorDescription } from '../authenticator/description'
import { brokenRules } from '../authenticator/description-rules'
import { PROFILE_FILES } from './profile-files'
import { RefusedProfile } from './refused-profile'
import { profileSchema, type OwnProfile, type Profile } from './profile-schema'

const described = new Map<ProfileId, DescribedProfile>()

export interface DescribedProfile {
  readonly description: AuthenticatorDescription
  readonly signals: SignalPolicy
}

/** The authenticator of a provider. Returns the same object each time. */
export function profileDescription(id: ProfileId): AuthenticatorDescription {
  return profileOf(id).description
}

/**
 * The same, with the settings of the user or the test. The signer of a `packed` attestation can be set only for Latchkey's own
 * authenticator, because that of another provider is a fact.
 */
export function configuredProfile(
  id: ProfileId,
  {
    packedAttestation,
    enterpriseRpIds,
  }: Pick<AuthenticatorDescription, 'packedAttestation' | 'enterpriseRpIds'>,
): AuthenticatorDescription {
  const description = { ...profileDescription(id), enterpriseRpIds }
  return id === OWN_PROFILE ? { ...description, packedAttestation } : description
}

/** What the provider does with signals. */
export function profileSignals(id: ProfileId): SignalPolicy {
  return profileOf(id).signals
}

/** @throws {RefusedProfile} when the profile contradicts itself. The tests try each profile. */
function profileOf(id: ProfileId): DescribedProfile {
  let profile = described.get(id)
  if (!profile) {
    const file = PROFILE_FILES.find((one) => one.id === id)
    described.set(id, (profile = describeProfile(v.parse(profileSchema, file))))
  }
  return profile
}

type Facts = Pick<OwnProfile, 'id' | 'title' | 'facts'>

/** @throws {RefusedProfile} when the facts contradict each other. */
export function describeProfile(profile: Facts): DescribedProfile {
  const described = describeUnchecked(profile)
  const broken = brokenRules(described.description)
  if (broken.length > 0) throw new RefusedProfile(broken.map(({ message }) => message))
  return described
}

/** The authenticator, even if its facts contradict each other. */
export function describeUnchecked({ id, title, facts }: Facts): DescribedProfile {
  const { signals = 'spec', ...knobs } = Object.assign(
    {},
    ...facts.map((fact) => fact.knobs),
  ) as Profile['facts'][number]['knobs']
  const { behaviour, client, ...own } = PLATFORM_AUTHENTICATOR
  const description = {
    ...turn(own, knobs),
    name: id === PLATFORM_AUTHENTICATOR.profile ? PLATFORM_AUTHENTICATOR.name : title,
    profile: id,
    behaviour: turn(behaviour, knobs),
    client: turn(client, knobs),
  }
  return { description, signals }
}

/** The same object with the values of the knobs that it has. */
function turn<T extends object>(defaults: T, knobs: object): T {
  const known = Object.entries(knobs).filter(([name]) => name in defaults)
  return { ...defaults, ...Object.fromEntries(known) }
}
