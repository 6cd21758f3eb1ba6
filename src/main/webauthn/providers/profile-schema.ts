/** A provider profile: what is known of a provider, each fact with its source, and what is not known. */
import * as v from 'valibot'
import { factGrades, profileIds } from '../../../shared/provider-profile'
import { signalPolicies } from '../../../shared/signal-policy'
import { behaviourEntries, clientQuirksEntries } from '../authenticator/behaviour-schema'
import { descriptionEntries } from '../authenticator/description-schema'

const { name: _name, profile: _profile, ...describing } = descriptionEntries

/** All knobs that a profile may turn. */
const knobEntries = {
  ...describing,
  ...behaviourEntries,
  ...clientQuirksEntries,
  /** What the provider does with signals. */
  signals: v.picklist(signalPolicies),
}

const knobs = v.partial(v.strictObject(knobEntries))

const sentence = v.pipe(v.string(), v.nonEmpty(), v.maxLength(300))

const knobName = v.picklist(Object.keys(knobEntries))

/** Each of these is either a fact or unknown: a gap must be seen. */
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

const fields = v.strictObject({
  id: v.picklist(profileIds),
  title: v.pipe(v.string(), v.nonEmpty(), v.maxLength(64)),
  summary: sentence,
  facts: v.array(
    v.strictObject({ about: sentence, grade: v.picklist(factGrades), source: sentence, knobs }),
  ),
  unknown: v.array(knobName),
  notReproduced: v.array(sentence),
})

/** A profile as its file has it. */
export type ProfileFile = v.InferInput<typeof fields>

export type Profile = v.InferOutput<typeof fields>

/** Refuses a profile that sets a knob twice, that calls a known knob unknown, or that has a gap. */
export const profileSchema = v.pipe(
  fields,
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    const { facts, unknown } = dataset.value
    const known = facts.flatMap((fact) => Object.keys(fact.knobs))
    for (const name of known)
      if (known.indexOf(name) !== known.lastIndexOf(name))
        addIssue({ message: `two facts set ${name}` })
    for (const name of unknown)
      if (known.includes(name)) addIssue({ message: `${name} is known and unknown` })
    for (const name of DECISIVE)
      if (!known.includes(name) && !unknown.includes(name))
        addIssue({ message: `${name} is neither known nor unknown` })
  }),
)
