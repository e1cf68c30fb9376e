/** Styles of Payload's components are in its one file of styles already (`@payloadcms/next/css`). */
export default function noStyle() {
  return 'export {}'
}
