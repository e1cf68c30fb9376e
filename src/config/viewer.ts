import packageJson from '../../package.json'

/** The files of the viewer of the API's description. The build puts them beside those of the panel. */
export const VIEWER = `/_next/static/swagger-ui-${packageJson.dependencies['swagger-ui-dist']}`
