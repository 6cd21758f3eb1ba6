/** Groups differences by subject. Differences between any two ceremonies are separate. */
import type { Difference } from './differences'

export interface DifferenceGroup {
  /** The subject of the differences, such as `Client data`. */
  readonly title: string
  /** Paths without the beginning that the title already says. */
  readonly differences: readonly Difference[]
}

export interface GroupedDifferences {
  readonly groups: readonly DifferenceGroup[]
  /** Different in each ceremony, such as the challenge and the signature. With complete paths. */
  readonly everyTime: readonly Difference[]
}

/** The beginnings of paths, with their subjects. */
const TITLES: readonly (readonly [title: string, place: RegExp])[] = [
  ['Request', /^request\.(?:publicKey\.)?/],
  ['Response', /^response\./],
  ['Client data', /^clientData\./],
  ['Authenticator data', /^authenticatorData\.(?:attestedCredentialData\.)?/],
  ['Attestation', /^attestationObject\.|^(?=attStmt)/],
  ['Signature', /^signature\./],
  ['Extensions', /^extensions\./],
  ['Sizes', /^sizes\./],
  ['Problems', /^problems\./],
]

const OTHERS = 'Others'

/** The challenge and the signature of every ceremony, and the passkey of each registration. */
const EVERY_TIME: readonly RegExp[] = [
  /^request\.publicKey\.challenge$/,
  /^clientData\.challenge$/,
  /^signature\.(?!form$)/,
  /^sizes\.signature$/,
  /\.attStmt\.sig$/,
  /\.certInfo\.extraData$/,
]
const EVERY_REGISTRATION: readonly RegExp[] = [
  /^response\.(?:id|rawId)$/,
  /\.credentialId$/,
  /\.credentialPublicKey\.(?:x|y|n|pub)$/,
  /\.unique(?: [xy])?$/,
  /\.serialNumber$/,
]

export function groupDifferences(
  kind: 'create' | 'get',
  differences: readonly Difference[],
): GroupedDifferences {
  const fresh = kind === 'create' ? [...EVERY_TIME, ...EVERY_REGISTRATION] : EVERY_TIME
  const isFresh = ({ place, left, right }: Difference) =>
    left !== null && right !== null && fresh.some((one) => one.test(place))
  const groups = new Map<string, Difference[]>(TITLES.map(([title]) => [title, []]))
  for (const difference of differences.filter((one) => !isFresh(one))) {
    const [title, beginning] = TITLES.find(([, place]) => place.test(difference.place)) ?? [OTHERS]
    const place = beginning ? difference.place.replace(beginning, '') : difference.place
    groups.set(title, [...(groups.get(title) ?? []), { ...difference, place }])
  }
  return {
    groups: [...groups]
      .filter(([, own]) => own.length > 0)
      .map(([title, own]) => ({ title, differences: own })),
    everyTime: differences.filter(isFresh),
  }
}
