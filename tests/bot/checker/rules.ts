import { parseHtml } from '@/bot/local-api/html'

type Params = Record<string, unknown>
type Button = { text?: string; callback_data?: string; url?: string }

const ENTITY = /&(?:lt|gt|amp|quot|#\d+|#x[0-9a-f]+);/gi
const TAG = /<\/?[a-z][a-z0-9-]*(?:\s+[a-z-]+(?:="[^"]*")?)*\s*>/gi

/** What the declarations can't say: lengths, markup, what buttons may carry. */
export const rulesOf = (method: string, params: Params): string[] => [
  ...textRules(
    method,
    params,
    'text',
    /^(sendMessage|editMessageText)$/.test(method) ? 4096 : method === 'answerCallbackQuery' ? 200 : null,
  ),
  ...textRules(method, params, 'caption', 1024),
  ...mediaRules(method, params),
  ...markupRules(method, params.reply_markup),
  ...commandRules(method, params),
]

const textRules = (method: string, params: Params, field: 'text' | 'caption', most: number | null): string[] => {
  const text = params[field]
  if (typeof text !== 'string' || most === null) return []
  const problems: string[] = []
  let shown = text
  if (params.parse_mode === 'HTML') {
    try {
      shown = parseHtml(text).text
    } catch (error) {
      problems.push(`${method}.${field}: ${error instanceof Error ? error.message : String(error)}`)
    }
    const bare = /[<>&]/.exec(text.replace(TAG, '').replace(ENTITY, ''))
    if (bare) problems.push(`${method}.${field}: “${bare[0]}” is not escaped`)
  } else if (params.parse_mode !== undefined)
    problems.push(`${method}: the product writes HTML, not ${String(params.parse_mode)}`)
  if (field === 'text' && method !== 'answerCallbackQuery' && shown.trim() === '')
    problems.push(`${method}.${field} is empty`)
  if (shown.length > most) problems.push(`${method}.${field} has ${shown.length} characters, ${most} are allowed`)
  return problems
}

const mediaRules = (method: string, { media }: Params): string[] =>
  typeof media === 'object' && media !== null && !Array.isArray(media)
    ? textRules(`${method}.media`, media as Params, 'caption', 1024)
    : []

const markupRules = (method: string, markup: unknown): string[] => {
  if (typeof markup !== 'object' || markup === null) return []
  const { inline_keyboard: inline, keyboard } = markup as {
    inline_keyboard?: Button[][]
    keyboard?: (Button | string)[][]
  }
  const rows = inline ?? keyboard ?? []
  if (!Array.isArray(rows) || !rows.every(Array.isArray)) return []
  const problems: string[] = []
  const buttons = rows.flat()
  if (buttons.length > 100) problems.push(`${method} has ${buttons.length} buttons, 100 are allowed`)
  for (const row of rows) if (row.length > 8) problems.push(`${method} has ${row.length} buttons in a row, 8 are shown`)
  if (rows.some((row) => row.length === 0)) problems.push(`${method} has a row without buttons`)
  for (const button of buttons) problems.push(...buttonRules(method, button, inline !== undefined))
  return problems
}

const ACTIONS = [
  'callback_data',
  'url',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'callback_game',
  'pay',
]

const buttonRules = (method: string, button: Button | string, inline: boolean): string[] => {
  const text = typeof button === 'string' ? button : (button.text ?? '')
  const problems: string[] = []
  if (text.trim() === '') problems.push(`${method}: a button without words`)
  // Longer ones are cut on a phone; Telegram itself allows more.
  if (text.length > 64) problems.push(`${method}: a button of ${text.length} characters`)
  if (!inline || typeof button === 'string') return problems
  const actions = ACTIONS.filter((name) => Object.hasOwn(button, name))
  if (actions.length !== 1) problems.push(`${method}: the button “${text}” does ${actions.length} things`)
  if (button.callback_data !== undefined) {
    const bytes = Buffer.byteLength(String(button.callback_data))
    if (bytes < 1 || bytes > 64)
      problems.push(`${method}: the button “${text}” carries ${bytes} bytes, 1 to 64 are allowed`)
  }
  return problems
}

const commandRules = (method: string, { commands }: Params): string[] => {
  if (method !== 'setMyCommands' || !Array.isArray(commands)) return []
  const list = commands as { command?: string; description?: string }[]
  const problems = list.length > 100 ? [`${method}: ${list.length} commands, 100 are allowed`] : []
  for (const { command = '', description = '' } of list) {
    if (!/^[a-z0-9_]{1,32}$/.test(command)) problems.push(`${method}: “${command}” is no command`)
    if (description.length < 1 || description.length > 256)
      problems.push(`${method}: the description of ${command} has ${description.length} characters`)
  }
  return problems
}
