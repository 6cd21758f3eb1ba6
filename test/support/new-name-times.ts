import type { ActivityEntry } from '../../src/shared/activity'

/** In the page: milliseconds from each of 15 signals until its name stands in the list. */
export async function timeNewNames(entry: ActivityEntry): Promise<number[]> {
  const passkeyId = 'many-200'
  const row = document.querySelector(`[data-passkey-id="${passkeyId}"]`)
  const times: number[] = []
  for (let time = 0; time < 15; time++) {
    const name = `Name ${time}`
    const before = { userName: 'ada', userDisplayName: 'Ada' }
    const after = { userName: 'ada', userDisplayName: name }
    const changes = [{ what: 'renamed' as const, passkeyId, before, after }]
    const began = performance.now()
    window.fake.signal({ ...entry, id: name, at: Date.now(), changes })
    while (!row?.textContent.includes(name)) await new Promise((resolve) => setTimeout(resolve, 0))
    times.push(performance.now() - began)
  }
  return times
}
