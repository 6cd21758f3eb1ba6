/** A provider profile as an editable form: its fields, their possible values, and the faults (docs/providers.md). */
import * as v from 'valibot'
import { factGrades, profileIdSchema } from './provider-profile'

const text = v.pipe(v.string(), v.maxLength(4096))
const word = v.union([text, v.number()])
const words = v.pipe(v.array(word), v.maxLength(512))

/** The value of a field in a profile's file. null for no limit, or no input. */
export const fieldValueSchema = v.union([
  v.null(),
  v.boolean(),
  word,
  words,
  v.record(text, v.union([v.null(), word, words, v.record(text, v.nullable(v.number()))])),
])

export type FieldValue = v.InferOutput<typeof fieldValueSchema>

const range = { least: v.number(), most: v.number() }

/** How a field is edited. Number options are algorithms. */
const controlSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('switch') }),
  v.strictObject({ kind: v.literal('choice'), options: v.array(word) }),
  /** `unlimited`: the value may be null. */
  v.strictObject({
    kind: v.literal('number'),
    ...range,
    whole: v.boolean(),
    unlimited: v.boolean(),
  }),
  v.strictObject({ kind: v.literal('text') }),
  /** Some of the options, in any order. */
  v.strictObject({ kind: v.literal('set'), options: v.array(word) }),
  /** Some of the options in a significant order; `complete`: all of them. */
  v.strictObject({ kind: v.literal('order'), options: v.array(word), complete: v.boolean() }),
  /** Free texts. `word`: a word that may replace the list. */
  v.strictObject({ kind: v.literal('texts'), word: v.nullable(v.string()) }),
  /** Texts by name. `lists`: each is a list of texts. */
  v.strictObject({ kind: v.literal('record'), lists: v.boolean() }),
  /** A word, or a number at a path: `perPasskey.start`. */
  v.strictObject({
    kind: v.literal('counter'),
    words: v.array(v.string()),
    numbers: v.array(v.strictObject({ path: v.string(), ...range })),
  }),
])

export type FieldControl = Readonly<v.InferOutput<typeof controlSchema>>

const fieldSchema = v.strictObject({
  /** The knob's name in the file, with its member's name if it has members: `verification.preferred`. */
  path: v.string(),
  label: v.string(),
  control: controlSchema,
  /** The effective value: the profile's, or Latchkey's default. */
  value: fieldValueSchema,
  /** The fact that sets the knob; null when the profile has none. */
  fact: v.nullable(
    v.strictObject({ about: v.string(), grade: v.picklist(factGrades), source: v.string() }),
  ),
  /** Whether the profile lists the knob as unknown. */
  unknown: v.boolean(),
})

export type ProfileField = Readonly<v.InferOutput<typeof fieldSchema>>

const names = { title: v.string(), summary: v.string() }

/** Whether to edit a profile itself, or a copy of it. */
export const profileEdits = ['copy', 'itself'] as const

export type ProfileEdit = (typeof profileEdits)[number]

/** A profile to edit. */
export const profileFormSchema = v.strictObject({
  /** The profile that is edited or copied. */
  base: v.strictObject({ id: v.string(), title: v.string() }),
  edit: v.picklist(profileEdits),
  /** For a copy, these are suggestions. */
  id: v.string(),
  ...names,
  groups: v.array(v.strictObject({ name: v.string(), fields: v.array(fieldSchema) })),
})

export type ProfileForm = Readonly<v.InferOutput<typeof profileFormSchema>>

/** The user's input. */
export const profileDraftSchema = v.strictObject({
  base: profileIdSchema,
  edit: v.picklist(profileEdits),
  id: text,
  title: text,
  summary: text,
  /** The fields with another value, by path. */
  changes: v.record(text, fieldValueSchema),
})

export type ProfileDraft = Readonly<v.InferOutput<typeof profileDraftSchema>>

/** Why a draft cannot be saved. */
export const profileFaultSchema = v.strictObject({
  /** `id`, `title`, `summary`, or the paths of the conflicting fields. Empty for the whole profile. */
  fields: v.array(v.string()),
  reason: v.string(),
})

export type ProfileFault = Readonly<v.InferOutput<typeof profileFaultSchema>>
