// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import NoticeList from '../../../src/renderer/components/NoticeList.vue'

it('is a polite live region before anything is told', () => {
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

it('goes away when its action was taken', async () => {
  const run = vi.fn()
  const notice = { id: 7, text: 'Deleted', action: { label: 'Undo', run } }
  const list = mount(NoticeList, { props: { notices: [notice] } })

  await list.get('button').trigger('click')

  expect([list.emitted('dismiss'), run.mock.calls.length]).toEqual([[[7]], 1])
})

it('waits while the user points at it or is in it', async () => {
  const list = mount(NoticeList, { props: { notices: [] } })
  const region = list.get('ol')

  for (const event of ['mouseenter', 'focusin']) await region.trigger(event)
  for (const event of ['mouseleave', 'focusout']) await region.trigger(event)

  expect([list.emitted('hold')?.length, list.emitted('release')?.length]).toEqual([2, 2])
})
