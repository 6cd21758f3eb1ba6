import { computed, type ComputedRef } from 'vue'
import type { ActivityEntry } from '../../shared/activity'
import { mainApi } from '../main-api'
import { useLoaded } from './use-loaded'

/** The public key of a passkey, and when the passkey was created. */
interface KnownKey {
  /** SubjectPublicKeyInfo, base64url. */
  readonly publicKey: string
  /** Milliseconds since the Unix epoch. */
  readonly at: number
}

/** The public key of the passkey of a sign-in, where the record has the passkey's creation. */
export function useKnownKey(
  entry: () => ActivityEntry,
  entries: () => readonly ActivityEntry[],
): ComputedRef<KnownKey | undefined> {
  const creation = computed(() => {
    const { kind, passkeyId } = entry()
    if (kind !== 'get' || passkeyId === null) return undefined
    return entries().find((one) => one.kind === 'create' && one.passkeyId === passkeyId)
  })
  const { loaded } = useLoaded(async () => {
    const made = creation.value
    if (made === undefined) return undefined
    const publicKey = publicKeyIn((await mainApi.ceremonyDetail(made.id))?.response)
    return publicKey === undefined ? undefined : { publicKey, at: made.at }
  })
  return computed(() => (loaded.value.state === 'ready' ? loaded.value.value : undefined))
}

function publicKeyIn(response: unknown): string | undefined {
  const made = response as { response?: { publicKey?: unknown } } | null | undefined
  const publicKey = made?.response?.publicKey
  return typeof publicKey === 'string' ? publicKey : undefined
}
