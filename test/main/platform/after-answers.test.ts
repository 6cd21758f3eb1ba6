import { expect, it } from 'vitest'
import { AfterAnswers } from '../../../src/main/platform/after-answers'

it('does what it was given in its order, after all that is ready now', async () => {
  const later = new AfterAnswers()
  const done: string[] = []

  later.do(() => done.push('first'))
  later.do(() => done.push('second'))
  await Promise.resolve()
  done.push('the answer')
  await new Promise(setImmediate)

  expect(done).toEqual(['the answer', 'first', 'second'])
})

it('does at once what waits when it is finished, and never twice', async () => {
  const later = new AfterAnswers()
  const done: string[] = []

  later.do(() => done.push('first'))
  later.finish()
  expect(done).toEqual(['first'])

  await new Promise(setImmediate)
  expect(done).toEqual(['first'])
})

it('does later what the work itself asks for', async () => {
  const later = new AfterAnswers()
  const done: string[] = []

  later.do(() => later.do(() => done.push('second')))
  await new Promise(setImmediate)
  expect(done).toEqual([])

  await new Promise(setImmediate)
  expect(done).toEqual(['second'])
})
