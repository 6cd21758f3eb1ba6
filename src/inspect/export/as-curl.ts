/** The response as a request to the page's server. */
import { shellComments, shellText } from './code-text'
import { originOf, type ExportedCeremony } from './exported-ceremony'
import { standInNotes, withStandIns } from './stand-in'

/** The reader fills in the path, because each page sends its response to a different one. */
export function asCurl(ceremony: ExportedCeremony): string {
  const origin = originOf(ceremony)
  const path = ceremony.detail.kind === 'create' ? 'register' : 'sign-in'
  return [
    ...shellComments(standInNotes(ceremony.detail, ['response'])),
    `curl ${shellText(`${origin}/${path}`)} \\`,
    `  --header 'Content-Type: application/json' \\`,
    `  --header ${shellText(`Origin: ${origin}`)} \\`,
    `  --data ${shellText(JSON.stringify(withStandIns(ceremony.detail.response)))}`,
  ].join('\n')
}
