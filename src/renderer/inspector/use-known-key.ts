import { computed, type ComputedRef } from 'vue'
import type { ActivityEntry } from '../../shared/activity'
import type { CeremonyDetail } from '../../shared/ceremony-detail'
import { mainApi } from '../main-api'
import { useLoaded } from './use-loaded'

/** The public key of a passkey, and when the passkey was created. */
interface KnownKey {
  /** SubjectPublicKeyInfo, base64url. */
  readonly publicKey: string
  /** The response to the registration of the passkey. */
  readonly registration: CeremonyDetail['response']
  /** Milliseconds since the Unix epoch. */
  readonly at: number
}

/** The public key of the passkey of a sign-in, if the record has the passkey's creation. */
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
    const registration = (await mainApi.ceremonyDetail(made.id))?.response
    const publicKey = publicKeyIn(registration)
    return publicKey === undefined ? undefined : { publicKey, registration, at: made.at }
  })
  return computed(() => (loaded.value.state === 'ready' ? loaded.value.value : undefined))
}

function publicKeyIn(response: unknown): string | undefined {
  const made = response as { response?: { publicKey?: unknown } } | null | undefined
  const publicKey = made?.response?.publicKey
  return typeof publicKey === 'string' ? publicKey : undefined
}
