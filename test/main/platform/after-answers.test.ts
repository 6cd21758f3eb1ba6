import { expect, it } from 'vitest'
import { AfterAnswers } from '../../../src/main/platform/after-answers'

const unexpected = (error: unknown) => {
  throw error
}

it('runs its work in order, after everything that is ready now', async () => {
  const later = new AfterAnswers(unexpected)
  const done: string[] = []

  later.do(() => done.push('first'))
  later.do(() => done.push('second'))
  await Promise.resolve()
  done.push('the answer')
  await new Promise(setImmediate)

  expect(done).toEqual(['the answer', 'first', 'second'])
})

it('does at once what waits when it is finished, and never twice', async () => {
  const later = new AfterAnswers(unexpected)
  const done: string[] = []

  later.do(() => done.push('first'))
  later.finish()
  expect(done).toEqual(['first'])

  await new Promise(setImmediate)
  expect(done).toEqual(['first'])
})

it('defers work that the work itself adds', async () => {
  const later = new AfterAnswers(unexpected)
  const done: string[] = []

  later.do(() => later.do(() => done.push('second')))
  await new Promise(setImmediate)
  expect(done).toEqual([])

  await new Promise(setImmediate)
  expect(done).toEqual(['second'])
})

it('continues after work that throws, and reports the error', async () => {
  const failures: unknown[] = []
  const later = new AfterAnswers((error) => failures.push(error))
  const done: string[] = []
  const work = () => {
    later.do(() => {
      throw new Error('broken')
    })
    later.do(() => done.push('next'))
  }

  work()
  later.finish()
  work()
  await new Promise(setImmediate)

  expect(done).toEqual(['next', 'next'])
  expect(failures).toEqual([new Error('broken'), new Error('broken')])
})
