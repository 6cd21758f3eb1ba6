import type { View } from '../../shared/view'

/** What a view has, in the sidebar. */
export interface ViewCount {
  readonly count: number
  /** What is counted, of one and of many. */
  readonly one: string
  readonly many: string
  /** It came since the user last looked. */
  readonly news?: true
}

export type ViewCounts = Readonly<Partial<Record<View, ViewCount>>>
