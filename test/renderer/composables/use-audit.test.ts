// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { useAudit } from '../../../src/renderer/composables/use-audit'
import { reportCard } from '../../support/audit-rows'
import { installFakeMain, runBelowNotices, settle } from '../../support/window-parts'

const FILE = { id: 'shop', name: 'shop.audit.js', folder: 'shop', allowed: true }

it('keeps a state that arrives while it reads the state', async () => {
  const fake = installFakeMain()
  const { state } = runBelowNotices(useAudit)

  fake.emit('auditChanged', { files: [FILE], run: { is: 'none' }, card: null })
  await settle()

  expect(state.value?.files).toEqual([FILE])
})

it('keeps the newest state while it reads the report card of an earlier one', async () => {
  const fake = installFakeMain({ reportCard: reportCard([], 'the shop') })
  const { state, card } = runBelowNotices(useAudit)
  await settle()
  const done = { files: [FILE], run: { is: 'none' as const } }

  fake.emit('auditChanged', { ...done, card: { number: 1, fileId: 'shop', opens: false } })
  fake.emit('auditChanged', { ...done, card: { number: 1, fileId: 'shop', opens: true } })
  await settle()

  expect(card.value).toBeDefined()
  expect(state.value?.card).toMatchObject({ opens: true })
})

it('says that a report card cannot be read, and reads it when asked again', async () => {
  const done = { files: [FILE], run: { is: 'none' as const } }
  const told = { ...done, card: { number: 1, fileId: 'shop', opens: false } }
  const fake = installFakeMain({ reportCard: reportCard([], 'the shop') })
  const { failure, card, load } = runBelowNotices(useAudit)
  await settle()
  fake.fail('getReportCard', 'Out of memory.')

  fake.emit('auditChanged', told)
  await settle()
  expect(failure.value).toBe('Out of memory.')

  fake.state.audit = told
  fake.mend('getReportCard')
  await load()
  expect([failure.value, card.value?.subject]).toEqual([undefined, 'the shop'])
})
