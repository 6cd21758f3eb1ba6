/** `npm run bench -- page`: the size of the page script, and the time that a page needs to run it. */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { launchChromium } from '../../demo/drive/browser'
import { build } from '../../scripts/build'
import { inProject } from '../../scripts/project-paths'
import { servePages } from '../browser/page-server'
import { openPage } from '../browser/sides'
import { tell } from '../progress'
import type { Section } from '../report'
import { summary } from '../samples'

const RUNS = 200
const MOST_KILOBYTES = 12
const MOST_MS = 5

export async function measurePage(): Promise<readonly Section[]> {
  tell('page: building, then running the script in new documents')
  await build()
  const code = readFileSync(inProject('out', 'page', 'latchkey.js'))
  const row = summary('compile and run', await timesToRun(code.toString('utf8')))
  return [
    {
      title: 'The page’s script, in new documents of one Chromium',
      rows: [row],
      findings: [
        {
          what: `latchkey.js, gzip (${code.length} bytes without)`,
          value: gzipSync(code, { level: 9 }).length / 1000,
          unit: 'kB',
          goal: { atMost: MOST_KILOBYTES },
        },
        {
          what: 'compile and run, median',
          value: row.median,
          unit: 'ms',
          goal: { atMost: MOST_MS },
        },
      ],
    },
  ]
}

async function timesToRun(code: string): Promise<number[]> {
  const pages = await servePages('')
  const browser = await launchChromium()
  try {
    const page = await openPage(await browser.newContext(), pages)
    return await page.evaluate(runInFrames, { code, runs: RUNS })
  } finally {
    await browser.close()
    pages.close()
  }
}

/** Appends a different comment in each run, because the browser caches the compiled code of a text that it has seen. */
async function runInFrames({ code, runs }: { code: string; runs: number }): Promise<number[]> {
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const realm = frame.contentDocument
    if (!realm) throw new Error('a frame has no document')
    const script = realm.createElement('script')
    script.textContent = `${code}\n// ${run}`
    const start = performance.now()
    realm.head.append(script)
    times.push(performance.now() - start)
    if (frame.contentWindow?.latchkey === undefined) throw new Error('the script did not run')
    frame.remove()
    await new Promise((resolve) => setTimeout(resolve))
  }
  return times
}
