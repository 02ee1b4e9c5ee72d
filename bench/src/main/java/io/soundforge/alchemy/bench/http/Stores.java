package io.soundforge.alchemy.bench.http;

import io.soundforge.alchemy.launcher.embedded.EmbeddedPostgres;
import io.soundforge.alchemy.launcher.embedded.EmbeddedRedis;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * The PostgreSQL (with fsync) and the Redis that the program brings along, until its input ends: {@code FOLDER}. Prints
 * {@code ready DATABASE_URL REDIS_URL}.
 */
public final class Stores {
    private Stores() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.resolve("postgres"), folder.resolve("logs"));
                EmbeddedRedis redis = EmbeddedRedis.start(folder.resolve("redis"), folder.resolve("logs"))) {
            System.out.println("ready " + postgres.uri() + " " + redis.uri());
            System.in.transferTo(OutputStream.nullOutputStream()); // until whoever started us is gone
        }
    }
}
