/** An undo is planned in steps, because a signal may have changed ten thousand passkeys and other work must run in between. */
import { expect, it } from 'vitest'
import { planUndo } from '../../../src/main/signals/undo'
import { keptPasskey } from '../../support/kept-passkey'

const MANY = 250

it('looks at one passkey in each step', () => {
  const passkeys = Array.from({ length: MANY }, (_, index) => ({
    passkeyId: Uint8Array.of(index),
    before: { userName: 'ada' },
  }))
  const note = { origin: 'https://example.org', rpId: 'example.org', passkeys }
  const looked: number[] = []
  const plan = planUndo(
    { entryId: 'signal-1', note, now: 0 },
    {
      find: (credentialId) => {
        looked.push(looked.length)
        return keptPasskey({ credentialId })
      },
      findTrashed: () => undefined,
      isTaken: () => false,
    },
  )

  const lookedAfter: number[] = []
  let step = plan.next()
  for (; !step.done; step = plan.next()) lookedAfter.push(looked.length)

  expect(lookedAfter).toEqual(Array.from({ length: MANY }, (_, index) => index))
  expect(step.value).toHaveLength(MANY)
})
