/** What a form was opened with: its version goes with a save, so that nobody's newer change is overwritten. */
export type OpenForm = { form: string; slug: string; id: string | null; read: Record<string, unknown> }

/** The form that was opened last comes last: one inside another may be of the same collection. */
const open: OpenForm[] = []

export const registerForm = (one: OpenForm): void => {
  const index = open.findIndex(({ form }) => form === one.form)
  if (index < 0) open.push(one)
  else open[index] = one
}

export const removeForm = (form: string): void => {
  const index = open.findIndex((one) => one.form === form)
  if (index >= 0) open.splice(index, 1)
}

const PATH = /^\/api\/([\w-]+)(?:\/([\w-]+))?$/

/** The form that sends this request: a new record to its collection, or a change to its own address. */
export const formOf = (path: string): OpenForm | undefined => {
  const [, slug, id = null] = PATH.exec(path) ?? []
  return slug === undefined ? undefined : open.findLast((one) => one.slug === slug && one.id === id)
}
