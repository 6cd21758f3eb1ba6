import { launchChromium } from './demo/drive/browser'
import { servePages } from './bench/browser/page-server'
import { buildContest } from './bench/build'
import { openPage } from './bench/browser/sides'
import { Latchkey } from './playwright/client/latchkey'
const pages = await servePages(await buildContest())
const browser = await launchChromium()
const latchkey = await Latchkey.start({ command: [process.execPath, ...(process.argv[2] ? ['--cpu-prof','--cpu-prof-interval','200','--cpu-prof-dir=/tmp/b/prof'] : []), 'out/automation/latchkey-automation.js'] })
const med = (a: number[]) => a.sort((x,y)=>x-y)[a.length>>1]
try {
  const passkeys = await latchkey.openSession()
  await passkeys.approve({ times: null })
  const context = await browser.newContext()
  await context.addInitScript({ content: `globalThis.$rt=[];{let t=0;const S=WebSocket.prototype.send;WebSocket.prototype.send=function(m){t=performance.now();return S.call(this,m)};const A=EventTarget.prototype.addEventListener;EventTarget.prototype.addEventListener=function(n,f,o){return A.call(this,n,n==='message'&&this instanceof WebSocket?function(e){$rt.push(performance.now()-t);return f.call(this,e)}:f,o)}}` + await passkeys.script() })
  const page = await openPage(context, pages)
  await page.evaluate(() => window.contest.register())
  for (let i = 0; i < 4; i++) console.log('create', med(await page.evaluate(() => window.contest.time('create', 200)) as any))
  console.log('rt', med((await page.evaluate(() => (globalThis as any).$rt.slice(-800))) as any))
} finally { await browser.close(); pages.close(); await latchkey.end() }
