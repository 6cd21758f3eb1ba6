import { expect, it } from 'vitest'
import { Questions, type Stamp } from '../../../../src/main/consent/questions'
import { notifyOfQuestions } from '../../../../src/main/desktop/notify/questions'
import type { Question } from '../../../../src/shared/question'
import { FakeClock } from '../../../support/fake-clock'
import { consentQuestion } from '../../../support/questions'

function world() {
  const clock = new FakeClock()
  let count = 0
  const questions = new Questions({ newId: () => `q${++count}`, now: () => clock.now() })
  const told: string[] = []
  notifyOfQuestions(
    questions,
    { changed: () => told.push('changed'), asked: () => told.push('asked') },
    clock,
  )
  const ask = (kind: 'offer' | 'create', signal: AbortSignal) => {
    const make = (stamp: Stamp): Question => ({
      type: 'consent',
      request: { ...consentQuestion({ kind }), ...stamp, lint: [] },
    })
    questions.ask(make, signal).catch(() => undefined)
  }
  return { clock, told, ask }
}

it('reports offers that a page makes and withdraws without end ten times a second', async () => {
  const { clock, told, ask } = world()

  for (let ms = 0; ms < 1000; ms++) {
    const page = new AbortController()
    ask('offer', page.signal)
    page.abort(new Error('withdrawn'))
    await Promise.resolve()
    clock.advance(1)
  }

  expect(told.length).toBeLessThanOrEqual(11)
  expect(new Set(told)).toEqual(new Set(['changed']))
})

it('reports a question at once, after any number of offers', () => {
  const { told, ask } = world()
  const { signal } = new AbortController()

  for (let i = 0; i < 3; i++) ask('offer', signal)
  ask('create', signal)

  expect(told).toEqual(['changed', 'changed', 'asked'])
})

it('reports the last change in the end', () => {
  const { clock, told, ask } = world()
  const { signal } = new AbortController()

  for (let i = 0; i < 3; i++) ask('offer', signal)
  clock.advance(100)

  expect(told).toEqual(['changed', 'changed'])
})
