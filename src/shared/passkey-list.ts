/** How the window shows the list of passkeys. It is kept for the next start. */
import * as v from 'valibot'

/** `site` groups by relying party; the others make one list of all. */
export const passkeySorts = ['site', 'name', 'user-name', 'state', 'used', 'made'] as const

export type PasskeySort = (typeof passkeySorts)[number]

export const passkeyFilters = ['hidden', 'edited', 'never-used', 'not-discoverable'] as const

export type PasskeyFilter = (typeof passkeyFilters)[number]

export const passkeyDensities = ['comfortable', 'compact'] as const

/** The limits and the default width of the details, in CSS pixels. */
export const DETAIL_WIDTH = { least: 300, greatest: 1200, usual: 380 } as const

export const passkeyListSchema = v.strictObject({
  sort: v.picklist(passkeySorts),
  /** Whether the order is turned around. An earlier build kept no such choice. */
  reversed: v.optional(v.boolean(), false),
  /** Shows a passkey only if it matches every filter. */
  filters: v.array(v.picklist(passkeyFilters)),
  /** The id of a provider profile, to show its passkeys; empty for those that no profile made; null for all. */
  profile: v.nullable(v.pipe(v.string(), v.maxLength(100))),
  density: v.picklist(passkeyDensities),
  /** CSS pixels. */
  detailWidth: v.pipe(
    v.number(),
    v.minValue(DETAIL_WIDTH.least),
    v.maxValue(DETAIL_WIDTH.greatest),
  ),
})

export type PasskeyListSettings = Readonly<v.InferOutput<typeof passkeyListSchema>>

export const USUAL_PASSKEY_LIST: PasskeyListSettings = {
  sort: 'site',
  reversed: false,
  filters: [],
  profile: null,
  density: 'comfortable',
  detailWidth: DETAIL_WIDTH.usual,
}
