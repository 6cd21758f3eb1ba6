/** A provider profile: the known facts about a provider, each with its source, and the list of unknown knobs. */
import * as v from 'valibot'
import { factGrades, profileIds, profileIdSchema } from '../../../shared/provider-profile'
import { signalPolicies } from '../../../shared/signal-policy'
import { behaviourEntries, clientQuirksEntries } from '../authenticator/behaviour-schema'
import { descriptionEntries } from '../authenticator/description-schema'

const { name: _name, profile: _profile, ...describing } = descriptionEntries

/** All knobs that a profile may set. */
export const knobEntries = {
  ...describing,
  ...behaviourEntries,
  ...clientQuirksEntries,
  /** What the provider does with signals. */
  signals: v.picklist(signalPolicies),
}

const knobs = v.partial(v.strictObject(knobEntries))

const sentence = v.pipe(v.string(), v.nonEmpty(), v.maxLength(300))

const knobName = v.picklist(Object.keys(knobEntries))

/** Each of these is either a fact or listed as unknown, so that a gap is visible. */
const DECISIVE = [
  'aaguid',
  'attachment',
  'backupEligible',
  'backedUp',
  'counter',
  'credentialId',
  'verification',
  'transports',
  'attestationFormats',
  'algorithms',
  'residentKeyDiscouraged',
  'userHandleOfOthers',
  'excluded',
  'extensions',
  'conditionalCreate',
  'signals',
] as const

const entries = {
  title: v.pipe(v.string(), v.nonEmpty(), v.maxLength(64)),
  summary: sentence,
  facts: v.array(
    v.strictObject({ about: sentence, grade: v.picklist(factGrades), source: sentence, knobs }),
  ),
  unknown: v.array(knobName),
  notReproduced: v.array(sentence),
}

const fields = v.strictObject({ id: v.picklist(profileIds), ...entries })

const ownFields = v.strictObject({
  id: v.pipe(
    profileIdSchema,
    v.check((id) => !isShipped(id), 'Latchkey has a profile of this id'),
  ),
  ...entries,
})

function isShipped(id: string): boolean {
  return profileIds.some((one) => one === id)
}

/** A profile in the form of its file. */
export type ProfileFile = v.InferInput<typeof fields>

export type Profile = v.InferOutput<typeof fields>

/** A profile that a user has recorded or written. */
export type OwnProfileFile = v.InferInput<typeof ownFields>

export type OwnProfile = v.InferOutput<typeof ownFields>

/** The values of some knobs, in the form of a file. */
export type Knobs = ProfileFile['facts'][number]['knobs']

/** The decisive knobs that are not among the known ones. */
export function unsettledKnobs(known: readonly string[]): string[] {
  return DECISIVE.filter((name) => !known.includes(name))
}

type Facts = Pick<Profile, 'facts' | 'unknown'>

/** Refuses a profile that sets a knob twice, lists a known knob as unknown, or has a gap. */
const isConsistent = <T extends Facts>() =>
  v.rawCheck<T>(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    for (const message of contradictions(dataset.value)) addIssue({ message })
  })

export const profileSchema = v.pipe(fields, isConsistent<Profile>())

export const ownProfileSchema = v.pipe(ownFields, isConsistent<OwnProfile>())

function contradictions({ facts, unknown }: Facts): string[] {
  const known = facts.flatMap((fact) => Object.keys(fact.knobs))
  return [
    ...known
      .filter((name, index) => known.indexOf(name) !== index)
      .map((name) => `two facts set ${name}`),
    ...unknown.filter((name) => known.includes(name)).map((name) => `${name} is known and unknown`),
    ...unsettledKnobs(known)
      .filter((name) => !unknown.includes(name))
      .map((name) => `${name} is neither known nor unknown`),
  ]
}
