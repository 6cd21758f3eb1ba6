/** The client for tests, with a session of an automation in this process. */
import { beforeEach } from 'vitest'
import { Latchkey, type PasskeySession } from '../../playwright/client/latchkey'
import { DrivenSession } from './driven-session'

export interface ClientSession {
  readonly world: DrivenSession
  readonly latchkey: Latchkey
  /** The origin of `world.page()`. */
  readonly passkeys: PasskeySession
}

export function clientSessionForEachTest(): ClientSession {
  const world = DrivenSession.forEachTest()
  const own: { latchkey?: Latchkey } = {}
  beforeEach(async () => {
    own.latchkey = await Latchkey.connect({ url: world.automation.url })
  })
  return {
    world,
    get latchkey() {
      return own.latchkey!
    },
    get passkeys() {
      return own.latchkey!.session(world.id)
    },
  }
}
