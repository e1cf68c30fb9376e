/** The state of a conversation: ids and the draft of a form. Data of stored people is not copied into it. */
export type Chosen = { occurrence: string; hold: string; expiresAt: string }

export type Draft = {
  lastName?: string
  firstName?: string
  middleName?: string
  phone?: string | null
  comment?: string | null
  photo?: string | null
}

export type HomeScene = { name: 'home' }
export type FindScene = { name: 'find'; q?: string; found?: string[] }
export type NewScene = {
  name: 'new'
  step: 'name' | 'firstName' | 'phone' | 'review' | 'comment' | 'photo' | 'duplicates'
  draft: Draft
  candidates?: string[]
}
export type BookingScene = {
  name: 'booking'
  visitor: string
  step: 'services' | 'upcoming' | 'history' | 'places' | 'dates' | 'slots' | 'confirm' | 'comment'
  service?: string
  place?: string
  month?: string
  date?: string
  chosen: Chosen[]
  comment?: string | null
  /** Of the services. */
  page?: number
}
export type DoneScene = { name: 'done'; visitor: string; participants: string[]; occurrences: string[] }
export type OwnBookingsScene = {
  name: 'ownBookings'
  step: 'list' | 'one' | 'sure'
  page: number
  participant?: string
}
export type DutyScene = {
  name: 'duty'
  step: 'places' | 'occurrences' | 'people' | 'person' | 'sure' | 'comment'
  place?: string
  occurrence?: string
  page: number
  participant?: string
  undo?: string
  said?: string
}
export type HelpScene = { name: 'help' }

export type Scene =
  HomeScene | FindScene | NewScene | BookingScene | DoneScene | OwnBookingsScene | DutyScene | HelpScene

export type State = {
  /** Personal data is on the screen; it is removed when the chat stays idle. */
  open: boolean
  /** The mark of the buttons that are current. */
  nonce: string
  scene: Scene
  /** The messages the volunteer wrote on the way, to be deleted with the rest. */
  written: number[]
}

export const freshState = (nonce: string): State => ({ open: false, nonce, scene: { name: 'home' }, written: [] })

const SCENES: Record<Scene['name'], true> = {
  home: true,
  find: true,
  new: true,
  booking: true,
  done: true,
  ownBookings: true,
  duty: true,
  help: true,
}

const isState = (value: unknown): value is State => {
  if (typeof value !== 'object' || value === null || !('scene' in value) || !('nonce' in value)) return false
  const { scene } = value
  return typeof scene === 'object' && scene !== null && 'name' in scene && Object.hasOwn(SCENES, String(scene.name))
}

/** If the state is missing or from an older version, the conversation starts again. */
export const asState = (value: unknown, nonce: string): State => (isState(value) ? value : freshState(nonce))
