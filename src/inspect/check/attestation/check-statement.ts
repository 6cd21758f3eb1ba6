/** Attestation statements by their formats (WebAuthn §7.1 steps 21 and 22, §8). */
import type { Statement } from '../../decode/attestation-object'
import { step, summary, type CheckStep, type Judgement } from '../step'
import { holds, type About, type CheckStatement } from './about'
import { androidKey } from './android-key'
import { androidSafetyNet, apple, fidoU2f, none } from './other-formats'
import { packed } from './packed'
import { tpm } from './tpm'

const FORMATS: ReadonlyMap<string, CheckStatement> = new Map([
  ['packed', packed],
  ['tpm', tpm],
  ['android-key', androidKey],
  ['android-safetynet', androidSafetyNet],
  ['fido-u2f', fidoU2f],
  ['apple', apple],
  ['none', none],
  ['compound', compound],
])

/** Whether the format is a registered one. */
export function isKnownFormat(format: string): boolean {
  return FORMATS.has(format)
}

export async function judgeStatement(statement: Statement, about: About): Promise<Judgement> {
  const check = FORMATS.get(statement.format)
  const parts = check ? await check(statement, about) : []
  return summary(parts, 'the format is unknown')
}

/** §8.9: at least two, none of them compound. */
async function compound(statement: Statement, about: About): Promise<readonly CheckStep[]> {
  const { item, parts } = statement
  const count = item.kind === 'array' ? item.items.length : 0
  const isWhole = count >= 2 && parts.length === count
  const title = 'The statement is a list of two or more, none of them compound.'
  const fault = 'fewer than two statements, or one that is compound or cannot be read'
  const each = parts.map(async (part) => {
    const judgement = await judgeStatement(part, about)
    return step(
      '§8.9',
      `The statement at ${part.place} is a correct one of ${part.format}.`,
      judgement,
    )
  })
  return [holds('§8.9', title, isWhole, fault), ...(await Promise.all(each))]
}
