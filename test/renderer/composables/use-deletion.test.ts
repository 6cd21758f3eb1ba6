// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { useDeletion } from '../../../src/renderer/composables/use-deletion'
import { useUndo } from '../../../src/renderer/composables/use-undo'
import { installFakeMain, runWithNotices, settle } from '../../support/window-parts'
import { passkeySummary } from '../../support/window-data'

function deleting() {
  const passkeys = [passkeySummary({ id: 'a' }), passkeySummary({ id: 'b' })]
  const fake = installFakeMain({ passkeys })
  const restored: string[] = []
  const run = runWithNotices((notices) => {
    const undo = useUndo(notices)
    return { ...undo, ...useDeletion(notices, undo, (id) => restored.push(id)) }
  })
  return { fake, passkeys, restored, ...run }
}

it('deletes, says so and offers to take it back', async () => {
  const { fake, passkeys, result, notices, restored } = deleting()

  expect(await result.remove(passkeys[0]!)).toBe(true)
  expect(fake.state.passkeys.map(({ id }) => id)).toEqual(['b'])

  const [notice] = notices.notices.value
  expect([notice?.text, notice?.action?.label]).toEqual([
    'Deleted “Ada Lovelace” of example.org',
    'Undo',
  ])
  notice?.action?.run()
  await settle()
  expect([fake.state.passkeys.length, restored]).toEqual([2, ['a']])
})

it('takes back the latest deletion first', async () => {
  const { passkeys, restored, result } = deleting()
  for (const passkey of passkeys) await result.remove(passkey)

  await result.undo()
  await result.undo()
  await result.undo()

  expect(restored).toEqual(['b', 'a'])
})

it('takes a deletion back once, by key or by button', async () => {
  const { fake, passkeys, result, notices } = deleting()
  await result.remove(passkeys[0]!)
  const undo = notices.notices.value[0]?.action

  await result.undo()
  undo?.run()
  await settle()

  expect(fake.callsOf('restorePasskey')).toEqual([['a']])
})

it('says why a passkey could not be deleted, and offers no undo', async () => {
  const { fake, passkeys, result, texts } = deleting()
  fake.fail('deletePasskey', 'the disk is full')

  expect(await result.remove(passkeys[0]!)).toBe(false)
  await result.undo()

  expect(texts()).toEqual(['The passkey could not be deleted: the disk is full'])
  expect(fake.callsOf('restorePasskey')).toEqual([])
})

it('can try again to bring a passkey back', async () => {
  const { fake, passkeys, restored, result } = deleting()
  await result.remove(passkeys[0]!)
  fake.fail('restorePasskey', 'the disk is full')
  await result.undo()
  expect(restored).toEqual([])

  fake.mend('restorePasskey')
  await result.undo()

  expect(restored).toEqual(['a'])
})
