export type LateViews = typeof import('../views/late-views')

let loaded: LateViews | undefined

/** The views except the passkeys; undefined until their code is loaded. */
export function lateViews(): LateViews | undefined {
  return loaded
}

/** Loads the code of the views except the passkeys, once. */
export async function loadLateViews(): Promise<LateViews> {
  loaded = await import('../views/late-views')
  return loaded
}
