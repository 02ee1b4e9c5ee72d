package io.soundforge.alchemy.launcher.doctor;

import io.soundforge.alchemy.launcher.embedded.BundledServers;
import java.util.List;
import java.util.Optional;

/** The bundled Redis. */
record BundledRedisCheck() implements Check {
    @Override
    public String name() {
        return "redis";
    }

    @Override
    public List<Finding> look() {
        Optional<String> unsupported = BundledServers.unsupported();
        return List.of(
                unsupported.isPresent()
                        ? Finding.problem(name(), unsupported.get(), "Set REDIS_URL to your own.")
                        : Finding.ok(name(), "the bundled one"));
    }
}
