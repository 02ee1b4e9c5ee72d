package io.soundforge.alchemy.launcher.embedded;

import com.sun.security.auth.module.UnixSystem;
import io.soundforge.alchemy.launcher.LaunchException;
import java.util.List;
import java.util.Locale;

/**
 * What the bundled servers have to run on.
 *
 * @param system {@code linux} or {@code darwin}
 * @param arm true for 64-bit ARM, false for x86-64
 * @param root whether we run as the superuser, which PostgreSQL refuses to do
 */
record Machine(String system, boolean arm, boolean root) {
    static Machine current() {
        String system = systemOf(System.getProperty("os.name"));
        String arch = System.getProperty("os.arch");
        boolean arm = arch.equals("aarch64") || arch.equals("arm64");
        if (!arm && !arch.equals("amd64") && !arch.equals("x86_64")) {
            throw new LaunchException("No PostgreSQL and Redis come along for " + system + " on " + arch
                    + ". Set DATABASE_URL and REDIS_URL.");
        }
        return new Machine(system, arm, new UnixSystem().getUid() == 0);
    }

    private static String systemOf(String os) {
        String name = os.toLowerCase(Locale.ROOT);
        if (name.startsWith("linux")) {
            return "linux";
        }
        if (name.startsWith("mac")) {
            return "darwin";
        }
        throw new LaunchException("No PostgreSQL and Redis come along for " + os + ". Set DATABASE_URL and REDIS_URL.");
    }

    /** Names that the archive of PostgreSQL may have; the build brings one of them. */
    List<String> postgresArchives() {
        String name = "postgres-" + system + "-" + (arm ? "arm_64" : "x86_64");
        return List.of(name + ".txz", name + "-alpine_linux.txz");
    }

    /**
     * Redis programs to try in this order. The 64-bit one for Linux needs the system's OpenSSL 3; the 32-bit one is
     * linked statically and serves where that is missing.
     */
    List<String> redisPrograms() {
        if (system.equals("darwin")) {
            return List.of("redis-server-6.2.6-v5-darwin-" + (arm ? "arm64" : "amd64"));
        }
        return arm
                ? List.of("redis-server-6.2.7-linux-arm64")
                : List.of("redis-server-6.2.6-v5-linux-amd64", "redis-server-6.2.7-linux-386");
    }
}
