/** Reads the pairing code that Latchkey's page script shows. */
import type { Page } from 'playwright-core'

/** The members of a DevTools node that this file reads. */
interface DevToolsNode {
  readonly nodeName: string
  readonly nodeValue: string
  readonly children?: readonly DevToolsNode[]
  readonly shadowRoots?: readonly DevToolsNode[]
}

/**
 * Reads the six digits of the pairing code. The script keeps them in a closed shadow root, which the page cannot read
 * but DevTools can.
 *
 * @returns the digits; an empty text while the page shows no code.
 */
export async function pairingCodeIn(page: Page): Promise<string> {
  const devTools = await page.context().newCDPSession(page)
  const { root } = await devTools.send('DOM.getDocument', { depth: -1, pierce: true })
  await devTools.detach()
  const overlay = find(root, (node) => node.nodeName.toLowerCase() === 'latchkey-pairing')
  const [, left = '', right = ''] = /(\d{3})\s?(\d{3})/.exec(overlay ? textOf(overlay) : '') ?? []
  return left + right
}

function find(node: DevToolsNode, isIt: (node: DevToolsNode) => boolean): DevToolsNode | undefined {
  if (isIt(node)) return node
  for (const child of node.children ?? []) {
    const found = find(child, isIt)
    if (found) return found
  }
  return undefined
}

function textOf(node: DevToolsNode): string {
  const below = [...(node.shadowRoots ?? []), ...(node.children ?? [])]
  return node.nodeValue + below.map(textOf).join('')
}
