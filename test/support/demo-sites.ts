/** The demo's relying party, new for each test: it keeps accounts, and refuses a second account of a name. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startDemo } from '../../demo/start-demo'

const open: { close(): unknown }[] = []

/** @returns the origin of a new relying party, whose page may reach every session's bridge. */
export async function newSite(): Promise<string> {
  const demo = await startDemo({ port: 0, bridgeScript: null })
  open.push(demo)
  return demo.origin
}

/** @returns the origin of a new relying party whose page begins with the script that the file has when the page loads. */
export async function newSiteWithScript(file: string): Promise<string> {
  const scripts = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(readFileSync(file))
  })
  scripts.listen(0, '127.0.0.1')
  await once(scripts, 'listening')
  open.push(scripts)
  const bridgeScript = `http://127.0.0.1:${(scripts.address() as AddressInfo).port}/latchkey.js`
  const demo = await startDemo({ port: 0, bridgeScript })
  open.push(demo)
  return demo.origin
}

export async function closeSites(): Promise<void> {
  await Promise.all(open.splice(0).map((server) => server.close()))
}
