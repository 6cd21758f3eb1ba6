/** Undoes a signal: restores everything that it changed, unless something newer has changed it. */
import { encodeBase64Url } from '../../shared/base64url'
import { stillStands } from '../../shared/undo-rule'
import type { Steps } from '../platform/slices'
import { leftOf } from './carry-out'
import { namesOf } from './names'
import type { SignalStore } from './ports'
import { undoChange } from './undo-change'
import type { Undoing, UndoStep } from './undo-step'

type Readable = Pick<SignalStore, 'find' | 'findTrashed' | 'isTaken'>

type Noted = Undoing['note']['passkeys'][number]

/** Plans the undo of each passkey of the note, one at a time. Changes nothing. */
export function* planUndo(undoing: Undoing, store: Readable): Steps<readonly UndoStep[]> {
  const steps: UndoStep[] = []
  for (const one of undoing.note.passkeys) {
    yield
    steps.push(undoOne(one, undoing, store))
  }
  return steps
}

function undoOne(one: Noted, undoing: Undoing, store: Readable): UndoStep {
  const kept = store.find(one.passkeyId)
  if (!kept)
    return 'deleted' in one
      ? restore(one.passkeyId, undoing, store)
      : deletedSince(one.passkeyId, store)
  return 'deleted' in one
    ? { left: leftOf(kept, 'it has since been restored') }
    : undoChange(kept, one.before, undoing)
}

function restore(passkeyId: Uint8Array, { entryId }: Undoing, store: Readable): UndoStep {
  const trashed = store.findTrashed(passkeyId)
  if (!trashed || !stillStands({ setBy: entryId }, { setBy: trashed.by, value: true }))
    return deletedSince(passkeyId, store)
  const { passkey } = trashed
  if (store.isTaken(passkey)) return { left: leftOf(passkey, 'a newer passkey has replaced it') }
  return {
    write: { passkeyId, restore: true },
    change: { what: 'restored', passkeyId: encodeBase64Url(passkeyId), names: namesOf(passkey) },
    stays: null,
  }
}

/** A permanently deleted passkey has no names. */
function deletedSince(credentialId: Uint8Array, store: Readable): UndoStep {
  const passkey = store.findTrashed(credentialId)?.passkey
  return {
    left: passkey
      ? leftOf(passkey, 'it has since been deleted')
      : leftOf(
          { credentialId, userName: '', userDisplayName: '' },
          'it has since been deleted permanently',
        ),
  }
}
