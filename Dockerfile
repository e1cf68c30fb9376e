FROM node:22-bookworm-slim
RUN mkdir -p /data /erasures /srv/pristan && chown node:node /data /erasures /srv/pristan
USER node
WORKDIR /srv/pristan
COPY --chown=node:node package.json package-lock.json .npmrc ./
RUN npm ci && npm cache clean --force
COPY --chown=node:node . .
RUN npm run build
ENV NODE_ENV=production DATA_DIR=/data HOST=0.0.0.0 LOG_FORMAT=json
VOLUME /data
EXPOSE 3000
CMD ["npm", "run", "web"]
