/**
 * What a browser may ask Payload's panel to run on the server. Payload looks a name up without asking whether it is
 * one of its own, so that "constructor" is found as well; anything else is not there.
 */
export const SERVER_FUNCTIONS: ReadonlySet<string> = new Set([
  'copy-data-from-locale',
  'form-state',
  'get-default-layout',
  'get-folder-results-component-and-data',
  'get-upcoming-scheduled-publish',
  'render-document',
  'render-document-slots',
  'render-field',
  'render-list',
  'render-widget',
  'schedule-publish',
  'slugify',
  'table-state',
])
