import type { Client } from '../helpers/app'

export const PASSWORD = 'correct horse battery staple'

let counter = 0

/** Creates a user of the panel with a password. */
export const makeAccount = async (admin: Client, role = 'coordinator'): Promise<{ id: string; email: string }> => {
  const email = `person-${(counter += 1)}@example.org`
  const { body } = await admin.post<{ doc: { id: string } }>('/users', { email, password: PASSWORD, name: 'Имя', role })
  return { id: body.doc.id, email }
}
