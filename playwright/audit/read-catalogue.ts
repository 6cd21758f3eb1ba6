/** Asks Latchkey for its faults and profiles. */
import type { Latchkey } from '../client/latchkey.js'
import type { Catalogue } from './catalogue.js'

/** @returns the faults and profiles of the Latchkey that answers, so that they match its version. */
export async function readCatalogue(latchkey: Pick<Latchkey, 'openSession'>): Promise<Catalogue> {
  const session = await latchkey.openSession()
  try {
    const [faults, profiles] = await Promise.all([session.knownFaults(), session.profiles()])
    return { faults, profiles }
  } finally {
    await session.end()
  }
}
