/** The client for tests, with a session of an automation in this process. */
import { beforeEach } from 'vitest'
import { Latchkey, type PasskeySession } from '../../playwright/client/latchkey'
import { WorldSession } from './automation-world'

export interface ClientSession {
  readonly world: WorldSession
  readonly latchkey: Latchkey
  /** That of `world.page()`. */
  readonly passkeys: PasskeySession
}

export function clientSessionForEachTest(): ClientSession {
  const world = WorldSession.forEachTest()
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
