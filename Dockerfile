# The image: one binary, certificates, a data folder. It runs as nobody in particular, and its root may be read-only.

FROM oven/bun:1.4.5 AS build
WORKDIR /build
COPY package.json bun.lock bunfig.toml tsconfig.json ./
RUN bun install --frozen-lockfile
COPY migrations migrations
COPY server server
COPY ui ui
RUN bun run build && mkdir data

# The binary asks for glibc and nothing else (test/packaging.test.ts holds that). This base has glibc, the certificate
# authorities and time zones, no shell and no package manager.
FROM gcr.io/distroless/base-nossl-debian13
COPY LICENSE /usr/share/doc/hookwheel/
COPY --from=build /build/dist/hookwheel /usr/local/bin/hookwheel
# A new volume takes this folder's owner.
COPY --from=build --chown=65532:65532 /build/data /data
ENV HOOKWHEEL_HOST=0.0.0.0 HOOKWHEEL_DATA_DIR=/data
# SQLite falls back on the working folder for its temporary files, where the root is read-only.
WORKDIR /data
VOLUME /data
EXPOSE 8420
USER 65532:65532
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["/usr/local/bin/hookwheel", "healthcheck"]
ENTRYPOINT ["/usr/local/bin/hookwheel"]
