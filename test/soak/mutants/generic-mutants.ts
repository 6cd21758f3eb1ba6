/** Mutants that rules generate from the code that syncs, seals, checks and accounts. */
import ts from 'typescript'
import { readVaultCode, vaultCode, type Mutant } from './mutant'

const FILES = [
  'batch-outline.ts',
  'file-bytes.ts',
  'file-copies.ts',
  'frame.ts',
  'frame-opener.ts',
  'frame-pieces.ts',
  'frame-recovery.ts',
  'frame-runs.ts',
  'frame-scan.ts',
  'frame-thread.ts',
  'generation.ts',
  'journal.ts',
  'load-vault.ts',
  'losses.ts',
  'prepare-writing.ts',
  'recent-blocks.ts',
  'rotation.ts',
  'whole-file.ts',
  'witness.ts',
]

interface Replacement {
  readonly from: number
  readonly to: number
  readonly text: string
  readonly rule: string
}

/** The replacement of each comparison or connective. */
const OPERATORS = new Map([
  [ts.SyntaxKind.LessThanToken, '<='],
  [ts.SyntaxKind.LessThanEqualsToken, '<'],
  [ts.SyntaxKind.GreaterThanToken, '>='],
  [ts.SyntaxKind.GreaterThanEqualsToken, '>'],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [ts.SyntaxKind.AmpersandAmpersandToken, '||'],
  [ts.SyntaxKind.BarBarToken, '&&'],
  [ts.SyntaxKind.PlusToken, '-'],
  [ts.SyntaxKind.MinusToken, '+'],
])

/** @returns for each mutant a name that does not change when lines move. */
export function genericMutants(): readonly Mutant[] {
  return FILES.flatMap(mutantsOf)
}

function mutantsOf(file: string): Mutant[] {
  const code = readVaultCode(file)
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true)
  const seen = new Map<string, number>()
  return replacementsIn(source).map(({ from, to, text, rule }) => {
    const original = code.slice(from, to).replace(/\s+/g, ' ')
    const base = `${file}: ${rule} ${original}`
    const count = (seen.get(base) ?? 0) + 1
    seen.set(base, count)
    return {
      name: count === 1 ? base : `${base} (${count})`,
      texts: new Map([[vaultCode(file), code.slice(0, from) + text + code.slice(to)]]),
    }
  })
}

function replacementsIn(source: ts.SourceFile): Replacement[] {
  const found: Replacement[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return
    found.push(...replacementsOf(node))
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function replacementsOf(node: ts.Node): Replacement[] {
  const [from, to] = [node.getStart(), node.getEnd()]
  if (ts.isExpressionStatement(node) || ts.isThrowStatement(node))
    return [{ from, to, text: ';', rule: 'without' }]
  if (ts.isIfStatement(node)) return decided(node.expression)
  if (ts.isConditionalExpression(node)) return decided(node.condition)
  if (ts.isBinaryExpression(node)) return otherOperator(node)
  return isIgnoredFailure(node)
    ? [{ from: node.expression.expression.getEnd(), to, text: '', rule: 'without' }]
    : []
}

function decided(condition: ts.Expression): Replacement[] {
  const [from, to] = [condition.getStart(), condition.getEnd()]
  return ['true', 'false'].map((text) => ({ from, to, text, rule: `${text} for` }))
}

function otherOperator({ left, operatorToken, right, parent }: ts.BinaryExpression): Replacement[] {
  const text = OPERATORS.get(operatorToken.kind)
  // The condition of a branch is already replaced by true and by false.
  const isDecided = /[!=]==/.test(operatorToken.getText()) && ts.isIfStatement(parent)
  if (text === undefined || isDecided) return []
  const replaced = `(${left.getText()}) ${text} (${right.getText()})`
  return [{ from: left.getStart(), to: right.getEnd(), text: replaced, rule: `${text} in` }]
}

/** `….catch(…)` */
function isIgnoredFailure(
  node: ts.Node,
): node is ts.CallExpression & { readonly expression: ts.PropertyAccessExpression } {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === 'catch'
  )
}
