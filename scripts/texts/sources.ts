import ts from 'typescript'

export type Found = {
  /** String literals of the source. */
  literals: string[]
  /** The beginnings of templates: `errors.` of `errors.${code}`. */
  heads: string[]
  /** Strings passed to a function that takes a group of texts. */
  groups: string[]
  /** Strings that contain Russian, with their line numbers. */
  russian: { line: number; text: string }[]
}

/** At least two letters, because single letters occur in spelling rules. */
const CYRILLIC = /[\u0400-\u04ff]{2}/
const OF_GROUPS = /(^|\.)(word|names|options)$/

const nameOf = (node: ts.Node): string =>
  ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node) ? node.name.getText() : ''

/** Examples in the API description contain data, not texts. */
const isExample = (node: ts.Node): boolean => /example$/i.test(nameOf(node))

/** The strings of a source file, without comments and regular expressions. */
export const readSource = (name: string, source: string): Found => {
  const found: Found = { literals: [], heads: [], groups: [], russian: [] }
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true)
  const say = (node: ts.Node, text: string): void => {
    if (CYRILLIC.test(text))
      found.russian.push({ line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1, text: text.trim() })
  }
  const visit = (node: ts.Node, example: boolean): void => {
    if (ts.isStringLiteralLike(node)) {
      found.literals.push(node.text)
      const call = node.parent
      if (ts.isCallExpression(call) && OF_GROUPS.test(call.expression.getText())) found.groups.push(node.text)
    }
    if (ts.isTemplateExpression(node)) found.heads.push(node.head.text)
    const shown = ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node) || ts.isJsxText(node)
    if (shown && !example) say(node, node.text)
    ts.forEachChild(node, (child) => visit(child, example || isExample(node)))
  }
  visit(file, false)
  return found
}
