import { expect, it } from 'vitest'
import { activityCalls } from '../../../src/main/ipc/activity-calls'
import { activityEntry, keptCeremony } from '../../support/window-data'
import { windowPorts, type PortsOptions } from '../../support/window-ports'

function built(options: PortsOptions = {}) {
  const { ports, asked } = windowPorts(options)
  return { asked, calls: activityCalls(ports.activity) }
}

it('returns the record newest first, as a copy', async () => {
  const activity = [activityEntry({ id: 'b' }), activityEntry({ id: 'a' })]
  const listed = await built({ activity }).calls.listActivity()
  expect(listed).toEqual(activity)
  expect(listed).not.toBe(activity)
})

it('saves the record as a file, and says where', async () => {
  const { calls, asked } = built({ activity: [activityEntry({ id: 'a' })] })

  await expect(calls.exportActivity()).resolves.toMatch(/^\/home\/ada\/latchkey-record-.*\.json$/)

  const [[what, , text]] = asked as [[string, string, string]]
  expect(what).toBe('saveFile')
  expect(JSON.parse(text)).toMatchObject({ app: '1.2.3', entries: [{ id: 'a' }] })
})

it('takes a signal back by the id of its entry', async () => {
  const { calls, asked } = built()
  await expect(calls.undoSignal('a')).resolves.toMatchObject({ kind: 'undo', undoes: 'a' })
  expect(asked).toEqual([['undo', 'a']])
})

it('returns what is kept of a ceremony, or null', async () => {
  const detail = keptCeremony({ entryId: 'a' })
  const { calls } = built({ details: [detail] })

  await expect(calls.ceremonyDetail('a')).resolves.toEqual(detail)
  await expect(calls.ceremonyDetail('b')).resolves.toBeNull()
})

it('asks why a passkey was not offered', async () => {
  const { calls, asked } = built()

  await expect(calls.whyNotOffered('a', 'AQID')).resolves.toBeNull()
  expect(asked).toEqual([['whyNotOffered', 'a', 'AQID']])
})
