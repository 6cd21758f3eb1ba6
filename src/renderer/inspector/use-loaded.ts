import { onScopeDispose, shallowRef, watchEffect, type ShallowRef } from 'vue'
import { errorMessage } from '../support/error-message'

/** Something that takes time to get. */
export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'ready'; readonly value: T }

/**
 * Loads something, and loads it again when what it depends on changes. An answer that a newer one has overtaken is dropped.
 * `reload` keeps what there is until the new answer comes.
 *
 * @param load reads what it depends on before it waits for anything.
 * @param keeps whether the value also stays while what it depends on changes.
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
