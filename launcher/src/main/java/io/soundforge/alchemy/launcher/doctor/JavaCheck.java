package io.soundforge.alchemy.launcher.doctor;

import io.soundforge.alchemy.audio.media.BundledFfmpeg;
import io.soundforge.alchemy.launcher.embedded.BundledServers;
import java.util.List;
import java.util.Optional;

/**
 * The Java that runs this, and whether the bundled programs exist for the machine.
 *
 * @param feature such as 17
 * @param machine for people, such as {@code Linux amd64}
 */
record JavaCheck(int feature, String machine) implements Check {
    /** The build makes classes for this one; {@code Runtime.version} of an older one is never asked. */
    private static final int OLDEST = 17;

    private static final int NEWEST_MADE_FOR = 25;

    static JavaCheck ofThisProcess() {
        return new JavaCheck(
                Runtime.version().feature(), System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }

    @Override
    public String name() {
        return "java";
    }

    @Override
    public List<Finding> look() {
        Optional<String> unsupported = BundledServers.unsupported();
        if (unsupported.isPresent() || !BundledFfmpeg.ofThisPlatform().isPresent()) {
            return List.of(Finding.warning(
                    name(),
                    "Java " + feature + " on " + machine + ", for which not every bundled program exists",
                    "Set DATABASE_URL, REDIS_URL and FFMPEG_BIN to your own."));
        }
        if (feature < OLDEST || feature > NEWEST_MADE_FOR) {
            return List.of(Finding.warning(
                    name(),
                    "Java " + feature + " on " + machine + "; this release is made for " + OLDEST + " to "
                            + NEWEST_MADE_FOR,
                    "Set JAVA_HOME to a JDK of that range if anything fails."));
        }
        return List.of(Finding.ok(name(), "Java " + feature + " on " + machine));
    }
}
