import { reactive } from 'vue'

export interface Drafts {
  enterpriseRpIds: string | undefined
  bridgePort: string | undefined
}

/** What the user typed into a form of a view and has not saved. It outlives a visit to another view. */
export function useDrafts(): Drafts {
  return reactive({ enterpriseRpIds: undefined, bridgePort: undefined })
}
