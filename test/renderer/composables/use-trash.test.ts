// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { COUNT_DELAY_MS, useTrash } from '../../../src/renderer/composables/use-trash'
import { installFakeMain, runWithNotices, settle } from '../../support/window-parts'
import { passkeySummary, trashedPasskey } from '../../support/window-data'

const ada = trashedPasskey()
const grace = trashedPasskey({ passkey: passkeySummary({ id: 'g', userDisplayName: 'Grace' }) })

async function looking(shown = true) {
  const fake = installFakeMain({ trash: [ada, grace] })
  const isShown = ref(shown)
  const gone: string[] = []
  const { result, texts, notices } = runWithNotices((all) =>
    useTrash(all, {
      isTrashShown: () => isShown.value,
      goToPasskey: (id) => gone.push(id),
    }),
  )
  await settle()
  return { fake, isShown, gone, texts, notices: notices.notices, ...result }
}

it('brings a passkey back, and shows the way to it', async () => {
  const { fake, restore, trash, texts, notices, gone } = await looking()

  expect(await restore(ada)).toBe(true)
  await settle()

  expect([fake.state.passkeys.length, trash.value]).toEqual([1, [grace]])
  expect(texts()).toEqual(['Restored “Ada Lovelace” (example.org)'])
  notices.value[0]?.actions?.[0]?.run()
  expect(gone).toEqual(['AQID'])
})

it('says why a passkey cannot be brought back', async () => {
  const { fake, restore, trash, texts } = await looking()
  fake.state.taken = ['AQID']

  expect(await restore(ada)).toBe(false)

  expect(texts()).toEqual([
    '“Ada Lovelace” could not be restored: Its account has a newer passkey.',
  ])
  expect(trash.value).toHaveLength(2)
})

it.each([
  [[ada], ['AQID'], '1 passkey deleted permanently'],
  [[ada, grace], ['AQID', 'g'], '2 passkeys deleted permanently'],
])('deletes for ever, and says how many', async (doomed, ids, told) => {
  const { fake, destroy, texts } = await looking()

  expect(await destroy(doomed)).toBe(true)

  expect([fake.callsOf('deleteForever'), texts()]).toEqual([[[ids]], [told]])
})

it('says why passkeys could not be deleted', async () => {
  const { fake, destroy, texts } = await looking()
  fake.fail('deleteForever', 'The disk is full.')

  expect(await destroy([ada, grace])).toBe(false)

  expect(texts()).toEqual(['The passkeys could not be deleted: The disk is full.'])
})

it('finds what the search says', async () => {
  const { search, found } = await looking()

  search.value = 'grace'

  expect(found.value).toEqual([grace])
})

it('reads the trash once for many changes while nobody looks', async () => {
  vi.useFakeTimers()
  const { fake } = await looking(false)

  for (let time = 0; time < 20; time++) fake.emit('trashChanged', undefined)
  vi.advanceTimersByTime(COUNT_DELAY_MS - 1)
  expect(fake.callsOf('listTrash')).toHaveLength(1)

  vi.advanceTimersByTime(1)
  expect(fake.callsOf('listTrash')).toHaveLength(2)
})

it('reads it at once when the user looks at it', async () => {
  const { fake, isShown } = await looking(false)

  isShown.value = true
  await settle()
  expect(fake.callsOf('listTrash')).toHaveLength(2)

  fake.emit('trashChanged', undefined)
  expect(fake.callsOf('listTrash')).toHaveLength(3)
})
