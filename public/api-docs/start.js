// The viewer of /api/docs. A file of its own, because the page's policy allows no script inside it.
window.SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#api',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  filter: true,
  tryItOutEnabled: true,
  // The public validator would be told of every installation.
  validatorUrl: null,
})
