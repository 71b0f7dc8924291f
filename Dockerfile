FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The optional dependencies are Node itself, for machines that lack it; the image has it.
RUN npm ci --omit=dev --omit=optional

FROM node:24-slim AS playground
WORKDIR /app
COPY package.json package-lock.json .npmrc tsconfig.json ./
RUN npm ci
COPY scripts ./scripts
COPY schema ./schema
COPY src ./src
RUN npm run build:playground

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=playground /app/dist ./dist
# The lock file is part of the playground's fingerprint.
COPY package.json package-lock.json .npmrc LICENSE ./
COPY schema ./schema
COPY migrations ./migrations
COPY scripts ./scripts
COPY src ./src
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT ?? 4000}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Node itself is the first process, not npm, so that SIGTERM arrives and the server drains.
CMD ["node", "src/main.ts"]
