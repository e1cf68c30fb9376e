FROM node:22-bookworm-slim
WORKDIR /srv/pristan
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && mkdir /data /erasures && chown -R node:node /data /erasures /srv/pristan
USER node
ENV NODE_ENV=production DATA_DIR=/data HOST=0.0.0.0 LOG_FORMAT=json
VOLUME /data
EXPOSE 3000
CMD ["npm", "run", "web"]
