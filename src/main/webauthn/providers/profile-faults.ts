/** The faults of a profile that a user edits, by field. The rules are those of the schema and the description. */
import * as v from 'valibot'
import type { ProfileFault } from '../../../shared/profile-form'
import { brokenRules } from '../authenticator/description-rules'
import { fieldsOf, isField } from './profile-fields'
import { ownProfileSchema, type OwnProfileFile } from './profile-schema'
import { describeUnchecked } from './provider-profiles'

/** @returns the profile, or what is wrong with it. */
export function judgedProfile(given: unknown): OwnProfileFile | readonly ProfileFault[] {
  const result = v.safeParse(ownProfileSchema, given)
  if (!result.success) return result.issues.map(faultOf)
  const broken = brokenRules(describeUnchecked(result.output).description)
  // Cast: the schema has accepted it.
  if (broken.length === 0) return given as OwnProfileFile
  return broken.map(({ message, knobs }) => ({ fields: knobs.flatMap(fieldsOf), reason: message }))
}

function faultOf(issue: v.BaseIssue<unknown>): ProfileFault {
  return { fields: fieldsAt(issue), reason: reasonOf(issue) }
}

/** From `facts.3.knobs.credentialId.bytes` to its field. */
function fieldsAt({ path }: v.BaseIssue<unknown>): string[] {
  const names = (path ?? []).map(({ key }) => String(key))
  const [first = ''] = names
  if (first !== 'facts') return first === '' ? [] : [first]
  const [knob = '', member = ''] = names.slice(names.indexOf('knobs') + 1)
  const exact = `${knob}.${member}`
  return isField(exact) ? [exact] : fieldsOf(knob)
}

const REASONS: Readonly<Record<string, (requirement: unknown) => string>> = {
  number: () => 'a number is needed',
  union: () => 'a number is missing, or this is none of the choices',
  integer: () => 'a whole number is needed',
  min_value: (least) => `at least ${String(least)}`,
  max_value: (most) => `at most ${String(most)}`,
  uuid: () => 'a UUID is needed, such as 84b9489f-93f9-48d9-a1db-39a44ab735ee',
  non_empty: () => 'this may not be empty',
  max_length: (most) => `at most ${String(most)} characters or entries`,
}

/** The messages of checks and patterns are our own sentences. The others are valibot's. */
function reasonOf({ type, message, requirement }: v.BaseIssue<unknown>): string {
  return REASONS[type]?.(requirement) ?? message
}
