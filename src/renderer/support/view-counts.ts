import type { View } from '../../shared/view'

/** What the sidebar counts for a view. */
export interface ViewCount {
  readonly count: number
  /** The noun for one, and for many. */
  readonly one: string
  readonly many: string
  /** True if the counted things arrived after the user last looked. */
  readonly news?: true
}

export type ViewCounts = Readonly<Partial<Record<View, ViewCount>>>
