# docker build -t cortado .
# docker run -d -p 3001:3001 -v cortado:/data --stop-timeout 20 -e PUBLIC_URL=https://cortado.example.com cortado
# The link that makes the first user is in the container's log.

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN node server/build.ts --out /out/dist \
  # the bundle holds all but the native driver: what it needs to run is three packages
  && mkdir -p /out/node_modules/@libsql /out/node_modules/@neon-rs \
  && cp -r node_modules/libsql node_modules/detect-libc /out/node_modules/ \
  && cp -r node_modules/@libsql/linux-*-gnu /out/node_modules/@libsql/ \
  && cp -r node_modules/@neon-rs/load /out/node_modules/@neon-rs/ \
  && cp package.json LICENSE /out/ \
  && find /out -name '*.map' -delete \
  && mkdir /data

FROM node:24-slim
ENV NODE_ENV=production \
  HOST=0.0.0.0 \
  CORTADO_AUTH=on \
  DATABASE_URL=file:/data/cortado.db
COPY --from=build /out /app
COPY --from=build --chown=node:node /data /data
WORKDIR /app
USER node
VOLUME /data
EXPOSE 3001
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3001}/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/server/main.js"]
