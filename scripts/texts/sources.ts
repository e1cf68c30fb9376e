import ts from 'typescript'

export type Found = {
  /** Strings that stand in the source as they are. */
  literals: string[]
  /** What templates begin with: `errors.` of `errors.${code}`. */
  heads: string[]
  /** Strings given to a function that takes a group of texts. */
  groups: string[]
  /** Strings with Russian in them, each with its line. */
  russian: { line: number; text: string }[]
}

const CYRILLIC = /[\u0400-\u04ff]/
const OF_GROUPS = /(^|\.)(word|names|options)$/

/** The strings of a source. Comments and regular expressions are not for people to read. */
export const readSource = (name: string, source: string): Found => {
  const found: Found = { literals: [], heads: [], groups: [], russian: [] }
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true)
  const say = (node: ts.Node, text: string): void => {
    if (CYRILLIC.test(text))
      found.russian.push({ line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1, text: text.trim() })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) {
      found.literals.push(node.text)
      const call = node.parent
      if (ts.isCallExpression(call) && OF_GROUPS.test(call.expression.getText())) found.groups.push(node.text)
    }
    if (ts.isTemplateExpression(node)) found.heads.push(node.head.text)
    if (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node) || ts.isJsxText(node)) say(node, node.text)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}
