import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import type { SignalKind } from '../../shared/activity'
import type { PasskeySummary } from '../../shared/passkey'
import type { DryRun, DryRunRequest } from '../../shared/signal-dry-run'
import { mainApi } from '../main-api'
import { errorMessage } from '../support/error-message'

/**
 * The form of a dry run, and its result. Each change of an input or a passkey requests a new result, at most one
 * per frame. The last result stays until the next one arrives.
 *
 * @param passkeys all passkeys of the vault; the result depends on them.
 */
export function useDryRun(
  passkey: PasskeySummary,
  passkeys: Readonly<Ref<readonly PasskeySummary[]>>,
) {
  const kind = ref<SignalKind>('currentUserDetails')
  const name = ref(passkey.userName)
  const displayName = ref(passkey.userDisplayName)
  const accepted = shallowRef<ReadonlySet<string>>(new Set([passkey.id]))
  const theirs = computed(() =>
    passkeys.value.filter(
      ({ rpId, userHandle }) => rpId === passkey.rpId && userHandle === passkey.userHandle,
    ),
  )
  const listed = computed(() =>
    theirs.value.map(({ id }) => id).filter((id) => accepted.value.has(id)),
  )
  const signal = computed(() => {
    switch (kind.value) {
      case 'unknownCredential':
        return { kind: kind.value }
      case 'currentUserDetails':
        return { kind: kind.value, name: name.value, displayName: displayName.value }
      case 'allAcceptedCredentials':
        return { kind: kind.value, allAcceptedCredentialIds: listed.value }
    }
  })

  function accept(id: string, accepts: boolean): void {
    const next = new Set(accepted.value)
    if (accepts) next.add(id)
    else next.delete(id)
    accepted.value = next
  }

  const request = computed(() => ({ passkeyId: passkey.id, signal: signal.value }))
  const { dryRun, failure } = useAnswer(request, passkeys)
  return { kind, name, displayName, accepted, accept, theirs, signal, dryRun, failure }
}

/** The answer to the latest request, with at most one request per frame. */
function useAnswer(
  request: Readonly<Ref<DryRunRequest>>,
  passkeys: Readonly<Ref<readonly PasskeySummary[]>>,
) {
  const dryRun = shallowRef<DryRun>()
  const failure = ref<string>()
  let frame = 0
  let latest = 0

  async function ask(): Promise<void> {
    const turn = ++latest
    try {
      const answer = await mainApi.dryRunSignal(request.value)
      // A later request overtook this one.
      if (turn !== latest) return
      dryRun.value = answer
      failure.value = undefined
    } catch (error) {
      if (turn === latest) failure.value = errorMessage(error)
    }
  }

  watch([request, passkeys], () => {
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(() => void ask())
  })
  onScopeDispose(() => {
    cancelAnimationFrame(frame)
    latest++
  })
  void ask()
  return { dryRun, failure }
}
