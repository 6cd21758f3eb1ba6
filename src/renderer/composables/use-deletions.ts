import { watch, type Ref } from 'vue'
import type { PasskeySummary, TrashedPasskeySummary } from '../../shared/passkey'
import { allOf } from '../support/set-parts'
import type { Undo, UndoResult, UndoStep } from './use-undo'

interface Deletion {
  /** The passkeys that are still in the trash. */
  left: readonly PasskeySummary[]
  readonly step: UndoStep
}

export interface DeletionParts {
  /** What is in the trash. */
  readonly trash: Readonly<Ref<readonly TrashedPasskeySummary[]>>
  /** The text about a deletion of these passkeys. */
  readonly textOf: (passkeys: readonly PasskeySummary[]) => string
  readonly restore: (ids: string[]) => Promise<UndoResult>
}

/**
 * The deletions that can be undone. If a passkey leaves the trash in another way, such as by a button there or by a command,
 * the undo of its deletion no longer includes it.
 *
 * @returns a function that announces a deletion, and makes it undoable.
 */
export function useDeletions(
  undo: Undo,
  { trash, textOf, restore }: DeletionParts,
): (passkeys: readonly PasskeySummary[]) => void {
  const deletions = new Set<Deletion>()

  function tellDeleted(passkeys: readonly PasskeySummary[]): void {
    const step = (): Promise<UndoResult> => restore(idsOf(deletion.left))
    const deletion: Deletion = { left: passkeys, step }
    deletions.add(deletion)
    undo.did(noticeOf(passkeys), step)
  }

  function noticeOf(passkeys: readonly PasskeySummary[]) {
    return { text: textOf(passkeys), sets: idsOf(passkeys).flatMap(allOf) }
  }

  function takeOut(deletion: Deletion, gone: ReadonlySet<string>): void {
    const left = deletion.left.filter(({ id }) => !gone.has(id))
    if (left.length === deletion.left.length) return
    deletion.left = left
    if (left.length === 0) {
      deletions.delete(deletion)
      undo.forget(deletion.step)
    } else undo.change(deletion.step, noticeOf(left))
  }

  watch(trash, (now, before) => {
    if (deletions.size === 0) return
    const kept = new Set(now.map(({ passkey }) => passkey.id))
    const gone = before.filter(({ passkey }) => !kept.has(passkey.id))
    const ids = new Set(gone.map(({ passkey }) => passkey.id))
    for (const deletion of deletions) takeOut(deletion, ids)
  })
  return tellDeleted
}

function idsOf(passkeys: readonly PasskeySummary[]): string[] {
  return passkeys.map(({ id }) => id)
}
