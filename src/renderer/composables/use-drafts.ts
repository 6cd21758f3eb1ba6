import { reactive } from 'vue'

interface Drafts {
  enterpriseRpIds: string | undefined
  bridgePort: string | undefined
}

/** What the user typed into a form of a view and has not saved. It outlives a visit to another view, and ends with a lock. */
export function useDrafts(): Drafts {
  return reactive({ enterpriseRpIds: undefined, bridgePort: undefined })
}
