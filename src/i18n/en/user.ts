import type { Texts } from '../shape'

export const user = {
  singular: 'User',
  plural: 'Users',
  fields: {
    name: 'Name',
    role: 'Role',
    blocked: 'Blocked',
  },
  choices: {
    role: {
      administrator: 'Administrator',
      coordinator: 'Coordinator',
      viewer: 'Viewer',
    },
  },
  hints: {
    blocked: 'Can sign in neither with a password nor by single sign-on; open sessions end',
  },
} as const satisfies Texts
