// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import NoticeList from '../../../src/renderer/components/NoticeList.vue'
import { settle, unmountAfterwards } from '../../support/window-parts'

it('is a polite live region before the first notice', () => {
  const list = mount(NoticeList, { props: { notices: [] } })

  expect(list.get('[aria-live=polite]').text()).toBe('')
})

it('says which page changed which names', () => {
  const notice = {
    id: 1,
    origin: 'https://example.org',
    text: 'changed the names',
    names: [
      { field: 'display name', before: 'Ada', after: 'Ada King' },
      { field: 'user name', before: 'ada', after: 'king' },
    ] as const,
  }

  const said = mount(NoticeList, { props: { notices: [notice] } })
    .get('.text')
    .text()

  expect(said.replace(/\s+/g, ' ')).toBe(
    'https://example.org changed the names: Ada → Ada King; ada → king',
  )
})

it('disappears when its action was taken', async () => {
  const run = vi.fn()
  const notice = { id: 7, text: 'Deleted', actions: [{ label: 'Undo', run }] }
  const list = mount(NoticeList, { props: { notices: [notice] } })

  await list.get('button').trigger('click')

  expect([list.emitted('dismiss'), run.mock.calls.length]).toEqual([[[7]], 1])
})

const held = { id: 1, text: 'Deleted', actions: [{ label: 'Undo', run: () => undefined }] }

function shown() {
  const list = mount(NoticeList, { props: { notices: [held] }, attachTo: document.body })
  unmountAfterwards(list)
  const counts = () => [list.emitted('hold')?.length ?? 0, list.emitted('release')?.length ?? 0]
  return { list, region: list.get('ol'), counts }
}

it('waits while the user points at it or is in it', async () => {
  const { region, counts } = shown()

  for (const [begin, end] of [
    ['mousemove', 'mouseleave'],
    ['focusin', 'focusout'],
  ] as const) {
    await region.trigger(begin)
    await region.trigger(end)
  }

  expect(counts()).toEqual([2, 2])
})

it('waits while the focus is in it, even when the pointer leaves', async () => {
  const { region, counts } = shown()

  for (const event of ['focusin', 'mousemove', 'mouseleave']) await region.trigger(event)
  expect(counts()).toEqual([1, 0])

  await region.trigger('focusout')
  expect(counts()).toEqual([1, 1])
})

it('no longer waits when a notice goes with the pointer and the focus on it', async () => {
  const { list, region, counts } = shown()
  await region.trigger('mousemove')
  await region.trigger('focusin')

  await list.setProps({ notices: [] })
  await settle()

  expect(counts()).toEqual([1, 1])
})

it('no longer waits when the list goes with the pointer on it', async () => {
  const heard: string[] = []
  const listeners = { onHold: () => heard.push('hold'), onRelease: () => heard.push('release') }
  const list = mount(NoticeList, { props: { notices: [held], ...listeners } })
  await list.get('ol').trigger('mousemove')
  await list.get('ol').trigger('focusin')

  list.unmount()

  expect(heard).toEqual(['hold', 'release'])
})

it('goes on waiting while the focus is in another notice', async () => {
  const { list, counts } = shown()
  await list.setProps({ notices: [held, { id: 2, text: 'Hidden' }] })
  list.get<HTMLElement>('li:last-child button').element.focus()

  await list.setProps({ notices: [{ id: 2, text: 'Hidden' }] })
  await settle()

  expect(counts()).toEqual([1, 0])
})
