/** The demo's relying party, new for each test: it keeps accounts, and refuses a second account of a name. */
import { startDemo, type Demo } from '../../demo/server'

const open: Demo[] = []

/** @returns the origin of a new relying party, whose page may reach every session's bridge. */
export async function newSite(): Promise<string> {
  const demo = await startDemo({ port: 0, bridgeScript: null, anyBridge: true })
  open.push(demo)
  return demo.origin
}

export async function closeSites(): Promise<void> {
  await Promise.all(open.splice(0).map((demo) => demo.close()))
}
