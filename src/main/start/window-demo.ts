import { app } from 'electron'
import { builtFile } from '../desktop/built-file'
import { openInBrowser } from '../desktop/open-in-browser'
import { DemoSite } from './demo-site'
import { startUtilityProcess } from './utility-process'

const HELPER = { module: 'demo-helper.cjs', name: 'Latchkey Demo' }

/**
 * The demo page that the window opens. Call it once the app is ready.
 *
 * @param bridgePort where pages can connect now; null while they cannot.
 * @returns the function that opens the page.
 */
export function windowDemo(bridgePort: () => number | null): () => Promise<void> {
  const site = new DemoSite({
    start: (events) => startUtilityProcess(HELPER, events),
    pageFolder: builtFile('demo'),
    browse: openInBrowser,
  })
  app.on('will-quit', () => site.end())
  return () => site.open(bridgePort())
}
