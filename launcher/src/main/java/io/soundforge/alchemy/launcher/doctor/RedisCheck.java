package io.soundforge.alchemy.launcher.doctor;

import io.soundforge.alchemy.platform.events.RedisInspection;
import java.util.List;

/** The operator's Redis. */
record RedisCheck(String url) implements Check {
    private static final int OLDEST_MAJOR = 5;

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public List<Finding> look() {
        RedisInspection seen = RedisInspection.of(url);
        if (!seen.reached()) {
            return List.of(Finding.problem(
                    name(),
                    "REDIS_URL does not let us in: " + seen.detail(),
                    "Start Redis, correct REDIS_URL, or remove it to use the bundled one."));
        }
        if (!seen.mayTalk()) {
            return List.of(Finding.problem(
                    name(),
                    "Redis " + seen.version() + " does not allow publish and subscribe: " + seen.detail(),
                    "Run 'ACL SETUSER NAME +publish +subscribe allchannels' in redis-cli."));
        }
        String found = "Redis " + seen.version() + ", publish and subscribe allowed";
        return List.of(
                Versions.major(seen.version()) >= OLDEST_MAJOR
                        ? Finding.ok(name(), found)
                        : Finding.problem(name(), found, "Upgrade Redis to " + OLDEST_MAJOR + " or newer."));
    }
}
