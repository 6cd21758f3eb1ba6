import { onScopeDispose, shallowRef, watchEffect, type ShallowRef } from 'vue'
import { errorMessage } from '../support/error-message'

/** A value that takes time to load. */
export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'ready'; readonly value: T }

/**
 * Loads a value, and loads it again when its dependencies change. Drops an answer that a newer one has overtaken. `reload`
 * keeps the old value until the new one arrives.
 *
 * @param load reads its dependencies before its first `await`.
 * @param keeps whether the old value also stays after a dependency has changed.
 */
export function useLoaded<T>(
  load: () => Promise<T>,
  { keeps = false } = {},
): {
  readonly loaded: Readonly<ShallowRef<Loaded<T>>>
  readonly reload: () => void
} {
  const loaded = shallowRef<Loaded<T>>({ state: 'loading' })
  const asked = shallowRef(0)
  let latest = 0
  let lastAsked: number | undefined

  async function run(turn: number, answer: Promise<T>): Promise<void> {
    const next = await answer.then(
      (value): Loaded<T> => ({ state: 'ready', value }),
      (error: unknown): Loaded<T> => ({ state: 'failed', message: errorMessage(error) }),
    )
    if (turn === latest) loaded.value = next
  }

  watchEffect(() => {
    const isReload = lastAsked !== undefined && asked.value !== lastAsked
    lastAsked = asked.value
    latest++
    if (!isReload && !keeps) loaded.value = { state: 'loading' }
    void run(latest, load())
  })
  onScopeDispose(() => void latest++)

  return { loaded, reload: () => void asked.value++ }
}
