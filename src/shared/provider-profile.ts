/** The facts about provider profiles for code outside the domain (docs/providers.md). */
import * as v from 'valibot'

/** In the order of the list in the window. Each has a file in `src/main/webauthn/providers/profiles`. */
export const profileIds = [
  'latchkey',
  'gpm-desktop',
  'gpm-linux',
  'icloud-iphone',
  'icloud-mac-lid-closed',
  'icloud-2022',
  'windows-hello-2026',
  'windows-hello-2022',
  'chrome-macos-profile',
  'bitwarden',
  'dashlane',
  'proton-pass',
  'keepassxc-2.7.12',
  'keepassxc-2.7.11',
  'aliasvault',
  'samsung-pass-2025',
  'android-device-bound',
  'yubikey-5',
  'yubikey-4',
  'chromium-virtual',
  'firefox-test-token',
] as const

/** The id of a profile, shipped or loaded. */
export const profileIdSchema = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9.-]{0,63}$/, 'an id has lower-case letters, digits, dots and hyphens'),
)

export type ProfileId = (typeof profileIds)[number]

/** The default profile: Latchkey's own. */
export const OWN_PROFILE: ProfileId = 'latchkey'

/**
 * How well a fact is known. `M`: measured, real bytes were decoded. `S`: read in the provider's or browser's own source.
 * `V`: stated by the vendor or a maintained reference. `U`: one user's report. `I`: inferred from M or S.
 */
export const factGrades = ['M', 'S', 'V', 'U', 'I'] as const
export type FactGrade = (typeof factGrades)[number]

const count = v.number()

/** A profile for the list in the window. */
export const profileSummarySchema = v.strictObject({
  /** The id of a shipped or a loaded profile. */
  id: v.string(),
  title: v.string(),
  /** Whether the user loaded it. */
  own: v.boolean(),
  /** How many facts have each grade. */
  grades: v.strictObject({ M: count, S: count, V: count, U: count, I: count }),
  /** One line: what a relying party notices. */
  summary: v.string(),
  /** The knobs without known facts, which use Latchkey's own values. */
  unknown: v.array(v.string()),
})

export type ProfileSummary = v.InferOutput<typeof profileSummarySchema>

/** A file in the folder of loaded profiles that could not be loaded. */
export const damagedProfileSchema = v.strictObject({
  file: v.string(),
  /** One clause each. */
  reasons: v.array(v.string()),
})

export type DamagedProfile = Readonly<v.InferOutput<typeof damagedProfileSchema>>

/** The result of loading a file that the user chose. */
export const loadedProfileSchema = v.variant('outcome', [
  v.strictObject({ outcome: v.literal('loaded'), id: v.string(), title: v.string() }),
  v.strictObject({
    /** A profile with this id is already loaded. `replaceProfile` replaces it with the file. */
    outcome: v.literal('known'),
    id: v.string(),
    title: v.string(),
    /** The title of the loaded profile. */
    loadedTitle: v.string(),
  }),
  v.strictObject({ outcome: v.literal('refused'), ...damagedProfileSchema.entries }),
])

export type LoadedProfile = Readonly<v.InferOutput<typeof loadedProfileSchema>>

/** The former users of a removed profile, which now use the default. */
export const removedProfileSchema = v.strictObject({
  title: v.string(),
  /** Whether it was the provider of all pages. */
  wasDefault: v.boolean(),
  /** The origins of the pages that used it. */
  pages: v.array(v.string()),
})

export type RemovedProfile = Readonly<v.InferOutput<typeof removedProfileSchema>>

export interface ProfileFact {
  /** One sentence. */
  readonly about: string
  readonly grade: FactGrade
  readonly source: string
}

export interface ProfileFacts extends Pick<ProfileSummary, 'id' | 'title' | 'summary'> {
  readonly unknown: readonly string[]
  readonly facts: readonly ProfileFact[]
  /** What is known about the provider, but not reproduced by Latchkey. */
  readonly notReproduced: readonly string[]
}

/** The facts about a provider whose profile is part of Latchkey. */
export interface ShippedProfileFacts extends ProfileFacts {
  readonly id: ProfileId
}
