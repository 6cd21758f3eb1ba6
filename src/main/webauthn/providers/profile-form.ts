/** Turns a provider profile into a form: the fields with their values. Turns the user's entries into a profile. */
import type {
  FieldValue,
  ProfileDraft,
  ProfileEdit,
  ProfileForm,
} from '../../../shared/profile-form'
import type { SignalPolicy } from '../../../shared/signal-policy'
import { PLATFORM_AUTHENTICATOR } from '../authenticator/description'
import { FIELD_GROUPS, isField, knobOf } from './profile-fields'
import type { Knobs, OwnProfileFile, ProfileFile } from './profile-schema'

/** A profile of Latchkey's or of the user's. */
export type AnyProfileFile = ProfileFile | OwnProfileFile

type Values = Record<string, unknown>

const LONGEST_TITLE = 64
const LONGEST_ID = 64

/** All values that were changed by hand are one fact. Its grade is that of one user's report. */
const BY_HAND = {
  about: 'Set by hand.',
  grade: 'U',
  source: 'edited in Latchkey',
} as const

/**
 * The form of a profile.
 *
 * @param isTaken whether a profile already has that id, so that a copy gets another one.
 */
export function profileForm(
  file: AnyProfileFile,
  edit: ProfileEdit,
  isTaken: (id: string) => boolean,
): ProfileForm {
  const values = valuesInForce(file)
  const base = { id: file.id, title: file.title }
  return {
    base,
    edit,
    ...(edit === 'copy' ? namesOfCopy(file, isTaken) : { ...base, summary: file.summary }),
    groups: FIELD_GROUPS.map(({ name, fields }) => ({
      name,
      fields: fields.map(({ path, label, control }) => ({
        path,
        label,
        control,
        value: valueAt(values, path),
        fact: factAbout(file, path),
        unknown: file.unknown.some((knob) => knob === knobOf(path)),
      })),
    })),
  }
}

/** The user's profile. The schema decides whether it is valid. */
export function editedProfile(file: AnyProfileFile, draft: ProfileDraft): unknown {
  const before = valuesInForce(file)
  const after = structuredClone(before)
  for (const [path, value] of Object.entries(draft.changes))
    if (isField(path)) setAt(after, path, value)
  const knobs = Object.keys(draft.changes).filter(isField).map(knobOf)
  const changed = new Set(
    knobs.filter((knob) => JSON.stringify(before[knob]) !== JSON.stringify(after[knob])),
  )
  return {
    id: draft.id,
    title: draft.title,
    summary: draft.summary,
    facts: [...withoutKnobs(file, changed), ...factByHand(file, changed, after)],
    unknown: file.unknown.filter((knob) => !changed.has(knob as keyof Knobs)),
    notReproduced: [...file.notReproduced],
  }
}

/** Drops a fact that has lost all of its knobs. Keeps a fact that never had a knob. */
function withoutKnobs({ facts }: AnyProfileFile, changed: ReadonlySet<string>) {
  return facts
    .filter((fact) => !isByHand(fact))
    .map((fact) => ({ fact, knobs: lessKnobs(fact.knobs, changed) }))
    .filter(({ fact, knobs }) => isEmpty(fact.knobs) || !isEmpty(knobs))
    .map(({ fact, knobs }) => ({ ...fact, knobs }))
}

function factByHand({ facts }: AnyProfileFile, changed: ReadonlySet<keyof Knobs>, values: Values) {
  const earlier = facts.filter(isByHand).map(({ knobs }) => lessKnobs(knobs, changed))
  const now = Object.fromEntries([...changed].map((knob) => [knob, values[knob]]))
  const knobs = merged([...earlier, now])
  return isEmpty(knobs) ? [] : [{ ...BY_HAND, knobs }]
}

function isByHand({ about, source }: AnyProfileFile['facts'][number]): boolean {
  return about === BY_HAND.about && source === BY_HAND.source
}

function lessKnobs(knobs: Knobs, gone: ReadonlySet<string>): Knobs {
  return Object.fromEntries(Object.entries(knobs).filter(([name]) => !gone.has(name)))
}

function isEmpty(object: object): boolean {
  return Object.keys(object).length === 0
}

/** Every knob: the profile's value, else Latchkey's. */
function valuesInForce({ facts }: AnyProfileFile): Values {
  const { aaguid, behaviour, client, ...own } = PLATFORM_AUTHENTICATOR
  const signals: SignalPolicy = 'spec'
  const defaults = { ...own, ...behaviour, ...client, aaguid: uuidOf(aaguid), signals }
  return structuredClone(merged([defaults, ...facts.map((fact) => fact.knobs)]))
}

/** All members. For two with the same name, the later one. */
function merged(objects: readonly object[]): Values {
  return Object.fromEntries(objects.flatMap((one) => Object.entries(one)))
}

function uuidOf(aaguid: Uint8Array): string {
  const hex = Buffer.from(aaguid).toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

function valueAt(values: Values, path: string): FieldValue {
  const value = path.split('.').reduce<unknown>((one, name) => (one as Values)[name], values)
  // Cast: the values are JSON, as in the profile's file.
  return value as FieldValue
}

function setAt(values: Values, path: string, value: FieldValue): void {
  const [knob = '', member] = path.split('.')
  values[knob] = member === undefined ? value : { ...(values[knob] as Values), [member]: value }
}

function factAbout({ facts }: AnyProfileFile, path: string) {
  const fact = facts.find(({ knobs }) => knobOf(path) in knobs)
  return fact ? { about: fact.about, grade: fact.grade, source: fact.source } : null
}

function namesOfCopy({ id, title }: AnyProfileFile, isTaken: (id: string) => boolean) {
  return {
    ...freeNames(id, title, isTaken),
    summary: `A copy of ${title}.`,
  }
}

/** "Bitwarden, copy", then "Bitwarden, copy 2". */
function freeNames(id: string, title: string, isTaken: (id: string) => boolean) {
  for (let number = 1; ; number++) {
    const end = number === 1 ? '-copy' : `-copy-${number}`
    const copy = `${id.slice(0, LONGEST_ID - end.length)}${end}`
    const words = number === 1 ? ', copy' : `, copy ${number}`
    const named = `${title.slice(0, LONGEST_TITLE - words.length)}${words}`
    if (!isTaken(copy)) return { id: copy, title: named }
  }
}
