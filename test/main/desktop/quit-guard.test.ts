import { expect, it } from 'vitest'
import type { KeyNotice } from '../../../src/shared/app-state'
import { QuitGuard, type QuitDecision } from '../../../src/main/desktop/quit-guard'

const LOST: KeyNotice = { is: 'lost', text: 'The key is gone.' }

/** @param checks the result of each check, in order. */
function guarded(checks: readonly (KeyNotice | null)[], answers: readonly QuitDecision[] = []) {
  const [left, toAnswer] = [[...checks], [...answers]]
  const done: string[] = []
  const guard = new QuitGuard({
    check: async () => {
      done.push('checked')
      return left.shift() ?? null
    },
    ask: async ({ text }) => {
      done.push(`asked: ${text}`)
      return toAnswer.shift() ?? 'stay'
    },
    quit: () => done.push(`quit: ${guard.mayQuit()}`),
  })
  return { guard, done }
}

const turn = () => new Promise(setImmediate)

it('quits once the key was found where it belongs', async () => {
  const { guard, done } = guarded([null])

  expect(guard.mayQuit()).toBe(false)
  expect(guard.mayQuit()).toBe(false)
  await turn()

  expect(done).toEqual(['checked', 'quit: true'])
})

it('quits without a question once the key was put back', async () => {
  const { guard, done } = guarded([{ is: 'put-back', text: '' }])
  guard.mayQuit()
  await turn()
  expect(done).toEqual(['checked', 'quit: true'])
})

it('stays open if the key is lost and the person wants to stay, and checks again the next time', async () => {
  const { guard, done } = guarded([LOST, null], ['stay'])
  guard.mayQuit()
  await turn()
  expect(done).toEqual(['checked', 'asked: The key is gone.'])

  expect(guard.mayQuit()).toBe(false)
  await turn()

  expect(done.slice(2)).toEqual(['checked', 'quit: true'])
})

it('tries again as often as the person wants', async () => {
  const { guard, done } = guarded([LOST, LOST, null], ['try-again', 'try-again'])
  guard.mayQuit()
  await turn()
  expect(done.filter((what) => what === 'checked')).toHaveLength(3)
  expect(done.at(-1)).toBe('quit: true')
})

it('quits if the person gives up the key', async () => {
  const { guard, done } = guarded([LOST], ['quit'])
  guard.mayQuit()
  await turn()
  expect(done.at(-1)).toBe('quit: true')
})
