/** The files of the recording page, as texts. */
import answers from './page/answers.js?raw'
import calls from './page/calls.js?raw'
import page from './page/index.html?raw'
import recorder from './page/recorder.js?raw'
import style from './page/style.css?raw'

interface PageFile {
  readonly type: string
  readonly text: string
}

const script = (text: string): PageFile => ({ type: 'text/javascript; charset=utf-8', text })

/** By the path of the request. */
export const PAGE_FILES: ReadonlyMap<string, PageFile> = new Map([
  ['/', { type: 'text/html; charset=utf-8', text: page }],
  ['/style.css', { type: 'text/css; charset=utf-8', text: style }],
  ['/recorder.js', script(recorder)],
  ['/calls.js', script(calls)],
  ['/answers.js', script(answers)],
])
