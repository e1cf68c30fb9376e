import { expect, test } from 'vitest'
import { differencesOf } from './conflict'

test('what both changed differently, and what only the other changed, would be overwritten', () => {
  const read = { title: 'Душ', capacity: 5, active: true, services: [{ id: 'a', service: 's' }] }
  const theirs = { ...read, title: 'Душ и бельё', capacity: 7, updatedAt: '2' }
  expect(differencesOf({ read, theirs, mine: { ...read, title: 'Душевая', updatedAt: '1' } })).toEqual([
    { field: 'title', theirs: 'Душ и бельё', mine: 'Душевая' },
    { field: 'capacity', theirs: 7, mine: 5 },
  ])
})

test('the same change by both, a save whose answer was lost, and a value nobody shows are no conflict', () => {
  const read = { title: 'Душ', comment: null, hours: { from: '10', to: null } }
  const theirs = { title: 'Баня', comment: '', hours: { to: '', from: '10' }, lastVisit: 'x', updatedAt: '2' }
  expect(differencesOf({ read, theirs, mine: { title: 'Баня', hours: { from: '10' }, comment: undefined } })).toEqual(
    [],
  )
})
