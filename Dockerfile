# One image for every role of the mesh: docker-compose.yml says which node plays which.

FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
# PostgreSQL and ffmpeg come from elsewhere here, so the bundled ones stay behind.
RUN mvn -q -B -DskipTests -Dspotless.check.skip=true package \
 && rm launcher/target/alchemy/lib/embedded-postgres-binaries-*.jar launcher/target/alchemy/lib/jave-nativebin-*.jar

FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends openjdk-17-jre-headless ffmpeg \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --create-home alchemy \
 && install -d -o alchemy /data /audio_data /models
COPY --from=build /src/launcher/target/alchemy /opt/alchemy
COPY deploy/entrypoint deploy/healthcheck /opt/alchemy/
USER alchemy
ENV ALCHEMY_HOME=/data AUDIO_DATA_PATH=/audio_data MODELS_DIR=/models HOST=0.0.0.0 \
    LC_ALL=C.UTF-8 ORT_DISABLE_TELEMETRY=1 MALLOC_MMAP_THRESHOLD_=1048576
EXPOSE 3000 3006
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["/opt/alchemy/healthcheck"]
ENTRYPOINT ["/opt/alchemy/entrypoint"]
CMD ["up", "--insecure"]
