import type { Scene } from '../state'
import type { SceneOf } from '../turn'
import { booking } from './booking'
import { duty } from './duty'
import { find } from './find'
import { done, help, home } from './home'
import { ownBookings } from './ownBookings'
import { newVisitor } from './newVisitor'
import { visitsOfVisitor } from './visits'

type All = { [Name in Scene['name']]: SceneOf<Extract<Scene, { name: Name }>> }

const SCENES: All = { home, find, new: newVisitor, booking, visits: visitsOfVisitor, done, ownBookings, duty, help }

export const sceneOf = (scene: Scene): SceneOf<Scene> => SCENES[scene.name] as SceneOf<Scene>
