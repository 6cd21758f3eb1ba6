// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { ANSWER_MS, useAppState } from '../../../src/renderer/composables/use-app-state'
import { installFakeMain, runComposable, settle } from '../../support/window-parts'

it('reads the state, and follows its changes', async () => {
  const fake = installFakeMain()
  const { state } = runComposable(useAppState).result
  await settle()
  expect(state.value?.appearance).toBe('system')

  fake.setApp({ appearance: 'dark' })

  expect(state.value?.appearance).toBe('dark')
})

it('keeps a change that arrives while it reads the state', async () => {
  const fake = installFakeMain()
  const { state } = runComposable(useAppState).result

  fake.setApp({ appearance: 'dark' })
  await settle()

  expect(state.value?.appearance).toBe('dark')
})

it('says so when the main process refuses', async () => {
  const fake = installFakeMain()
  fake.fail('getAppState', 'gone')

  const { failure } = runComposable(useAppState).result
  await settle()

  expect(failure.value).toBe('gone')
})

it('says so when the main process stays silent', async () => {
  vi.useFakeTimers()
  const fake = installFakeMain()
  fake.silence('getAppState')
  const { failure } = runComposable(useAppState).result

  vi.advanceTimersByTime(ANSWER_MS)

  expect(failure.value).toContain('10 seconds')
})

it('recovers when the main process answers again', async () => {
  const fake = installFakeMain()
  fake.fail('getAppState', 'gone')
  const { failure, state, load } = runComposable(useAppState).result
  await settle()

  fake.mend('getAppState')
  await load()

  expect([failure.value, state.value?.version]).toEqual([undefined, '0.1.0'])
})

it('stops listening with its component', () => {
  const fake = installFakeMain()
  const { unmount } = runComposable(useAppState)

  unmount()

  expect(fake.listenerCount()).toBe(0)
})
