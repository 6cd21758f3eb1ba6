import type { Ceremony } from '../decode/ceremony'
import { extensionLines } from '../decode/extension-lines'
import { doesNotApply, onlyServerKnows, step, type CheckStep, type Judgement } from './step'

/** §7.1 step 28, §7.2 step 23. */
export function extensionStep(ceremony: Ceremony): CheckStep {
  const section = ceremony.kind === 'create' ? '§7.1 step 28' : '§7.2 step 23'
  return step(section, 'The outputs of extensions are as expected.', judge(ceremony))
}

function judge(ceremony: Ceremony): Judgement {
  const lines = extensionLines(ceremony)
  if (lines.length === 0) return doesNotApply('there are no extensions')
  const values = lines.map(({ id, clientOutput, authenticatorOutput, asked }) => ({
    name: id,
    got: clientOutput ?? authenticatorOutput ?? 'no output',
    expected: asked === null ? 'not asked for' : `asked for: ${asked}`,
  }))
  return onlyServerKnows(
    'pass over what you did not ask for, and do without what is missing',
    values,
  )
}
