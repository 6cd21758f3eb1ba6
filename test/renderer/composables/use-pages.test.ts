// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { usePages } from '../../../src/renderer/composables/use-pages'
import { installFakeMain, runComposable, settle } from '../../support/window-parts'
import { pairedPage } from '../../support/window-data'

it('distinguishes connected pages from blocked ones', async () => {
  installFakeMain({
    pages: [pairedPage(), pairedPage({ origin: 'https://b.example', status: 'blocked' })],
  })
  const { paired, blocked } = runComposable(usePages).result
  await settle()

  expect([paired.value[0]?.origin, blocked.value[0]?.origin]).toEqual([
    'https://example.org',
    'https://b.example',
  ])
})

it('knows the origins that answer by themselves, and follows them', async () => {
  const fake = installFakeMain({ pages: [pairedPage()] })
  const { selfAnswering } = runComposable(usePages).result
  await settle()
  expect(selfAnswering.value.size).toBe(0)

  fake.state.pages = [pairedPage({ answersByItself: true })]
  fake.emit('pagesChanged', undefined)
  await settle()

  expect([...selfAnswering.value]).toEqual(['https://example.org'])
})

it('says so when the pages cannot be read', async () => {
  const fake = installFakeMain()
  fake.fail('listPages', 'locked')

  const { failure } = runComposable(usePages).result
  await settle()

  expect(failure.value).toBe('locked')
})
