export type LateViews = typeof import('../views/late-views')

let loaded: LateViews | undefined

/** The views beside the passkeys; undefined until their code was read. */
export function lateViews(): LateViews | undefined {
  return loaded
}

/** Reads the code of the views beside the passkeys, once. */
export async function loadLateViews(): Promise<LateViews> {
  loaded = await import('../views/late-views')
  return loaded
}
