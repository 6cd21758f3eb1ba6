/** Short forms of the commands about the devices of a session. */
import type { DeviceFacts, OverriddenChange } from '../../src/shared/device'
import { idOf, type DrivenSession, type SessionPage } from './driven-session'

export function deviceCommands(session: DrivenSession) {
  return {
    add: (device: object = {}) => session.value<DeviceFacts>('POST', 'devices', device),
    use: (id: string) => session.value('POST', `devices/${id}/use`, {}),
    sync: () => session.value<DeviceFacts[]>('POST', 'sync', {}),
    change: (id: string, what: object) => session.value('POST', `devices/${id}`, what),
    devices: () => session.value<DeviceFacts[]>('GET', 'devices'),
    advance: (seconds: number) => session.value('POST', 'clock', { advance: seconds * 1000 }),
    play: (profile: string) => session.value('POST', 'settings', { profile }),
    /** The user names of the passkeys on the device in use, newest first. */
    names: async () => (await session.passkeys()).map(({ userName }) => userName),
    /** The changes that the first conflicting sync of the second device overrode. */
    overridden: async (): Promise<readonly OverriddenChange[]> => {
      for (let since = 0; ;) {
        const where = { device: 'device-2' }
        const event = await session.wait({ event: 'deviceSynced', where, since })
        if (event.type === 'deviceSynced' && event.overridden.length > 0) return event.overridden
        since = event.seq
      }
    },
  }
}

/** The result of the page's `get()`: the id of the passkey, or the name of the error. */
export async function signIn(page: SessionPage): Promise<string> {
  const answer = await page.get({ userVerification: 'discouraged' })
  if (answer.t === 'result') return idOf(answer)
  return answer.t === 'error' ? answer.name : answer.t
}
