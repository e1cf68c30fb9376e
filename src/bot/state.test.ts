import { expect, it } from 'vitest'
import { asState } from './state'

const state = (scene: object): unknown => ({ open: true, nonce: 'abc', scene, written: [] })

it.each([
  ['of this version', { name: 'booking', visitor: 'x', step: 'slots', chosen: [] }, 'booking'],
  ['with a step that was given up since', { name: 'booking', visitor: 'x', step: 'upcoming', chosen: [] }, 'home'],
  ['with a scene that does not exist', { name: 'toString' }, 'home'],
  ['without a step', { name: 'duty', page: 0 }, 'home'],
  ['of a scene without steps', { name: 'find', q: 'Иванов' }, 'find'],
])('a conversation %s goes on or begins anew', (_, scene, name) => {
  expect(asState(state(scene), 'new').scene.name).toBe(name)
})

it.each([null, {}, [], 'home', { scene: null, nonce: 'a' }])('%j is no conversation', (value) => {
  expect(asState(value, 'new')).toMatchObject({ nonce: 'new', scene: { name: 'home' } })
})
