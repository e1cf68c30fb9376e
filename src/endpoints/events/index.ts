export { changeEventRoute, previewChangeRoute } from './change'
export { activateEventRoute, archiveEventRoute, deleteEventRoute } from './lifecycle'
