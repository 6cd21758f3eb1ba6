// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { mainCallNames, type MainApi } from '../../src/shared/main-api'
import { mainApi, onMainEvent } from '../../src/renderer/main-api'
import { installFakeMain } from '../support/window-parts'

it.each(mainCallNames)('makes the call %s, and answers with what it answered', async (name) => {
  const called: unknown[][] = []
  const call = async (...args: unknown[]) => {
    called.push(args)
    return { ok: true, value: 'answer' }
  }
  Object.defineProperty(window, 'main', { value: { [name]: call }, configurable: true })

  const answer = await (mainApi[name] as (...args: unknown[]) => ReturnType<MainApi[typeof name]>)(
    1,
    2,
  )

  expect(answer).toBe('answer')
  expect(called).toEqual([[1, 2]])
})

it('calls the main process with the arguments that it was given', async () => {
  const fake = installFakeMain()

  await mainApi.setAnswersByItself('https://example.org', true)

  expect(fake.calls).toEqual([['setAnswersByItself', 'https://example.org', true]])
})

it('throws a failure again, with its name and message', async () => {
  installFakeMain().fail('followSite', 'The disk is full.')

  await expect(mainApi.followSite('AQID')).rejects.toMatchObject({
    name: 'Error',
    message: 'The disk is full.',
  })
})

it('listens until told to stop', () => {
  const fake = installFakeMain()
  const heard: string[] = []
  const stop = onMainEvent('viewAsked', (view) => heard.push(view))

  fake.emit('viewAsked', 'pages')
  stop()
  fake.emit('viewAsked', 'activity')

  expect(heard).toEqual(['pages'])
})
