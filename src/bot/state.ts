/** The state of a conversation: ids and the draft of a form. Data of stored people is not copied into it. */
export type Chosen = { occurrence: string; hold: string; expiresAt: string }

/** undefined: not asked yet; null: there is none. */
export type Draft = {
  lastName?: string
  firstName?: string
  middleName?: string
  birthYear?: number | null
  phone?: string | null
  cardNumber?: string | null
  comment?: string | null
  photo?: string | null
}

export type HomeScene = { name: 'home' }
export type FindScene = { name: 'find'; q?: string; page?: number }
export type NewScene = {
  name: 'new'
  step: 'name' | 'firstName' | 'duplicates' | 'more' | 'review' | 'year' | 'phone' | 'comment' | 'photo' | 'refused'
  draft: Draft
  candidates?: string[]
  /** Looked at and found to be somebody else. */
  judged?: string[]
  /** Everything was asked, and only the candidates stand between the draft and the visitor. */
  creating?: boolean
}
export type BookingScene = {
  name: 'booking'
  visitor: string
  step: 'services' | 'places' | 'slots' | 'dates' | 'times' | 'confirm' | 'cart' | 'comment' | 'photo'
  service?: string | undefined
  month?: string | undefined
  date?: string | undefined
  chosen: Chosen[]
  /** Of what is chosen, the one whose time is being changed. It stays chosen until another time is held. */
  instead?: string | undefined
  comment?: string | null
  /** What was typed last and became a comment: it may have been meant as a search. */
  typed?: string | undefined
  /** Services of which the words above the list have just said why not. */
  told?: string[] | undefined
  /** A photo that was sent for somebody who has one. */
  photo?: string | undefined
  /** Of the services. */
  page?: number
}
export type DoneScene = { name: 'done'; visitor: string; participants: string[]; occurrences: string[] }

/** What the last mark can be taken back by, and whose mark it was. */
export type Undo = { id: string; count: number; participant?: string | undefined }

/** One booking, and what is being done about it. */
export type OnRecord = { participant?: string | undefined; undo?: Undo | undefined }

export type VisitsScene = OnRecord & {
  name: 'visits'
  visitor: string
  when: 'ahead' | 'behind'
  step: 'list' | 'one' | 'sure' | 'comment'
  page: number
}
export type OwnBookingsScene = OnRecord & {
  name: 'ownBookings'
  step: 'list' | 'one' | 'sure' | 'comment'
  page: number
}
export type DutyScene = OnRecord & {
  name: 'duty'
  step: 'places' | 'occurrences' | 'list' | 'rest' | 'one' | 'sure' | 'comment'
  place?: string | undefined
  occurrence?: string | undefined
  page: number
  /** What was typed to find somebody in the list. */
  q?: string | undefined
  unmarked?: boolean
}
export type HelpScene = { name: 'help' }

export type Scene =
  HomeScene | FindScene | NewScene | BookingScene | VisitsScene | DoneScene | OwnBookingsScene | DutyScene | HelpScene

export type State = {
  /** Personal data is on the screen; it is removed when the chat stays idle. */
  open: boolean
  /** The mark of the buttons on the screen that is shown now. Every screen has its own. */
  nonce: string
  scene: Scene
  /** The messages the volunteer wrote on the way, to be deleted with the rest. */
  written: number[]
  /** The button handled last. A thumb that trembles taps it again: that is still the same tap. */
  tapped?: string | undefined
  /** The screen of this state was left out, because something newer waited. */
  unshown?: boolean | undefined
  /** The keyboard under the field was shown in this chat. */
  keyboard?: boolean | undefined
  /** The place they work at: a filter for whoever is looked at next. It is nobody's data and stays. */
  place?: string | undefined
}

/** `before`: what outlives a conversation. */
export const freshState = (nonce: string, before?: State): State => ({
  open: false,
  nonce,
  scene: { name: 'home' },
  written: [],
  tapped: before?.tapped,
  place: before?.place,
  keyboard: before?.keyboard,
})

type StepOf<Name extends Scene['name']> =
  Extract<Scene, { name: Name }> extends { step: infer Step extends string } ? Record<Step, true> : null

/** Every step of every scene: a state with another one was written by another version. */
const SCENES: { [Name in Scene['name']]: StepOf<Name> } = {
  home: null,
  find: null,
  new: {
    name: true,
    firstName: true,
    duplicates: true,
    more: true,
    review: true,
    year: true,
    phone: true,
    comment: true,
    photo: true,
    refused: true,
  },
  booking: {
    services: true,
    places: true,
    slots: true,
    dates: true,
    times: true,
    confirm: true,
    cart: true,
    comment: true,
    photo: true,
  },
  visits: { list: true, one: true, sure: true, comment: true },
  done: null,
  ownBookings: { list: true, one: true, sure: true, comment: true },
  duty: { places: true, occurrences: true, list: true, rest: true, one: true, sure: true, comment: true },
  help: null,
}

const isScene = (scene: object): boolean => {
  if (!('name' in scene) || !Object.hasOwn(SCENES, String(scene.name))) return false
  const steps = SCENES[scene.name as Scene['name']]
  return steps === null || ('step' in scene && Object.hasOwn(steps, String(scene.step)))
}

const isState = (value: unknown): value is State => {
  if (typeof value !== 'object' || value === null || !('scene' in value) || !('nonce' in value)) return false
  const { scene } = value
  return typeof scene === 'object' && scene !== null && isScene(scene)
}

/** If the state is missing or from an older version, the conversation starts again. */
export const asState = (value: unknown, nonce: string): State => (isState(value) ? value : freshState(nonce))
